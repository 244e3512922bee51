"""Recording who downloads a pack."""

from typing import Any

from django.db import transaction

from scoring.packs.models import Pack, PackDownload
from scoring.packs.permissions import may_make_packs
from scoring.packs.recording import record_event
from scoring.packs.requesting import NotAllowed


class NotReady(ValueError):
    """The pack has no file."""


@transaction.atomic
def record_download(*, pack: Pack, by: Any) -> PackDownload:
    """Record that somebody downloads a pack. Raises NotAllowed, NotReady."""
    if not may_make_packs(by, pack.competition):
        raise NotAllowed("Only officials of the competition without a conflict of interest read its packs.")
    if pack.state != Pack.State.READY:
        raise NotReady("The pack is not ready.")
    download = pack.downloads.create(by=by)
    record_event(pack, by=by, action="pack.downloaded", capacity="official", sha256=pack.sha256)
    return download
