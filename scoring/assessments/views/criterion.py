"""Scoring one application on one criterion, whichever way the assessor goes through them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from recruitment.competitions.models import Stage
from recruitment.govuk.templatetags.moments import clock
from scoring.assessments.forms import LevelAndReasonForm, initial
from scoring.assessments.models import Score
from scoring.assessments.queries import applications_on
from scoring.assessments.scorecard import Line, Scorecard, State
from scoring.assessments.scoring import AlreadySent, ChangedElsewhere, save_score
from scoring.assessments.views.desk import Desk, at_desk


@dataclass(frozen=True)
class Way:
    """How the assessor goes on from a score: where they are, what is around it, and what follows once it is saved."""

    position: str
    back: str
    back_text: str  # empty: what the candidate is called
    before: str | None
    after: str | None
    following: Callable[[], str]

    @property
    def neighbours(self) -> dict[str, Any]:
        """Return the options of the component pagination: the score before this one, and the one after."""
        links = {"previous": ("Previous", self.before), "next": ("Next", self.after)}
        return {"landmarkLabel": "Scores"} | {
            name: {"text": text, "href": href} for name, (text, href) in links.items() if href
        }


@at_desk
def by_application(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One criterion of an application, on the way through its criteria."""
    card = desk.scorecard()
    line = _line(card, code)
    codes = [each.criterion.code for each in card.lines]
    place = codes.index(code)

    def following() -> str:
        left = card.left_after(line)
        return desk.address("criterion", left.code) if left else desk.address("send")

    way = Way(
        position=f"criterion {place + 1} of {len(codes)}",
        back=desk.address("application"),
        back_text="",
        before=desk.address("criterion", codes[place - 1]) if place else None,
        after=desk.address("criterion", codes[place + 1]) if place + 1 < len(codes) else None,
        following=following,
    )
    return _score(request, desk, card, line, way)


@at_desk
def by_criterion(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """One application, on the way through all applications on one criterion in the assessor's own order for it."""
    card = _scorecard_of_one(request, desk, code)
    line = _line(card, code)
    applications = applications_on(line.criterion, desk.seat, Stage.SIFT)
    states = dict(applications.values_list("reference", "state_of_score"))
    references = list(states)
    place = references.index(desk.application.reference)
    overview = reverse("assessments:by-criterion", args=[desk.competition.slug, code])

    def address(reference: str) -> str:
        return reverse("assessments:on-criterion", args=[desk.competition.slug, code, reference])

    def following() -> str:
        waiting = {State.NOT_STARTED.name, State.IN_PROGRESS.name}
        after = references[place + 1 :] + references[:place]
        return next((address(each) for each in after if states[each] in waiting), overview)

    way = Way(
        position=f"application {place + 1} of {len(references)}",
        back=overview,
        back_text=f"All applications on {code}",
        before=address(references[place - 1]) if place else None,
        after=address(references[place + 1]) if place + 1 < len(references) else None,
        following=following,
    )
    return _score(request, desk, card, line, way)


@require_POST
@at_desk
def autosave(request: HttpRequest, desk: Desk, code: str) -> JsonResponse:
    """Keep what is typed while it is typed: {"saved_at": "2:02pm", "version": 7}, or {"problem": why}."""
    line = _line(_scorecard_of_one(request, desk, code), code)
    form = _form(request, desk, line)
    form.is_valid()
    try:
        score = _save(request, desk, line, form)
    except ChangedElsewhere:
        return JsonResponse({"problem": "out_of_date"}, status=409)
    except AlreadySent:
        return JsonResponse({"problem": "sent"}, status=409)
    version = score.version if score else 0
    return JsonResponse({"saved_at": clock(timezone.now()), "version": version})


def _scorecard_of_one(request: HttpRequest, desk: Desk, code: str) -> Scorecard:
    """Return a scorecard with the criterion; without the score for a save, which compares with what stands by then."""
    if request.method != "POST":
        return desk.scorecard()
    found = desk.criteria().filter(code=code)
    return Scorecard(lines=tuple(Line(criterion, None) for criterion in found), sent_at=None)


def _line(card: Scorecard, code: str) -> Line:
    line = card.line(code)
    if not line:
        raise Http404("The application is not scored on this criterion.")
    return line


def _form(request: HttpRequest, desk: Desk, line: Line) -> LevelAndReasonForm:
    posted = request.POST if request.method == "POST" else None
    scale = list(desk.competition.scale_levels.all())
    return LevelAndReasonForm(posted, scale=scale, initial=initial(line.score))


def _score(request: HttpRequest, desk: Desk, card: Scorecard, line: Line, way: Way) -> HttpResponse:
    """Show what the criterion asks and what the person answered; take the assessor's choice and reason."""
    if not desk.can_score or (card.sent_at and request.method != "POST"):
        return redirect(desk.address("application"))
    form = _form(request, desk, line)
    score, is_refused = line.score, False
    if request.method == "POST":
        is_acceptable = form.is_valid()
        score, is_refused = _saved(request, desk, line, form)
        if "save_and_leave" in request.POST and not is_refused:
            return redirect(way.back)
        if is_acceptable and not is_refused:
            return redirect(way.following())
    found = desk.offered(line.criterion)
    context: dict[str, Any] = {
        "desk": desk,
        "seat": desk.seat,
        "file": found,
        "criterion": line.criterion,
        "answer": found.answer,
        "score": score,
        "way": way,
        "neighbours": way.neighbours,
        "form": form,
        "autosave_url": desk.address("autosave", line.criterion.code),
    }
    return render(request, "assessments/criterion.html", context, status=409 if is_refused else 200)


def _save(request: HttpRequest, desk: Desk, line: Line, form: LevelAndReasonForm) -> Score | None:
    return save_score(
        assessor=desk.seat,
        application=desk.application,
        stage=desk.stage,
        criterion=line.criterion,
        level=form.chosen_level,
        no_level=form.chosen_no_level,
        reason=form.typed_reason,
        by=request.user,
        seen=form.seen_version,
    )


def _saved(
    request: HttpRequest, desk: Desk, line: Line, form: LevelAndReasonForm
) -> tuple[Score | None, bool]:
    """Keep what was typed, complete or not; return the score that stands, and whether what was typed was refused.

    Where it is refused, the form says what to do.
    """
    try:
        score = _save(request, desk, line, form)
    except AlreadySent:
        form.add_error(
            None,
            "You have sent your scores for this application, so this change was not saved. Copy it if you need it",
        )
        return line.score, True
    except ChangedElsewhere as error:
        form.show_version(error.score.version)
        form.add_error(
            None,
            f"You saved this score in another window: {error.score.said or 'no level'}, ‘{error.score.reason}’. "
            "Change what is below to what you want to keep, and save again",
        )
        return error.score, True
    form.show_version(score.version if score else 0)
    return score, False
