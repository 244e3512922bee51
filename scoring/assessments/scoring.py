"""An assessor's scores, saved as they go."""

from typing import Any

from django.db import transaction
from django.db.models import Exists

from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Criterion, ScaleLevel, Stage
from recruitment.govuk.words import count_characters, strip
from scoring.assessments.models import Assessment, Score
from scoring.assessors.criteria import criteria_of
from scoring.assessors.interviewing import begun, interviews_of
from scoring.assessors.locking import locked
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.queries import without_scored_before

REASON_LIMIT = 5000  # characters


class NotTheirs(PermissionError):
    """The person may not score this application: not their seat, or no declaration that there is no conflict."""


class NotInterviewed(ValueError):
    """The candidate's interview has not begun, or there is none."""


class NotAsked(ValueError):
    """The criterion is not one of the application's at this stage, or the level is of another scale."""


class AlreadySent(ValueError):
    """The assessor sent their scores, which are fixed from then on."""


class ChangedElsewhere(ValueError):
    """The score was saved from another window since this one was opened. `score` is what stands."""

    def __init__(self, score: Score) -> None:
        super().__init__("The score was changed in another window.")
        self.score = score


@transaction.atomic
def save_score(
    *,
    assessor: Assessor,
    application: Application,
    stage: str,
    criterion: Criterion,
    level: ScaleLevel | None,
    reason: str,
    by: Any,
    no_level: str = "",
    seen: int | None = None,
) -> Score | None:
    """Keep a choice, a reason or both for one criterion; returns None where there was and is nothing to keep.

    The choice is a level, or `no_level`: a value of Score.NoLevel, which counts for nothing beside a level. Whatever
    was typed is kept, however long; only a choice with a reason of at most REASON_LIMIT characters is complete.
    `seen` is the version that the person had before them (0: none yet); None leaves that unchecked.
    Raises NotInCompetition, NotTheirs, NotInterviewed, AlreadySent, NotAsked, ChangedElsewhere.
    """
    application = locked(application)
    may_score(assessor=assessor, application=application, stage=stage, by=by, criterion=criterion)
    if level is not None and level.competition_id != application.competition_id:
        raise NotAsked("This level is of another scale.")
    assessment, is_new = unsent_assessment(assessor=assessor, application=application, stage=stage)
    scores = assessment.scores.select_related("level").filter(criterion=criterion)
    score = None if is_new else scores.first()
    reason = strip(reason.replace("\x00", ""))
    why_none = Score.NoLevel(no_level) if no_level and level is None else ""
    if score and (score.level, score.no_level, score.reason) == (level, why_none, reason):
        return score
    if score and seen is not None and seen != score.version:
        raise ChangedElsewhere(score)
    if not score and not (level or why_none or reason):
        return None
    score = score or Score(assessment=assessment, criterion=criterion, version=0)
    score.level, score.no_level, score.reason = level, why_none, reason
    score.is_complete = bool(level or why_none) and 0 < count_characters(reason) <= REASON_LIMIT
    score.version += 1
    score.save()
    return score


def may_score(
    *, assessor: Assessor, application: Application, stage: str, by: Any, criterion: Criterion | None = None
) -> None:
    """Raise NotTheirs unless this person serves in this seat, declared, and nothing keeps them from the application.

    At the interview it can be scored from the moment at which it begins, before that NotInterviewed is raised.
    Where it is about one `criterion`, NotAsked unless that is the application's. Takes one query, which must come
    after the one that waits for the lock: that one would answer with what was true before it waited.
    """
    declared = ConflictDeclaration.objects.filter(application=application, assessor=assessor)
    conditions = {"is_declared": Exists(declared), "is_kept_away": Exists(declared.recusing())}
    if stage == Stage.SIFT and assessor.place_id:
        unscored = without_scored_before(Application.objects.filter(pk=application.pk), user=by)
        conditions["is_left_to_them"] = Exists(unscored)
    if stage == Stage.INTERVIEW:
        conditions["is_begun"] = Exists(begun(interviews_of(assessor)).filter(pk=application.pk))
    if criterion:
        conditions["is_asked"] = Exists(criteria_of(application, stage=stage).filter(pk=criterion.pk))
    found = Assessor.objects.serving().filter(pk=assessor.pk, user=by.pk).values(**conditions).first()
    if not found or not found["is_declared"] or found["is_kept_away"]:
        raise NotTheirs("This person may not score this application.")
    if not found.get("is_left_to_them", True):
        raise NotTheirs("Somebody before them scored this application in their place.")
    if not found.get("is_begun", True):
        raise NotInterviewed("This candidate is not interviewed yet.")
    if not found.get("is_asked", True):
        raise NotAsked("This is not scored for this application.")


def unsent_assessment(*, assessor: Assessor, application: Application, stage: str) -> tuple[Assessment, bool]:
    """Return the assessor's assessment, and whether it was begun just now; the application is locked.

    Raises AlreadySent.
    """
    assessment, is_new = Assessment.objects.current().get_or_create(
        assessor=assessor, application=application, stage=stage
    )
    if assessment.sent_at:
        raise AlreadySent("The scores for this application have been sent.")
    return assessment, is_new
