"""One candidate after the interview: conflicts of interest, scores, and the finding."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from recruitment.accounts.keeping import keeps_what_was_typed, posted_or_kept
from recruitment.applications.models import Application
from recruitment.applications.reading import declared_conflicts
from recruitment.competitions.models import Stage
from scoring.assessments.models import Assessment
from scoring.assessments.side_by_side import side_by_side
from scoring.assessors.criteria import criteria_of
from scoring.assessors.locking import NotInCompetition
from scoring.findings import errors, queries
from scoring.findings.discussing import record_discussion
from scoring.findings.finding import find, unmet_at_interview
from scoring.findings.forms import DiscussionForm, FindingForm
from scoring.findings.models import Finding
from scoring.findings.views.room import Room, room_of
from scoring.moderation.progress import Progress, progress_of
from scoring.moderation.queries import agreed_history, scores_readable_by, waiting_for


@require_safe
def person(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """All that the panel recorded of one candidate since the interview, and what is left to record."""
    room = room_of(request, slug)
    found = room.candidate(reference)
    may_read_scores = scores_readable_by(request.user, Stage.INTERVIEW).filter(pk=found.pk).exists()
    context = room.context | {
        "application": found,
        "title": room.title(found),
        "is_withdrawn": found.state == Application.State.WITHDRAWN,
        "is_begun": _is_begun(found),
        "progress": _progress(found),
        "waiting": waiting_for(found, Stage.INTERVIEW),
        "declared": _declared(room, found),
        "discussions": queries.discussions_of(found),
        "may_read_scores": may_read_scores,
        "scores": _scores(found) if may_read_scores else (),
        "findings": queries.findings_of(found) if may_read_scores else [],
    }
    return render(request, "findings/person.html", context)


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Record what was said of conflicts of interest."""
    room = room_of(request, slug)
    found = room.candidate(reference, in_competition=True)
    if not _is_begun(found):
        raise Http404
    history = queries.discussions_of(found)
    declared = _declared(room, found)
    form = DiscussionForm(
        posted_or_kept(request),
        initial={"version": history[0].version if history else 0},
        declared=declared,
    )
    if request.method == "POST" and form.is_valid() and _is_discussed(request, found, form):
        messages.success(
            request, f"What was said of conflicts of interest is recorded for application {reference}."
        )
        return redirect("findings:person", slug, reference)
    context = room.context | {
        "application": found,
        "form": form,
        "heading": f"Conflicts of interest of {room.title(found)}",
        "caption": f"Application {reference}",
        "back_url": reverse("findings:person", args=[slug, reference]),
        "submit_text": "Record",
        "declared": declared,
        "discussions": history,
    }
    return render(request, "findings/discussion.html", context)


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Record whether the candidate is appointable, with strengths and weaknesses and the reason."""
    room = room_of(request, slug)
    found = room.candidate(reference, in_competition=True)
    readable = scores_readable_by(request.user, Stage.INTERVIEW)
    if not _is_begun(found) or not readable.filter(pk=found.pk).exists():
        raise Http404
    history = queries.findings_of(found)
    unmet = unmet_at_interview(found)
    form = FindingForm(
        posted_or_kept(request),
        initial=_said_before(history) | {"version": history[0].version if history else 0},
        criteria=_asked(found),
        unmet=unmet,
    )
    if request.method == "POST" and form.is_valid() and _is_found(request, found, form):
        messages.success(request, f"The finding on application {reference} is recorded.")
        return redirect("findings:person", slug, reference)
    context = room.context | {
        "application": found,
        "title": room.title(found),
        "form": form,
        "unmet": unmet,
        "scores": _scores(found),
        "findings": history,
        "can_find": _progress(found).all_agreed and found.conflict_discussions.exists(),
    }
    return render(request, "findings/finding.html", context)


def _is_begun(application: Any) -> bool:
    """Whether the interview has begun, with the `starts` of `to_interview`."""
    return application.starts is not None and application.starts <= timezone.now()


def _said_before(history: list[Finding]) -> dict[str, str]:
    """Return the panel's own words on the criteria, to start a changed finding from; nothing for the first."""
    return {
        f"{each.criterion.code}-{name}": getattr(each, name)
        for before in history[:1]
        for each in before.on_criteria.all()
        for name in ("strengths", "weaknesses")
    }


def _declared(room: Room, application: Application) -> str:
    """Return what the candidate declared as a possible conflict; empty where they declared none."""
    applications = Application.objects.filter(pk=application.pk)
    return declared_conflicts(applications, reader=room.reader).get(application.pk, "")


def _asked(application: Application) -> tuple[Any, ...]:
    return tuple(criteria_of(application, stage=Stage.INTERVIEW))


def _progress(application: Application) -> Progress:
    progress = progress_of(
        competition=application.competition, stage=Stage.INTERVIEW, application_ids=[application.pk]
    )
    return progress[application.pk]


def _scores(application: Application) -> list[dict[str, Any]]:
    """Return the independent and agreed scores for each criterion of the interview."""
    assessments = Assessment.objects.sent().filter(application=application, stage=Stage.INTERVIEW)
    history = agreed_history(application, Stage.INTERVIEW)
    return [
        {"given": given, "history": history.get(given.criterion.pk, [])}
        for given in side_by_side(_asked(application), assessments)
    ]


def _is_discussed(request: HttpRequest, application: Application, form: DiscussionForm) -> bool:
    """Record it. Where it is refused, say on the form what to do."""
    typed = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        record_discussion(application=application, by=request.user, seen=form.seen_version, **typed)
    except (NotInCompetition, errors.NotInterviewed, errors.NotTheirs):  # in this very moment
        raise Http404 from None
    except errors.DiscussedElsewhere as error:
        form.show_version(error.discussion.version)
        form.add_error(
            None,
            f"Somebody recorded ‘{error.discussion.get_kind_display()}’ while this page was open. Check what you "
            "entered against that, and save again if it should replace it",
        )
    else:
        return True
    return False


def _is_found(request: HttpRequest, application: Application, form: FindingForm) -> bool:
    """Record it. Where it is refused, say on the form what to do."""
    try:
        find(
            application=application,
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["reason"],
            said=form.said,
            despite_unmet=form.cleaned_data.get("despite_unmet", False),
            by=request.user,
            seen=form.seen_version,
        )
    except (NotInCompetition, errors.NotTheirs):  # in this very moment
        raise Http404 from None
    except errors.ScoresMissing:
        form.add_error(None, "Have every interview score sent and agreed before you record a finding")
    except errors.ConflictsNotDiscussed:
        form.add_error(None, "Record what was said of conflicts of interest before you record a finding")
    except errors.UnmetNotConfirmed as error:  # agreed in this very moment
        form.add_error(None, f"{error}. Open this page again to confirm that you mean it")
    except errors.FoundElsewhere as error:
        form.show_version(error.finding.version)
        form.add_error(
            None,
            f"Somebody recorded ‘{error.finding.get_outcome_display()}’ while this page was open: "
            f"‘{error.finding.reason}’. Check what you entered against that, and save again if it should replace it",
        )
    else:
        return True
    return False
