"""The assessment panel sifts the invented applications, through the same rules as everybody."""

from collections.abc import Mapping, Sequence
from statistics import median_low

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition, Criterion, ScaleLevel, Stage
from scoring.assessments.scoring import save_score
from scoring.assessments.sending import send_assessment
from scoring.assessors.conflicts import declare
from scoring.assessors.criteria import criteria_asked
from scoring.demo.people import Person
from scoring.moderation.agreeing import agree
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import ranking_of, unmet_essentials

_WEAK, _FAIR, _STRONG = (
    "Says what was done, but not what the candidate did themselves or what came of it.",
    "A clear example with a result; less on what was learned.",
    "Several examples, each with the candidate’s own part and what changed for children.",
)


def sift(*, application: Application, person: Person, official: Official, has_conflict: bool) -> None:
    """Let every assessor declare and score, and have the scores agreed.

    Every sixth person divides the assessors. `has_conflict` makes one who does not chair declare a conflict of
    interest.
    """
    assessors = _assessors(application)
    others = [assessor for assessor in assessors if not assessor.chair]
    recused = others[0] if has_conflict and others else None
    if recused:
        _declare(recused, application, is_recused=True)
    dissenter = (others or assessors)[-1] if person.number % 6 == 2 else None
    scoring = [assessor for assessor in assessors if assessor != recused]
    scores = score_all(application, person, scoring, stage=Stage.SIFT, dissenter=dissenter)
    chair = next(assessor for assessor in assessors if assessor.chair)
    by = official.user if person.number % 4 == 1 else chair.user
    agree_all(application, scores, stage=Stage.SIFT, by=by)


def sift_in_part(*, application: Application, person: Person, official: Official, done: int) -> None:
    """Leave an application where it can be in a sift.

    With `done` 0 its scores are agreed; 1: divided assessors sent theirs; 2: one of them did; 3: nobody began.
    """
    assessors = _assessors(application)
    if done == 0:
        sift(application=application, person=person, official=official, has_conflict=False)
    elif done == 1:
        score_all(application, person, assessors, stage=Stage.SIFT, dissenter=assessors[-1])
    elif done == 2:
        score_all(application, person, assessors[-1:], stage=Stage.SIFT)


def _assessors(application: Application) -> list[Assessor]:
    return list(application.competition.assessors.select_related("user", "competition"))


def score_all(
    application: Application,
    person: Person,
    assessors: Sequence[Assessor],
    *,
    stage: str,
    dissenter: Assessor | None = None,
) -> dict[Criterion, list[ScaleLevel]]:
    """Let these assessors declare, score and send; return the levels that they gave for each criterion."""
    competition = application.competition
    asked = criteria_asked(competition=competition, stage=stage, application_ids=[application.pk])
    scores: dict[Criterion, list[ScaleLevel]] = {criterion: [] for criterion in asked[application.pk]}
    levels = list(competition.scale_levels.all())
    for assessor in assessors:
        _declare(assessor, application, is_recused=False)
        for place, criterion in enumerate(scores):
            level = _level(levels, person, opposite=assessor == dissenter and place == 0)
            _score(assessor, application, criterion, level, levels, stage)
            scores[criterion].append(level)
        send_assessment(assessor=assessor, application=application, stage=stage, by=assessor.user)
    return scores


def agree_all(
    application: Application, scores: Mapping[Criterion, Sequence[ScaleLevel]], *, stage: str, by: object
) -> None:
    """Have a level agreed for each criterion, in the middle of those given."""
    for criterion, levels in scores.items():
        _agree(application, criterion, levels, stage, by)


def decide_all(*, competition: Competition, applications: Sequence[Application], official: Official) -> None:
    """Shortlist up to three candidates a vacancy of those who meet every essential criterion, best first.

    The next of them for a post is a reserve.
    """
    shortlisted: set[str] = set()
    reserves: set[str] = set()
    for post in competition.posts.all():
        ranking, _, _ = ranking_of(competition, post=post, user=official.user)
        best_first = [place.result.reference for place in ranking.above]
        interviews = 3 * post.vacancies
        shortlisted |= {*best_first[:interviews]}
        reserves |= {*best_first[interviews : interviews + 1]}
    for application in applications:
        outcome = SiftDecision.Outcome.NOT_SHORTLISTED
        if application.reference in shortlisted:
            outcome = SiftDecision.Outcome.SHORTLISTED
        elif application.reference in reserves:
            outcome = SiftDecision.Outcome.RESERVE
        decide(
            application=application, outcome=outcome, reason=_reason(application, outcome), by=official.user
        )
    confirm(competition=competition, by=official.user)


def _declare(assessor: Assessor, application: Application, *, is_recused: bool) -> None:
    declare(
        assessor=assessor,
        application=application,
        kind="conflict" if is_recused else "none",
        details="We worked in the same team until last year." if is_recused else "",
        by=assessor.user,
        # Also in a competition that is still open: its sift is made up together with its applications.
        now=application.competition.closes,
    )


def _level(levels: Sequence[ScaleLevel], person: Person, *, opposite: bool) -> ScaleLevel:
    """Return a level near what the person deserves, or one far from it."""
    deserved = person.merit * (len(levels) - 1)
    if opposite:
        return levels[0 if deserved > len(levels) / 2 else -1]
    return levels[round(min(max(person.random.gauss(deserved, 0.8), 0), len(levels) - 1))]


def _score(
    assessor: Assessor,
    application: Application,
    criterion: Criterion,
    level: ScaleLevel,
    levels: Sequence[ScaleLevel],
    stage: str,
) -> None:
    part = levels.index(level) / (len(levels) - 1)
    save_score(
        assessor=assessor,
        application=application,
        stage=stage,
        criterion=criterion,
        level=level,
        reason=_WEAK if part < 0.4 else _FAIR if part < 0.75 else _STRONG,
        by=assessor.user,
    )


def _agree(
    application: Application, criterion: Criterion, scores: Sequence[ScaleLevel], stage: str, by: object
) -> None:
    agreed = median_low(level.value for level in scores)
    spread = max(level.value for level in scores) - min(level.value for level in scores)
    talk = "We read the answer again together" if spread > 1 else "We came to much the same view"
    agree(
        application=application,
        criterion=criterion,
        stage=stage,
        level=next(level for level in scores if level.value == agreed),
        reason=f"{talk}: the evidence matches this level, and not the one above it.",
        by=by,
    )


def _reason(application: Application, outcome: SiftDecision.Outcome) -> str:
    if outcome == SiftDecision.Outcome.SHORTLISTED:
        return "Meets every essential criterion, and is among the strongest for a post."
    if outcome == SiftDecision.Outcome.RESERVE:
        return "Meets every essential criterion, and comes next after the strongest for a post."
    if unmet := unmet_essentials(application):
        return f"Does not meet {', '.join(unmet)}."
    return "Meets every essential criterion; others are stronger for each post."
