"""One application before an official: all that they may read, the decision, putting it back."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from recruitment.accounts.models import Official
from recruitment.applications import tracking
from recruitment.applications.errors import NotWithdrawn
from recruitment.applications.models import Application
from recruitment.applications.reading import (
    CandidateFile,
    Reader,
    candidate_files,
    changed_contact,
    corrections,
    enterings,
    extensions,
    withdrawals,
)
from recruitment.applications.withdrawal import reinstate
from recruitment.competitions.models import Stage
from scoring.assessments.models import Assessment
from scoring.assessments.side_by_side import side_by_side
from scoring.assessors.blinding import officials_reader
from scoring.assessors.criteria import criteria_of
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.permissions import has_yet_to_declare
from scoring.assessors.queries import name_of
from scoring.moderation.progress import progress_of
from scoring.moderation.queries import (
    agreed_before,
    agreed_history,
    recused_from,
    scores_readable_by,
    waiting_for,
)
from scoring.shortlisting import queries
from scoring.shortlisting.deciding import AlreadyTold, DecidedElsewhere, NotAgreed, decide
from scoring.shortlisting.forms import DecisionForm, ReinstateForm
from scoring.shortlisting.views.official import application_of, names_of, official_of


def application(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """One application: all that the official may read, the scores, and the decision."""
    official = official_of(request, slug)
    found = application_of(request, official.competition, reference)
    reader = officials_reader(user=request.user, competition=official.competition)
    [file] = candidate_files(
        Application.objects.filter(pk=found.pk), competition=official.competition, reader=reader
    )
    may_read_scores = scores_readable_by(request.user).filter(pk=found.pk).exists()
    must_declare = official.assesses and has_yet_to_declare(request.user, found)
    context = {
        "official": official,
        "competition": official.competition,
        "application": found,
        "file": file,
        "cv_url": "" if must_declare else _cv_url(official, found, file),
        "must_declare": must_declare,
        "may_declare": found.state == Application.State.SENT and official.competition.is_closed(),
        "is_blind": reader == Reader.BLIND_ASSESSOR,
        "is_withdrawn": found.state == Application.State.WITHDRAWN,
        "progress": _progress(found),
        "waiting": waiting_for(found, Stage.SIFT),
        "recused": recused_from(found),
        "agreed_before": agreed_before(found, Stage.SIFT),
        "may_read_scores": may_read_scores,
        "scores": _scores(found) if may_read_scores else (),
        "unmet": queries.unmet_essentials(found) if may_read_scores else [],
        "decisions": queries.decision_history(found),
        "contact": changed_contact(found, reader=reader),
        "withdrawals": withdrawals(found, reader=reader).annotate(
            withdrawn_by_name=name_of("withdrawn_by"), undone_by_name=name_of("undone_by")
        ),
        "extensions": extensions(found, reader=reader).annotate(granted_by_name=name_of("granted_by")),
        "enterings": enterings(found, reader=reader).annotate(entered_by_name=name_of("entered_by")),
        "corrections": corrections(found, reader=reader).annotate(corrected_by_name=name_of("corrected_by")),
        "is_late": reader is Reader.OFFICIAL and found.sent_at >= official.competition.closes,
        "is_told": found.is_told,
        "is_told_reserve": found.is_told_reserve,
    }
    return render(request, "shortlisting/application.html", context)


def decision(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Record whether one candidate is shortlisted, a reserve or neither, with the reason."""
    official = official_of(request, slug)
    found = application_of(request, official.competition, reference)
    if found.state != Application.State.SENT:
        raise Http404
    history = queries.decision_history(found)
    version = history[0].version if history else 0
    may_read_scores = scores_readable_by(request.user).filter(pk=found.pk).exists()
    posted = request.POST if request.method == "POST" else None
    form = DecisionForm(posted, initial={"version": version})
    if form.is_valid() and _is_decided(request, found, form):
        messages.success(request, f"The decision on application {reference} is recorded.")
        return redirect("shortlisting:application", slug, reference)
    context = {
        "official": official,
        "competition": official.competition,
        "application": found,
        "title": names_of(request, official.competition, [found.pk])[found.pk],
        "progress": _progress(found),
        "unmet": queries.unmet_essentials(found) if may_read_scores else [],
        "decisions": history,
        "is_told": found.is_told,
        "is_told_reserve": found.is_told_reserve,
        "form": form,
    }
    return render(request, "shortlisting/decide.html", context)


def reinstatement(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Put a withdrawn application back into the competition, with the reason."""
    official = official_of(request, slug)
    found = application_of(request, official.competition, reference)
    if found.state != Application.State.WITHDRAWN:
        return redirect("shortlisting:application", slug, reference)
    is_invited = tracking.is_invited(found)
    form = ReinstateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(NotWithdrawn):  # another official was faster
            reinstate(application=found, by=request.user, reason=form.cleaned_data["reason"])
        again = " The candidate has to choose an interview time again, and say again what they need."
        messages.success(
            request, f"Application {reference} is back in the competition.{again if is_invited else ''}"
        )
        return redirect("shortlisting:application", slug, reference)
    context = {
        "official": official,
        "competition": official.competition,
        "application": found,
        "title": names_of(request, official.competition, [found.pk])[found.pk],
        "is_invited": is_invited,
        "form": form,
    }
    return render(request, "shortlisting/reinstate.html", context)


ALREADY_TOLD = "The candidate was told the outcome of the sift, so the decision can no longer be changed"


def _cv_url(official: Official, application: Application, file: CandidateFile) -> str:
    """Return where this official gets the CV, if they may: one who also assesses gets it as assessors do.

    One who left the assessment panel does not: another official hands it out.
    """
    if file.cv_id is None or application.state == Application.State.WITHDRAWN:
        return ""
    if official.assesses:
        return reverse("assessments:cv", args=[official.competition.slug, application.reference])
    if official.has_assessed:
        return ""
    return reverse("documents:download", args=[application.reference, file.cv_id])


def _progress(application: Application) -> Any:
    progress = progress_of(
        competition=application.competition, stage=Stage.SIFT, application_ids=[application.pk]
    )
    return progress[application.pk]


def _scores(application: Application) -> list[dict[str, Any]]:
    """Return the independent and agreed scores for each criterion."""
    asked = tuple(criteria_of(application, stage=Stage.SIFT))
    assessments = Assessment.objects.sent().filter(application=application, stage=Stage.SIFT)
    history = agreed_history(application, Stage.SIFT)
    return [
        {"given": given, "history": history.get(given.criterion.pk, [])}
        for given in side_by_side(asked, assessments)
    ]


def _is_decided(request: HttpRequest, application: Application, form: DecisionForm) -> bool:
    """Record the decision. Where it is refused, say on the form what to do."""
    try:
        decide(
            application=application,
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=form.seen_version,
        )
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    except NotAgreed:
        form.add_error(None, "Agree a score for every criterion before you decide")
    except AlreadyTold:
        form.add_error(None, ALREADY_TOLD)
    except DecidedElsewhere as error:
        form.show_version(error.decision.version)
        form.add_error(
            None,
            f"Somebody decided ‘{error.decision.get_outcome_display()}’ while this page was open: "
            f"‘{error.decision.reason}’. Check what you entered against that, and save again if it should replace it",
        )
    else:
        return True
    return False
