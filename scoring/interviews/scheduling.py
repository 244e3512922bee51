"""Add the times of interviews, and remove them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from recruitment.competitions.models import Competition
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.permissions import runs
from scoring.interviews.errors import NotAhead, NotAnOfficial, NotWithinADay, SlotHeld, SlotsOverlap
from scoring.interviews.models import Reply, Slot


@transaction.atomic
def add_slots(
    *, competition: Competition, first: datetime, minutes: int, number: int, place: str, by: Any
) -> list[Slot]:
    """Add times of so many minutes each, one after the other from the first, all on one day here.

    Raises NotAnOfficial, NotAhead, NotWithinADay, and SlotsOverlap with a time that is there in the same place.
    """
    _check_official(by, competition)
    Competition.objects.select_for_update().get(pk=competition.pk)  # one at a time adds times
    if first <= timezone.now():
        raise NotAhead("The first interview must begin in the future")
    place = strip(place.replace("\x00", ""))
    # In UTC an hour is an hour, also in the nights in which the clocks change.
    begin = first.astimezone(UTC)
    step = timedelta(minutes=minutes)
    slots = [
        Slot(competition=competition, starts=begin + position * step, minutes=minutes, place=place)
        for position in range(number)
    ]
    if _day(begin) != _day(slots[-1].ends - timedelta(microseconds=1)):
        raise NotWithinADay(
            "The last interview would end after midnight. Lower the number or the minutes, or start earlier"
        )
    there = competition.interview_slots.filter(place=place)
    taken = next((slot for slot in there if slot.starts < slots[-1].ends and begin < slot.ends), None)
    if taken:
        raise SlotsOverlap(f"There is an interview in this place from {taken}")
    Slot.objects.bulk_create(slots)
    _record(
        competition, "interview.slots_added", by=by, first=begin.isoformat(), minutes=minutes, number=number
    )
    return slots


@transaction.atomic
def remove_slot(*, slot: Slot, by: Any) -> None:
    """Remove a time that nobody has chosen. Removing it again changes nothing. Raises NotAnOfficial and SlotHeld."""
    _check_official(by, slot.competition)
    locked = Slot.objects.select_for_update(of=("self",)).filter(pk=slot.pk).first()
    if locked is None:
        return
    if Reply.objects.filter(slot=locked).exists():
        raise SlotHeld("Somebody has chosen this time, so it stays.")
    locked.delete()
    _record(slot.competition, "interview.slot_removed", by=by, starts=slot.starts.isoformat())


def _check_official(by: Any, competition: Competition) -> None:
    if not runs(by, competition):
        raise NotAnOfficial("This person does not run the competition.")


def _day(moment: datetime) -> Any:
    return timezone.localdate(moment)


def _record(competition: Competition, action: str, *, by: Any, **details: Any) -> None:
    record(by=by, action=action, competition=competition.slug, capacity="official", details=details)
