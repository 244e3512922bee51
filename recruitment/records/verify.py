"""Check that the audit log is whole."""

from dataclasses import dataclass

from recruitment.records.audit import FIRST, event_hash
from recruitment.records.models import AuditEvent


@dataclass(frozen=True)
class Verification:
    """What a walk along the chain found: how many events, and the first one that does not fit, if any."""

    events: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether nothing is changed or missing."""
        return self.broken_at is None


def verify_chain() -> Verification:
    """Walk the whole log in order and stop at the first event whose content or link does not fit."""
    previous, count = FIRST, 0
    for event in AuditEvent.objects.order_by("pk").iterator():
        if event.previous_hash != previous or event.hash != event_hash(event):
            return Verification(events=count, broken_at=event.pk)
        previous, count = event.hash, count + 1
    return Verification(events=count, broken_at=None)
