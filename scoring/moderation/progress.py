"""How far the applications of a competition are, from independent to agreed scores."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from recruitment.competitions.models import Competition
from scoring.assessments.models import Assessment
from scoring.assessors.criteria import criteria_asked
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
    """Map each application's id to its progress, in at most seven queries."""
    assessors = competition.assessors.count()
    recused = _counts(
        ConflictDeclaration.objects.for_good().filter(application__in=application_ids),
        Count("assessor", distinct=True),
    )
    sent = _counts(
        Assessment.objects.sent().filter(application__in=application_ids, stage=stage), Count("pk")
    )
    agreed = _counts(
        AgreedScore.objects.filter(application__in=application_ids, stage=stage),
        Count("criterion", distinct=True),
    )
    asked = criteria_asked(competition=competition, stage=stage, application_ids=application_ids)
    return {
        pk: Progress(
            due=assessors - recused.get(pk, 0),
            sent=sent.get(pk, 0),
            asked=len(asked[pk]),
            agreed=agreed.get(pk, 0),
        )
        for pk in application_ids
    }


def _counts(rows, count: Count) -> dict[int, int]:
    return dict(
        rows.order_by().values("application_id").annotate(found=count).values_list("application_id", "found")
    )
