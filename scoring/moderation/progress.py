"""How far the applications of a competition are, from independent to agreed scores."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from recruitment.competitions.models import Assessor, Competition, Stage
from scoring.assessments.models import Assessment
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.interviewing import interview_starts
from scoring.assessors.models import ConflictDeclaration
from scoring.moderation.models import AgreedScore


@dataclass(frozen=True)
class Progress:
    """How many assessors are to score an application and did, and how many criteria it is scored on and are agreed."""

    due: int
    sent: int
    asked: int
    agreed: int

    @property
    def all_sent(self) -> bool:
        """Whether every assessor who is not recused has sent, and at least one has."""
        return self.sent >= max(self.due, 1)

    @property
    def all_agreed(self) -> bool:
        """Whether every criterion has an agreed score."""
        return self.all_sent and self.agreed >= self.asked

    @property
    def in_words(self) -> str:
        """How far it is, in one sentence without a full stop."""
        return f"Scores sent by {self.sent} of {self.due}, agreed for {self.agreed} of {self.asked} criteria"


def progress_of(
    *, competition: Competition, stage: str, application_ids: Collection[int]
) -> dict[int, Progress]:
    """Map each application's id to its progress, in at most eight queries."""
    sent_by, waited_for = sent_and_waited_for(
        competition=competition, stage=stage, application_ids=application_ids
    )
    sent = Counter(pk for pk, _ in sent_by)
    due = sent + Counter(pk for pk, _ in waited_for)
    agreed = _counts(
        AgreedScore.objects.filter(application__in=application_ids, stage=stage),
        Count("criterion", distinct=True),
    )
    asked = criteria_asked(competition=competition, stage=stage, application_ids=application_ids)
    return {
        pk: Progress(
            due=due[pk],
            sent=sent[pk],
            asked=len(asked[pk]),
            agreed=agreed.get(pk, 0),
        )
        for pk in application_ids
    }


def sent_and_waited_for(
    *, competition: Competition, stage: str, application_ids: Collection[int]
) -> tuple[set[tuple[int, int]], list[tuple[int, Assessor]]]:
    """Return whose scores are sent, as ids of applications and assessors, and who is still waited for, in order.

    Sent are also those of members who left. Waited for is whoever serves, is not recused for good, and whose place
    nobody scored; among them is who has a connection on which nothing is ruled yet. Takes four queries.
    """
    seats = list(competition.assessors.all())
    place_of = {seat.pk: seat.place_id or seat.pk for seat in seats}
    starts = interview_starts(application_ids) if stage == Stage.INTERVIEW else {}
    assessments = Assessment.objects.sent().filter(application__in=application_ids, stage=stage)
    sent = set(assessments.order_by().values_list("application", "assessor"))
    scored = {(pk, place_of[assessor]) for pk, assessor in sent}
    away = ConflictDeclaration.objects.for_good().filter(application__in=application_ids)
    recused = set(away.order_by().values_list("application", "assessor"))
    waited_for = [
        (pk, seat)
        for pk in application_ids
        for seat in seats
        if seat.left_at is None
        and (pk, seat.pk) not in recused
        and (pk, place_of[seat.pk]) not in scored
        # Somebody who joined after an interview was not there.
        and not (pk in starts and seat.joined_at and seat.joined_at > starts[pk])
    ]
    return sent, waited_for


def _counts(rows, count: Count) -> dict[int, int]:
    return dict(
        rows.order_by().values("application_id").annotate(found=count).values_list("application_id", "found")
    )
