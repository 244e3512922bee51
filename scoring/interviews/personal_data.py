"""What this room holds about a person, for that person to take away."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from recruitment.applications import signals
from scoring.interviews.models import Invitation, Reply


@receiver(signals.taken_away)
def interviews_of(application_ids: Sequence[int], **_: Any) -> dict[int, dict[str, Any]]:
    """Return invitations and answers by the application's primary key, in two queries."""
    held: dict[int, dict[str, Any]] = defaultdict(lambda: {"invitations_to_interview": []})
    for invitation in Invitation.objects.filter(application__in=application_ids).order_by("pk"):
        held[invitation.application_id]["invitations_to_interview"].append(
            {"at": invitation.at, "answer_by": invitation.answer_by}
        )
    for reply in Reply.objects.filter(application__in=application_ids).select_related("slot"):
        held[reply.application_id]["answer_to_invitation"] = {
            "at": reply.at,
            "time": str(reply.slot) if reply.slot else None,
            "place": reply.slot.place if reply.slot else None,
            "needs": reply.needs,
            "cannot_come": reply.cannot_come,
            "reason": reply.reason,
            "recorded_by_an_official": reply.by_official,
        }
    return dict(held)
