"""When names are hidden, and from whom."""

from typing import Any

from django.db.models import Count, Q

from recruitment.applications.reading import Reader
from recruitment.competitions.models import Competition, Stage


def sift_decided(competition: Competition) -> bool:
    """Whether there are sent applications and all of them have a decision."""
    counts = competition.applications.sent().aggregate(
        sent=Count("pk", distinct=True),
        undecided=Count("pk", distinct=True, filter=Q(sift_decisions=None)),
    )
    return counts["sent"] > 0 and counts["undecided"] == 0


def sift_confirmed(competition: Competition) -> bool:
    """Whether there are sent applications and a decision was confirmed on each; a later change hides no name again."""
    counts = competition.applications.sent().aggregate(
        sent=Count("pk", distinct=True),
        confirmed=Count("pk", distinct=True, filter=Q(sift_decisions__confirmed__isnull=False)),
    )
    return 0 < counts["sent"] == counts["confirmed"]


def is_blind(competition: Competition) -> bool:
    """Whether assessors must not learn who the candidates are: in a blind sift, until all of it is confirmed."""
    return competition.blind_sift and not sift_confirmed(competition)


def assessors_reader(competition: Competition, stage: str = Stage.SIFT) -> Reader:
    """As whom assessors read the competition's applications at a stage."""
    if stage == Stage.INTERVIEW:
        return Reader.INTERVIEWER
    return Reader.BLIND_ASSESSOR if is_blind(competition) else Reader.ASSESSOR


def officials_reader(*, user: Any, competition: Competition) -> Reader:
    """As whom this official reads the competition's applications: one who also assesses reads what assessors read."""
    if competition.assessors.serving().filter(user=user).exists():
        return assessors_reader(competition)
    return Reader.OFFICIAL
