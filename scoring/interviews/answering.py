"""Answer an invitation: choose a time, say what is needed, or say that one cannot come.

The person answers, or an official for them: also after the day to answer by, until the interview begins.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.correspondence import outbox
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.interviews.errors import ChangedElsewhere, NoTimeChosen, NotInvited, SlotGone, TooLateToAnswer
from scoring.interviews.models import Invitation, Reply, Slot
from scoring.interviews.queries import answered_by


@transaction.atomic
def choose(*, application: Application, slot: Slot, by: Any, now: datetime | None = None) -> Reply:
    """Take a time, and give back the one held before; what the person needs stays.

    Choosing the same again changes nothing. Raises NotInvited, TooLateToAnswer, and SlotGone for a time that is
    somebody else's, removed, or over.
    """
    moment = now or timezone.now()
    locked, before = _to_answer(application, by=by, now=moment)
    if before and before.slot_id == slot.pk:
        return before
    free = Slot.objects.select_for_update(of=("self",)).filter(
        competition=locked.competition_id, pk=slot.pk, starts__gt=moment
    )
    chosen = free.first()  # waits for whoever takes it in this moment
    if chosen is None or Reply.objects.filter(slot=chosen).exists():
        raise SlotGone("This time is no longer free.")
    needs = before.needs if before else ""
    reply = _replace(before, Reply(application=locked, slot=chosen, needs=needs, at=moment), by=by)
    _record(
        locked, "interview.time_chosen", by=by, starts=chosen.starts.isoformat(), changed=before is not None
    )
    _tell(reply)
    return reply


@transaction.atomic
def say_needs(
    *, application: Application, needs: str, by: Any, seen: int | None = None, now: datetime | None = None
) -> Reply:
    """Keep what the person needs at the interview; empty for nothing.

    `seen` is the key of the answer that whoever writes had before them; None leaves that unchecked. Raises NotInvited,
    TooLateToAnswer, NoTimeChosen, and ChangedElsewhere.
    """
    moment = now or timezone.now()
    locked, before = _to_answer(application, by=by, now=moment)
    if before is None or before.cannot_come:
        raise NoTimeChosen("Choose a time first.")
    needs = _words(needs)
    if needs == before.needs:
        return before
    if seen is not None and seen != before.pk:
        raise ChangedElsewhere(before)
    reply = _replace(before, Reply(application=locked, slot=before.slot, needs=needs, at=moment), by=by)
    _record(locked, "interview.needs_said", by=by)
    return reply


@transaction.atomic
def cannot_come(*, application: Application, reason: str, by: Any, now: datetime | None = None) -> Reply:
    """Say that the person cannot come at any of the times, and give back the one held before: an e-mail says so.

    Saying the same again changes nothing. Raises NotInvited and TooLateToAnswer.
    """
    moment = now or timezone.now()
    locked, before = _to_answer(application, by=by, now=moment)
    reason = _words(reason)
    if before and before.cannot_come and before.reason == reason:
        return before
    given_back = before.slot if before else None
    needs = before.needs if before else ""
    reply = _replace(
        before, Reply(application=locked, cannot_come=True, reason=reason, needs=needs, at=moment), by=by
    )
    _record(locked, "interview.cannot_come", by=by)
    if given_back:
        _tell(reply, given_back=given_back)
    return reply


def can_answer(*, invitation: Invitation, reply: Reply | None, capacity: str, now: datetime) -> bool:
    """Whether an answer can be given or changed at this moment, by somebody in this capacity."""
    begun = reply is not None and reply.slot is not None and reply.slot.starts <= now
    return not begun and (capacity == "official" or now < invitation.answer_by)


def _to_answer(application: Application, *, by: Any, now: datetime) -> tuple[Application, Reply | None]:
    """Return the application, locked until the transaction ends, and the answer that stands."""
    locked = answered_by(by).filter(pk=application.pk).select_for_update(of=("self",)).first()
    if locked is None:
        raise NotInvited("There is no invitation that this person can answer.")
    invitation = Invitation.objects.current().get(application=locked)
    reply = Reply.objects.select_related("slot").filter(application=locked).first()
    if not can_answer(invitation=invitation, reply=reply, capacity=locked.capacity_of(by), now=now):
        raise TooLateToAnswer("The time to answer is over.")
    return locked, reply


def _replace(before: Reply | None, reply: Reply, *, by: Any) -> Reply:
    """Each answer is a row of its own, so that each time is confirmed by an e-mail of its own."""
    if before:
        before.delete()
    reply.by_official = reply.application.capacity_of(by) == "official"
    reply.save(force_insert=True)
    return reply


def _tell(reply: Reply, *, given_back: Slot | None = None) -> None:
    """Confirm the answer. It is one kind of e-mail whatever was answered, so that the latest is what counts."""
    application = reply.application
    invitation = Invitation.objects.current().get(application=application)
    outbox.queue(
        application=application,
        kind="interview-answer",
        context={
            "application": application,
            "reply": reply,
            "given_back": given_back,
            "can_change": can_answer(invitation=invitation, reply=reply, capacity="applicant", now=reply.at),
            "url": settings.SITE_URL + reverse("interviews:interview", args=[application.reference]),
        },
        about=f"choice {reply.pk}",
    )


def _words(text: str) -> str:
    return strip(text.replace("\x00", ""))


def _record(application: Application, action: str, *, by: Any, **details: Any) -> None:
    record(
        by=by,
        action=action,
        subject=application.reference,
        competition=application.competition.slug,
        capacity=application.capacity_of(by),
        details=details,
    )
