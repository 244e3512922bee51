"""What happens to packs, in the audit log."""

from typing import Any

from recruitment.records.audit import record
from scoring.packs.models import Pack


def record_event(pack: Pack, *, by: Any, action: str, capacity: str, **details: Any) -> None:
    """Write one event of a pack, in the caller's transaction. `by` is None where no person of the site acted."""
    record(
        by=by,
        action=action,
        subject=f"pack {pack.pk}",
        competition=pack.competition.slug,
        capacity=capacity,
        details={"kind": pack.kind, **details},
    )
