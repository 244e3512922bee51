"""One application in the meeting: the independent scores side by side, and what the panel agrees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from recruitment.accounts.keeping import keeps_what_was_typed, take_kept
from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_files, candidate_label
from recruitment.competitions.models import Competition, Criterion, ScaleLevel, Stage
from scoring.assessments.models import Assessment
from scoring.assessments.reopening import reopenable
from scoring.assessments.side_by_side import Opinions, side_by_side
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.criteria import criteria_of
from scoring.assessors.locking import NotInCompetition
from scoring.moderation import queries
from scoring.moderation.agreeing import AgreedElsewhere, AlreadyFound, AlreadyTold, NotAllSent, agree
from scoring.moderation.components import meeting_url
from scoring.moderation.disagreement import Spread, Verdict, spread
from scoring.moderation.forms import AgreedScoreForm, MeetingForm
from scoring.moderation.meeting import in_meeting_order
from scoring.moderation.models import AgreedScore


@dataclass(frozen=True)
class Agreement:
    """One criterion: the independent scores, how far they lie apart, what was agreed (the latest first), the form."""

    given: Opinions
    spread: Spread | None
    history: list[AgreedScore]
    answer: str
    form: AgreedScoreForm

    @property
    def agreed(self) -> AgreedScore | None:
        """What was agreed last."""
        return self.history[0] if self.history else None

    @property
    def outside(self) -> str:
        """Whether the agreed level lies outside those given: "high" or "low", and nothing where it does not."""
        levels = [level.value for each in self.given.opinions if (level := each.score.level)]
        if not self.agreed or not levels or min(levels) <= self.agreed.level.value <= max(levels):
            return ""
        return "high" if self.agreed.level.value > max(levels) else "low"

    @property
    def tag(self) -> dict[str, str]:
        """The options of the component tag: how far the scores lie apart."""
        return {"text": self.spread.verdict, "classes": TAGS[self.spread.verdict]} if self.spread else {}


TAGS = {
    Verdict.AGREE: "govuk-tag--green",
    Verdict.DIFFER: "govuk-tag--yellow",
    Verdict.DIFFER_WIDELY: "govuk-tag--orange",
}


@keeps_what_was_typed
def application(request: HttpRequest, slug: str, reference: str, stage: str = Stage.SIFT) -> HttpResponse:
    """Show all criteria of one application, and record what is agreed on any of them."""
    applications = queries.in_the_meeting(request.user, stage)
    found = get_object_or_404(applications, competition__slug=slug, reference=reference)
    competition = found.competition
    asked = tuple(criteria_of(found, stage=stage))
    scale = list(competition.scale_levels.all())
    forms = []
    if request.method == "POST":
        forms = [AgreedScoreForm(request.POST, criterion=criterion, scale=scale) for criterion in asked]
        # Where nothing is filled in, the first says what it needs.
        forms = [form for form in forms if form.is_filled] or forms[:1]
    saved = [form.criterion.code for form in forms if _is_agreed(request, found, form, stage)]
    typed = {form.criterion.pk: form for form in forms if form.criterion.code not in saved}
    if saved and not typed:
        return redirect(_onwards(found, asked, saved[-1], stage))
    # As assessors read it, also for officials: the meeting looks at the same screen.
    reader = assessors_reader(competition, stage)
    [file] = candidate_files(Application.objects.filter(pk=found.pk), competition=competition, reader=reader)
    kept = take_kept(request) or {} if request.method == "GET" else {}
    agreements = _agreements(found, asked, scale, file.evidence, stage=stage, typed=typed, kept=kept)
    order = in_meeting_order(request.user, competition=competition, stage=stage)
    context = {
        "application": found,
        "competition": competition,
        "is_interview": stage == Stage.INTERVIEW,
        "file": file,
        "agreements": agreements,
        "form": MeetingForm([agreement.form for agreement in agreements]),
        "saved": saved,
        "waiting": queries.waiting_for(found, stage),
        "recused": queries.recused_from(found),
        "agreed_before": queries.agreed_before(found, stage),
        "reopenable": reopenable(application=found, stage=stage, by=request.user),
        **_place(competition, reference, list(order.values_list("reference", flat=True)), stage),
    }
    return render(request, "moderation/application.html", context)


def _agreements(
    application: Application,
    asked: Sequence[Criterion],
    scale: Sequence[ScaleLevel],
    evidence: Mapping[int, str],
    *,
    stage: str,
    typed: Mapping[int, AgreedScoreForm],
    kept: Mapping[str, Any],
) -> list[Agreement]:
    """Return the criteria of the application with all that was given and agreed, and a form for each.

    `typed`: forms that could not be saved, by criterion. `kept`: what somebody sent who was signed out, to stand in the
    forms again.
    """
    assessments = Assessment.objects.sent().filter(application=application, stage=stage)
    history = queries.agreed_history(application, stage)
    values = [level.value for level in scale]
    acceptable = application.competition.acceptable_level
    found = []
    for given in side_by_side(asked, assessments):
        criterion = given.criterion
        agreed = history.get(criterion.pk, [])
        initial: dict[str, Any] = {"version": agreed[0].version if agreed else 0}
        for name in ("level", "reason", "version"):
            if f"{criterion.code}-{name}" in kept:
                initial[name] = kept[f"{criterion.code}-{name}"]
        form = AgreedScoreForm(criterion=criterion, scale=scale, initial=initial)
        levels = [level.value for each in given.opinions if (level := each.score.level)]
        found.append(
            Agreement(
                given=given,
                spread=spread(levels, scale=values, acceptable=acceptable),
                history=agreed,
                answer=evidence.get(criterion.pk, ""),
                form=typed.get(criterion.pk, form),
            )
        )
    return found


def _is_agreed(request: HttpRequest, application: Application, form: AgreedScoreForm, stage: str) -> bool:
    """Record what was agreed for one criterion. Where it is refused, say on the form what to do."""
    if not form.is_valid():
        return False
    try:
        agree(
            application=application,
            criterion=form.criterion,
            stage=stage,
            level=form.chosen_level,
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=form.seen_version,
        )
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    except AlreadyTold:
        form.add_error(None, "The candidate was told the outcome of the sift, so the agreed scores are fixed")
    except AlreadyFound:
        form.add_error(None, "The finding on the candidate is recorded, so the agreed scores are fixed")
    except NotAllSent as error:
        form.add_error(None, str(error))
    except AgreedElsewhere as error:
        form.show_version(error.score.version)
        form.add_error(
            "level",
            f"Somebody agreed {error.score.level} for {form.criterion.code} while this page was open: "
            f"‘{error.score.reason}’. Check what you entered against that, and save again if it should replace it",
        )
    else:
        return True
    return False


def _onwards(application: Application, asked: Sequence[Criterion], done: str, stage: str) -> str:
    """Return the address of the next criterion without an agreed score, or of the top of the page."""
    codes = [criterion.code for criterion in asked]
    following = codes[codes.index(done) + 1 :] + codes[: codes.index(done)]
    scores = AgreedScore.objects.filter(application=application, stage=stage)
    agreed = set(scores.values_list("criterion__code", flat=True))
    address = meeting_url(application.competition, application.reference, stage)
    return next((f"{address}#{code}" for code in following if code not in agreed), address)


def _place(competition: Competition, reference: str, order: list[str], stage: str) -> dict[str, Any]:
    """Return where the application stands in the meeting's order, and the links to those beside it."""

    def link(place: int) -> dict[str, str] | None:
        if not 0 <= place < len(order):
            return None
        return {
            "href": meeting_url(competition, order[place], stage),
            "labelText": candidate_label(order[place]),
        }

    if reference not in order:  # withdrawn in this very moment
        raise Http404
    place = order.index(reference)
    return {
        "place": place + 1,
        "count": len(order),
        "beside": {"previous": link(place - 1), "next": link(place + 1)} if len(order) > 1 else None,
    }
