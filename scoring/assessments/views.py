"""Scoring one application: its page, a page for each criterion, and sending."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import CandidateFile, candidate_files, candidate_names
from recruitment.competitions.models import Assessor, Competition, Stage
from recruitment.documents.downloads import hand_out
from recruitment.documents.models import Document
from recruitment.documents.queries import documents
from scoring.assessments.forms import LevelAndReasonForm, initial
from scoring.assessments.models import Assessment
from scoring.assessments.scorecard import Line, Scorecard, State, scorecard
from scoring.assessments.scoring import REASON_LIMIT, AlreadySent, ChangedElsewhere, save_score
from scoring.assessments.sending import NotComplete, send_assessment
from scoring.assessments.side_by_side import side_by_side
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.locking import NotInCompetition


@dataclass(frozen=True)
class Desk:
    """What lies before an assessor: their seat, and one application that they may read."""

    seat: Assessor
    application: Application

    @property
    def competition(self) -> Competition:
        """The competition of both."""
        return self.seat.competition

    def address(self, name: str, *more: str) -> str:
        """Return an address in this room."""
        return reverse(f"assessments:{name}", args=[self.competition.slug, self.application.reference, *more])

    def scorecard(self) -> Scorecard:
        """Return how far the assessor is."""
        return scorecard(seat=self.seat, application=self.application, stage=Stage.SIFT)

    def title(self) -> str:
        """Return what the assessor may call the candidate."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_names(applications, reader=assessors_reader(self.competition))[self.application.pk]

    def file(self) -> CandidateFile:
        """Return the application as the assessor may see it."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_files(applications, reader=assessors_reader(self.competition))[0]


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a Desk; the declaration of conflicts comes before anything of the application."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, reference: str, **kwargs: Any) -> HttpResponse:
        seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
        application = get_object_or_404(queries.applications_for(seat), reference=reference)
        if not application.conflict_declarations.filter(assessor=seat).exists():
            return redirect("assessors:conflict", slug, reference)
        try:
            return view(request, Desk(seat, application), **kwargs)
        except NotInCompetition:  # withdrawn in this very moment
            raise Http404 from None

    return wrapped


@at_desk
def application(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The application and what remains to score; after sending, the scores of all who sent theirs."""
    card = desk.scorecard()
    context = {"desk": desk, "seat": desk.seat, "file": desk.file(), "card": card}
    if card.sent_at:
        readable = Assessment.objects.sent().readable_by(desk.seat)
        assessments = readable.filter(application=desk.application, stage=Stage.SIFT)
        context["scores"] = side_by_side([line.criterion for line in card.lines], assessments)
        context["next"] = queries.next_to_score(desk.seat)
    else:
        context["tasks"] = _tasks(desk, card)
    return render(request, "assessments/application.html", context)


@at_desk
def cv(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Hand out the CV, which names the person: only where assessors may know the name."""
    if not assessors_reader(desk.competition).named:
        raise Http404
    document = get_object_or_404(documents(), application=desk.application, kind=Document.Kind.CV)
    return hand_out(document, by=request.user, capacity="assessor")


@at_desk
def criterion(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One criterion: what it asks, what the person answered, and the assessor's level and reason."""
    card = desk.scorecard()
    line = card.line(code)
    if not line:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    if card.sent_at and posted is None:
        return redirect(desk.address("application"))
    scale = list(desk.competition.scale_levels.all())
    form = LevelAndReasonForm(posted, scale=scale, initial=initial(line.score))
    is_refused = False
    if posted is not None:
        is_acceptable = form.is_valid()
        is_refused = not _is_saved(request, desk, line, form)
        if "save_and_leave" in posted and not is_refused:
            return redirect(desk.address("application"))
        if is_acceptable and not is_refused:
            following = card.left_after(line)
            return redirect(desk.address("criterion", following.code) if following else desk.address("send"))
    context = {
        "desk": desk,
        "seat": desk.seat,
        "file": desk.file(),
        "criterion": line.criterion,
        "number": card.lines.index(line) + 1,
        "count": len(card.lines),
        "form": form,
    }
    context["answer"] = context["file"].evidence.get(line.criterion.pk, "")
    return render(request, "assessments/criterion.html", context, status=409 if is_refused else 200)


@at_desk
def send(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All scores of the assessor for this application, to check and send."""
    is_refused = False
    if request.method == "POST":
        try:
            send_assessment(
                assessor=desk.seat, application=desk.application, stage=Stage.SIFT, by=request.user
            )
        except NotComplete:
            is_refused = True
        else:
            messages.success(request, f"Your scores for application {desk.application.reference} are sent.")
            return redirect(desk.address("application"))
    card = desk.scorecard()
    if card.sent_at:
        return redirect(desk.address("application"))
    context = {"desk": desk, "seat": desk.seat, "card": card, "title": desk.title()}
    if is_refused:
        context["errors"] = _error_summary(desk, card)
    return render(request, "assessments/send.html", context)


def _is_saved(request: HttpRequest, desk: Desk, line: Line, form: LevelAndReasonForm) -> bool:
    """Keep what was typed, complete or not. Where it is refused, say on the form what to do."""
    try:
        score = save_score(
            assessor=desk.seat,
            application=desk.application,
            stage=Stage.SIFT,
            criterion=line.criterion,
            level=form.chosen_level,
            reason=form.typed_reason,
            by=request.user,
            seen=form.seen_version,
        )
    except AlreadySent:
        form.add_error(
            None,
            "You have sent your scores for this application, so this change was not saved. Copy it if you need it",
        )
    except ChangedElsewhere as error:
        form.show_version(error.score.version)
        level = error.score.level.label if error.score.level else "no level"
        form.add_error(
            None,
            f"You saved this score in another window: {level}, ‘{error.score.reason}’. "
            "Change what is below to what you want to keep, and save again",
        )
    else:
        form.show_version(score.version if score else 0)
        return True
    return False


def _tasks(desk: Desk, card: Scorecard) -> dict[str, Any]:
    """Return the options of the component task-list: one row a criterion."""
    return {
        "idPrefix": "criterion",
        "items": [
            {
                "title": {"text": f"{line.criterion.code}: {line.criterion.text}"},
                "href": desk.address("criterion", line.criterion.code),
                "status": STATUSES[line.state],
            }
            for line in card.lines
        ],
    }


STATUSES = {
    State.NOT_STARTED: {"tag": {"text": State.NOT_STARTED.value}},
    State.IN_PROGRESS: {"tag": {"text": State.IN_PROGRESS.value, "classes": "govuk-tag--teal"}},
    State.COMPLETED: {"text": State.COMPLETED.value},
}


def _error_summary(desk: Desk, card: Scorecard) -> dict[str, Any]:
    """Return the options of the component error-summary: what keeps the scores from being sent."""
    return {
        "titleText": "There is a problem",
        "errorList": [
            {"text": _lack(line), "href": desk.address("criterion", line.criterion.code)}
            for line in card.lines
            if line.state != State.COMPLETED
        ],
    }


def _lack(line: Line) -> str:
    """Say what one criterion needs before the scores can be sent."""
    code, score = line.criterion.code, line.score
    if score and score.level and score.reason:
        return f"Reason for {code} must be {REASON_LIMIT} characters or less"
    if score and score.level:
        return f"Enter the reason for your level for {code}"
    if score and score.reason:
        return f"Select a level for {code}"
    return f"Select a level and enter a reason for {code}"
