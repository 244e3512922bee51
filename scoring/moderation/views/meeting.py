"""Agreeing scores: the applications of a competition, one application, one criterion."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, candidate_files, candidate_names
from recruitment.competitions.models import Competition, Stage
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessments.models import Assessment
from scoring.assessments.side_by_side import Opinions, side_by_side
from scoring.assessors.blinding import assessors_reader, officials_reader
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.permissions import chairs, runs
from scoring.moderation import queries
from scoring.moderation.agreeing import AgreedElsewhere, NotAllSent, agree
from scoring.moderation.forms import AgreedScoreForm
from scoring.moderation.models import AgreedScore
from scoring.moderation.progress import Progress, progress_of
from scoring.moderation.spread import in_words


@dataclass(frozen=True)
class Agreement:
    """One criterion: the independent scores, how far they lie apart, and what was agreed, the latest first."""

    given: Opinions
    spread: str
    history: list[AgreedScore]

    @property
    def agreed(self) -> AgreedScore | None:
        """What was agreed last."""
        return self.history[0] if self.history else None

    @property
    def is_wide(self) -> bool:
        """Whether the scores lie so far apart that they need discussion."""
        return self.spread.endswith("discuss")


def competition(request: HttpRequest, slug: str) -> HttpResponse:
    """The applications of one competition whose scores the person may agree."""
    found = get_object_or_404(Competition, slug=slug)
    if not (runs | chairs).test(request.user, found):
        raise Http404
    page = page_of(queries.moderated_by(request.user).filter(competition=found), request.GET)
    context = {
        "competition": found,
        "page": page,
        "pagination": pagination(page, request.GET),
        "tasks": _tasks(request.user, found, page.object_list),
        "back_url": _home(request.user, found),
        "waits_for_own_scores": found.assessors.filter(user=request.user).exists(),
    }
    return render(request, "moderation/competition.html", context)


def application(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """One application: the independent scores for each criterion side by side, and what was agreed."""
    found = _application(request, slug, reference)
    reader = _reader(request.user, found.competition)
    names = candidate_names(Application.objects.filter(pk=found.pk), reader=reader)
    context = {
        "application": found,
        "competition": found.competition,
        "title": names[found.pk],
        "agreements": _agreements(found),
        "waiting": queries.waiting_for(found, Stage.SIFT),
        "recused": queries.recused_from(found),
        "file_url": _file_url(request.user, found),
    }
    return render(request, "moderation/application.html", context)


def criterion(request: HttpRequest, slug: str, reference: str, code: str) -> HttpResponse:
    """One criterion: the evidence, the independent scores, and the agreed level with its reason."""
    found = _application(request, slug, reference)
    agreements = _agreements(found)
    agreement = next((item for item in agreements if item.given.criterion.code == code), None)
    if agreement is None:
        raise Http404
    scale = list(found.competition.scale_levels.all())
    version = agreement.agreed.version if agreement.agreed else 0
    posted = request.POST if request.method == "POST" else None
    form = AgreedScoreForm(posted, scale=scale, initial={"version": version})
    if form.is_valid() and _is_agreed(request, found, agreement, form):
        messages.success(request, f"The agreed score for {code} is recorded.")
        return redirect(_onwards(found, agreements, agreement))
    [file] = candidate_files(
        Application.objects.filter(pk=found.pk), reader=_reader(request.user, found.competition)
    )
    context = {
        "application": found,
        "competition": found.competition,
        "file": file,
        "criterion": agreement.given.criterion,
        "answer": file.evidence.get(agreement.given.criterion.pk, ""),
        "agreement": agreement,
        "waiting": queries.waiting_for(found, Stage.SIFT),
        "form": form,
    }
    return render(request, "moderation/criterion.html", context)


def _application(request: HttpRequest, slug: str, reference: str) -> Application:
    applications = queries.moderated_by(request.user).select_related("competition")
    return get_object_or_404(applications, competition__slug=slug, reference=reference)


def _agreements(application: Application) -> list[Agreement]:
    """Return the criteria of the application with all that was given and agreed."""
    asked = criteria_asked(
        competition=application.competition, stage=Stage.SIFT, application_ids=[application.pk]
    )
    assessments = Assessment.objects.sent().filter(application=application, stage=Stage.SIFT)
    history = queries.agreed_history(application, Stage.SIFT)
    scale = [level.value for level in application.competition.scale_levels.all()]
    return [
        Agreement(
            given,
            in_words([opinion.score.level.value for opinion in given.opinions], scale),
            history.get(given.criterion.pk, []),
        )
        for given in side_by_side(asked[application.pk], assessments)
    ]


def _is_agreed(
    request: HttpRequest, application: Application, agreement: Agreement, form: AgreedScoreForm
) -> bool:
    """Record what was agreed. Where it is refused, say on the form what to do."""
    try:
        agree(
            application=application,
            criterion=agreement.given.criterion,
            stage=Stage.SIFT,
            level=form.chosen_level,
            reason=form.typed_reason,
            by=request.user,
            seen=form.seen_version,
        )
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    except NotAllSent as error:
        form.add_error(None, str(error))
    except AgreedElsewhere as error:
        form.show_version(error.score.version)
        form.add_error(
            None,
            f"Somebody agreed {error.score.level} while this page was open: ‘{error.score.reason}’. "
            "Check what you entered against that, and save again if it should replace it",
        )
    else:
        return True
    return False


def _onwards(application: Application, agreements: list[Agreement], done: Agreement) -> str:
    """Return the address of the next criterion without an agreed score, or of the application."""
    place = agreements.index(done)
    following = agreements[place + 1 :] + agreements[:place]
    address = [application.competition.slug, application.reference]
    open_one = next((item for item in following if not item.agreed), None)
    if open_one and not done.agreed:
        return reverse("moderation:criterion", args=[*address, open_one.given.criterion.code])
    return reverse("moderation:application", args=address)


def _reader(user: Any, competition: Competition) -> Reader:
    """Return as whom the person reads: an official, or the chair like every other assessor."""
    if runs(user, competition):
        return officials_reader(user=user, competition=competition)
    return assessors_reader(competition)


def _home(user: Any, competition: Competition) -> str:
    name = "shortlisting:competition" if runs(user, competition) else "assessors:competition"
    return reverse(name, args=[competition.slug])


def _file_url(user: Any, application: Application) -> str:
    name = "shortlisting:application" if runs(user, application.competition) else "assessments:application"
    return reverse(name, args=[application.competition.slug, application.reference])


def _tasks(user: Any, competition: Competition, applications: list[Application]) -> dict[str, Any]:
    """Return the options of the component task-list: one row an application."""
    ids = [application.pk for application in applications]
    names = candidate_names(Application.objects.filter(pk__in=ids), reader=_reader(user, competition))
    progress = progress_of(competition=competition, stage=Stage.SIFT, application_ids=ids)
    return {
        "idPrefix": "application",
        "items": [
            {
                "title": {"text": names[application.pk]},
                "hint": {"text": progress[application.pk].in_words},
                "href": reverse("moderation:application", args=[competition.slug, application.reference]),
                "status": _status(progress[application.pk]),
            }
            for application in applications
        ],
    }


def _status(progress: Progress) -> dict[str, Any]:
    if progress.all_agreed:
        return {"text": "Agreed"}
    if not progress.all_sent:
        return {"tag": {"text": "Waiting for scores", "classes": "govuk-tag--grey"}}
    if progress.agreed:
        return {"tag": {"text": "In progress", "classes": "govuk-tag--teal"}}
    return {"tag": {"text": "Ready to agree"}}
