"""Write the audit log: append-only, each event chained to the one before by its hash."""

import hashlib
import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from recruitment.records.models import AuditEvent

FIRST = "0" * 64
_LOCK = 0x50414E454C  # any fixed number: one chain, one lock


def record(
    *,
    by: Any,
    action: str,
    subject: str = "",
    competition: str = "",
    capacity: str = "",
    details: dict[str, Any] | None = None,
) -> AuditEvent:
    """Add one event to the log, in the caller's transaction.

    `by` is the person who acted, or None for the system. `subject` is a stable reference and `details` holds texts,
    whole numbers, booleans and lists of them; neither may hold a name or a person's own words. Raises
    django.db.transaction.TransactionManagementError outside a transaction, because an event that outlives a
    rolled-back change would be untrue.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "record() needs the transaction of the change it tells of."
        )
    _take_turns()
    last = AuditEvent.objects.order_by("-pk").values_list("hash", flat=True).first()
    event = AuditEvent(
        at=timezone.now(),
        actor_id=getattr(by, "pk", None),
        actor_label=capacity or ("system" if by is None else "person"),
        action=action,
        competition=competition,
        subject=subject,
        details=details or {},
        previous_hash=last or FIRST,
    )
    event.hash = event_hash(event)
    event.save(force_insert=True)
    return event


def event_hash(event: AuditEvent) -> str:
    """Return the SHA-256, in hex, of an event's content and of the hash of the event before it."""
    content = {
        "at": event.at.isoformat(timespec="microseconds"),
        "actor_id": event.actor_id,
        "actor_label": event.actor_label,
        "action": event.action,
        "competition": event.competition,
        "subject": event.subject,
        "details": event.details,
        "previous_hash": event.previous_hash,
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _take_turns() -> None:
    """Let one writer at a time extend the chain; SQLite does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
