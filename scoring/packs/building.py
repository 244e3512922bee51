"""Building a pack that was asked for."""

import hashlib
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone

from recruitment.competitions.models import Competition
from scoring.packs.assembly import Assembled, Progress, assemble
from scoring.packs.models import Pack
from scoring.packs.queries import shortlist_contents, shortlisted
from scoring.packs.recording import record_event
from scoring.shortlisting.confirming import NotAllConfirmed, NotAllDecided, check_confirmed

logger = logging.getLogger(__name__)


class CannotBuild(ValueError):
    """There is nothing to make a pack of yet. The text says what is missing."""


def check_contents(competition: Competition) -> None:
    """Raise CannotBuild where nobody is shortlisted, or somebody's application has no confirmed decision yet.

    Names stay hidden from assessors until the sift is confirmed, and a pack is full of them.
    """
    if not shortlisted(competition).exists():
        raise CannotBuild("Nobody is shortlisted yet.")
    try:
        check_confirmed(competition)
    except NotAllDecided:
        raise CannotBuild("Record a decision on every application first.") from None
    except NotAllConfirmed:
        raise CannotBuild("Confirm the decisions first.") from None


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it stood at one moment: a decision changed meanwhile is in all of the pack or in none."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def build_pack(*, pack_id: int) -> Pack:
    """Build a pack that waits, or that a stopped worker left behind, and return it: ready, or failed with a reason.

    Run twice at once it builds once; run again it changes nothing. Raises Pack.DoesNotExist.
    """
    now = timezone.now()
    claimed = (
        Pack.objects.claimable()
        .filter(pk=pack_id)
        .update(state=Pack.State.BUILDING, started_at=now, heard_at=now, done=0, total=0, step="Starting")
    )
    pack = Pack.objects.select_related("competition").get(pk=pack_id)
    if not claimed:
        return pack
    try:
        with one_moment():
            check_contents(pack.competition)
            contents = shortlist_contents(pack.competition)
        with tempfile.TemporaryDirectory(prefix="pack-") as folder:
            _finish(pack, assemble(contents, folder=Path(folder), progress=_progress_of(pack)))
    except CannotBuild as reason:
        _fail(pack, str(reason))
    # Whatever happens, the people who wait learn that it did.
    except Exception:
        logger.exception("Pack %s could not be built", pack.pk)
        _fail(pack, f"A fault in the service stopped it. Ask again. If that fails too, quote pack {pack.pk}.")
    pack.refresh_from_db()
    return pack


def _progress_of(pack: Pack) -> Progress:
    """Return what tells how far the building is; each call is written at once, for the people who wait."""

    def tell(done: int, total: int, step: str) -> None:
        _write(pack, done=done, total=total, step=step, heard_at=timezone.now())

    return tell


def _finish(pack: Pack, assembled: Assembled) -> None:
    """Store the file and, only when it is there, call the pack ready. A file without a ready pack is taken away."""
    storage = pack.file.storage
    with assembled.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        name = storage.save(f"{pack.competition.slug}/{pack.kind}-{pack.pk}.pdf", File(file))
    try:
        with transaction.atomic():
            kept = _call_ready(pack, assembled, name, sha256)
    except BaseException:
        storage.delete(name)
        raise
    if not kept:
        storage.delete(name)


def _call_ready(pack: Pack, assembled: Assembled, name: str, sha256: str) -> bool:
    complete = not assembled.missing
    kept = _write(
        pack,
        state=Pack.State.READY,
        finished_at=timezone.now(),
        file=name,
        sha256=sha256,
        size=assembled.path.stat().st_size,
        page_count=assembled.pages,
        complete=complete,
        missing=list(assembled.missing),
        step="",
    )
    if kept:
        record_event(
            pack,
            by=None,
            action="pack.built",
            capacity="system",
            sha256=sha256,
            pages=assembled.pages,
            complete=complete,
            missing=len(assembled.missing),
        )
    return kept


@transaction.atomic
def _fail(pack: Pack, error: str) -> None:
    if _write(pack, state=Pack.State.FAILED, finished_at=timezone.now(), error=error, step=""):
        record_event(pack, by=None, action="pack.failed", capacity="system")


def _write(pack: Pack, **columns: Any) -> bool:
    """Write columns and say whether they were: not if another worker took the pack over in the meantime."""
    mine = Pack.objects.filter(pk=pack.pk, state=Pack.State.BUILDING, started_at=pack.started_at)
    return bool(mine.update(**columns))
