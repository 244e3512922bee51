"""Where an assessor is with the criteria of one application."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Criterion
from scoring.assessments.models import Assessment, Score
from scoring.assessors.criteria import criteria_of


class State(Enum):
    """How far a score is."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    SENT = "Sent"


@dataclass(frozen=True)
class Line:
    """One criterion, with the assessor's score where there is one."""

    criterion: Criterion
    score: Score | None

    @property
    def state(self) -> State:
        """How far the score is."""
        if not self.score or not self.score.is_started:
            return State.NOT_STARTED
        return State.COMPLETED if self.score.is_complete else State.IN_PROGRESS


@dataclass(frozen=True)
class Scorecard:
    """All criteria of one application, for one assessor."""

    lines: tuple[Line, ...]
    sent_at: datetime | None

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria that keep the scores from being sent."""
        return tuple(line.criterion for line in self.lines if line.state != State.COMPLETED)

    def line(self, code: str) -> Line | None:
        """The line of the criterion with this code."""
        return next((line for line in self.lines if line.criterion.code == code), None)

    def left_after(self, line: Line) -> Criterion | None:
        """The first criterion below this line that is not completed."""
        below = self.lines[self.lines.index(line) + 1 :]
        return next((other.criterion for other in below if other.state != State.COMPLETED), None)


def scorecard(*, seat: Assessor, application: Application, stage: str) -> Scorecard:
    """Return the assessor's scorecard, in two queries."""
    own = Assessment.objects.current().filter(assessor=seat, application=application, stage=stage)
    asked = tuple(criteria_of(application, stage=stage))
    scores = list(Score.objects.filter(assessment__in=own).select_related("assessment", "level"))
    # Without a score it can be sent only by somebody who is asked for none.
    assessment = scores[0].assessment if scores else own.first() if not asked else None
    by_criterion = {score.criterion_id: score for score in scores}
    return Scorecard(
        lines=tuple(Line(criterion, by_criterion.get(criterion.pk)) for criterion in asked),
        sent_at=assessment.sent_at if assessment else None,
    )
