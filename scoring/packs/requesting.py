"""Asking for a pack."""

from typing import Any

from django.db import transaction

from recruitment.competitions.models import Competition
from scoring.packs.building import build_pack, check_contents
from scoring.packs.models import Pack
from scoring.packs.permissions import may_make_packs
from scoring.packs.recording import record_event
from scoring.packs.tasks import build


class NotAllowed(PermissionError):
    """Somebody who does not run the competition, or declared a conflict of interest with somebody in it."""


@transaction.atomic
def request_pack(*, competition: Competition, kind: str, by: Any) -> Pack:
    """Ask for a pack; a worker builds it.

    While one of the same kind is under way, that one is returned and no other begins. Raises NotAllowed, and
    CannotBuild where there is nothing to make a pack of yet.
    """
    if not may_make_packs(by, competition):
        raise NotAllowed("Only officials of the competition without a conflict of interest make its packs.")
    competition = Competition.objects.select_for_update().get(pk=competition.pk)
    check_contents(competition)
    pack = competition.packs.under_way().filter(kind=kind).first()
    if pack is None:
        pack = competition.packs.create(kind=kind, requested_by=by)
        record_event(pack, by=by, action="pack.requested", capacity="official")
    if pack.state == Pack.State.WAITING:
        # Also for one that waits already: should its task be lost, asking again helps. Building twice builds once.
        transaction.on_commit(lambda: build.enqueue(pack.pk))
    return pack


def build_for_operator(*, competition: Competition, kind: str) -> Pack:
    """Make a pack at once, as the site does, for an operator at the command line, and return it: ready or failed.

    Raises CannotBuild where there is nothing to make a pack of yet.
    """
    with transaction.atomic():
        check_contents(competition)
        pack = competition.packs.create(kind=kind, requested_by=None)
        record_event(pack, by=None, action="pack.requested", capacity="operator")
    return build_pack(pack_id=pack.pk)
