"""What officials and applicants see of interviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.applications.reading import Reader, candidate_names
from recruitment.competitions.models import Competition
from scoring.interviews.models import Invitation, Reply, Slot
from scoring.shortlisting.queries import applications_of


@dataclass(frozen=True)
class SlotLine:
    """A time, whether somebody has it, and who; name and reference are empty where this official may not know."""

    slot: Slot
    is_held: bool
    name: str
    reference: str
    needs: str


@dataclass(frozen=True)
class PersonLine:
    """Somebody invited who has no time."""

    name: str
    reference: str
    cannot_come: bool
    reason: str
    answer_by: datetime
    is_late: bool


@dataclass(frozen=True)
class Schedule:
    """The times and the people of a competition."""

    slots: Sequence[SlotLine]
    without: Sequence[PersonLine]


def schedule_of(competition: Competition, *, user: Any, reader: Reader) -> Schedule:
    """Return the times with who has each, and who is invited and has none, in five queries.

    People from whom this official is recused are not named. What people say they need, and why they cannot come, is
    selected only for a reader who arranges interviews and does not score.
    """
    now = timezone.now()
    readable = applications_of(competition, user=user).filter(state=Application.State.SENT).order_by()
    words = ("needs", "reason") if reader is Reader.OFFICIAL else ()
    replies = {
        reply["application_id"]: reply
        for reply in Reply.objects.filter(application__in=readable.values("pk")).values(
            "application_id", "slot_id", "cannot_come", *words
        )
    }
    invited = Invitation.objects.current().filter(application__in=readable.values("pk"))
    answer_by, references = {}, {}
    for pk, reference, until in invited.values_list("application_id", "application__reference", "answer_by"):
        answer_by[pk], references[pk] = until, reference
    names = candidate_names(readable.filter(pk__in=answer_by), reader=reader)
    holders = {reply["slot_id"]: reply for reply in replies.values() if reply["slot_id"]}
    slots = competition.interview_slots.annotate(is_held=Exists(Reply.objects.filter(slot=OuterRef("pk"))))
    lines = [
        SlotLine(
            slot,
            slot.is_held,
            names.get(holder["application_id"], "") if holder else "",  # withdrawn in this very moment
            references.get(holder["application_id"], "") if holder else "",
            holder.get("needs", "") if holder else "",
        )
        for slot in slots
        for holder in [holders.get(slot.pk)]
    ]
    without = [
        PersonLine(
            names.get(pk, ""), references[pk], bool(reply), reply.get("reason", ""), until, until <= now
        )
        for pk, until in answer_by.items()
        for reply in [replies.get(pk, {})]
        if not reply.get("slot_id")
    ]
    return Schedule(lines, sorted(without, key=lambda line: (line.name, line.answer_by)))


def to_invite(competition: Competition, now: datetime) -> QuerySet[Application]:
    """Return the applications whose applicants were told that they are shortlisted and wait to be invited.

    Also those who let the last day to answer pass, and those who are back from a withdrawal after it.
    """
    still_invited = Invitation.objects.filter(application=OuterRef("pk"), answer_by__gt=now)
    return _without_answer(competition).filter(
        ~Exists(still_invited),
        Exists(Milestone.objects.filter(application=OuterRef("pk"), kind=Milestone.Kind.SHORTLISTED)),
    )


def to_answer(competition: Competition, now: datetime) -> QuerySet[Application]:
    """Return the applications whose applicants are invited, can still answer, and have not."""
    still_invited = Invitation.objects.filter(application=OuterRef("pk"), answer_by__gt=now)
    return _without_answer(competition).filter(Exists(still_invited))


def at_the_same_time(slots: Sequence[Slot]) -> int:
    """Return how many of these times, all of one competition, overlap with one of its others."""
    others = slots[0].competition.interview_slots.exclude(pk__in=[slot.pk for slot in slots])
    there = list(others.filter(starts__range=(slots[0].starts - timedelta(days=1), slots[-1].ends)))
    return sum(
        any(slot.starts < other.ends and other.starts < slot.ends for other in there) for slot in slots
    )


def to_arrange(competition: Competition, now: datetime, *, user: Any) -> dict[str, int]:
    """Return how many people are `to_invite`, `to_answer`, and `cannot_come`, and how many times are `free`.

    Those who cannot come count while there are interviews to come. People from whom this official is recused are not
    counted.
    """
    theirs = applications_of(competition, user=user).order_by().values("pk")
    ahead = competition.interview_slots.filter(starts__gt=now)
    without = Reply.objects.filter(
        application__in=competition.applications.sent().filter(pk__in=theirs), cannot_come=True
    )
    return {
        "to_invite": to_invite(competition, now).filter(pk__in=theirs).count(),
        "to_answer": to_answer(competition, now).filter(pk__in=theirs).count(),
        "cannot_come": without.filter(Exists(ahead)).count(),
        "free": ahead.free(now).count(),
    }


def answered_by(user: Any) -> QuerySet[Application]:
    """Return the applications, invited and in the competition, for which this person may answer.

    Their own; and, as an official who does not assess, everybody's: people telephone, and some have no other way.
    """
    invited = Exists(Invitation.objects.filter(application=OuterRef("pk")))
    arranged = Competition.objects.filter(officials__user=user).exclude(assessors__user=user)
    theirs = Application.objects.filter(Q(applicant=user) | Q(competition__in=arranged.values("pk")))
    return theirs.sent().filter(invited).select_related("competition", "applicant")


def invitation_of(application: Application) -> tuple[Invitation, Reply | None]:
    """Return the latest invitation of somebody who was invited, and what they answered, in two queries."""
    reply = Reply.objects.select_related("slot").filter(application=application).first()
    return application.interview_invitations.latest("pk"), reply


def slots_to_choose(application: Application) -> list[Slot]:
    """Return the times that the person can choose: those that are free, and the one they have."""
    free = application.competition.interview_slots.free().values("pk")
    return list(
        application.competition.interview_slots.filter(Q(pk__in=free) | Q(reply__application=application))
    )


def _without_answer(competition: Competition) -> QuerySet[Application]:
    answered = Reply.objects.filter(application=OuterRef("pk"))
    return competition.applications.sent().filter(~Exists(answered))
