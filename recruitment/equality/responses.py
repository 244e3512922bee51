"""Store and remove answers so that the order of their rows says nothing."""

from collections.abc import Mapping
from random import SystemRandom

from django.db import DatabaseError, transaction

from recruitment.competitions.models import Competition
from recruitment.equality.codes import code_hash
from recruitment.equality.models import Response

_UNPREDICTABLE = SystemRandom()


class NotStored(Exception):
    """The database refused the answers. Not said why: what a database says about a row that it refuses contains it."""


def store(*, competition_id: int, answers: Mapping[str, str], code: str) -> None:
    """Keep the answers ({column: value}) of one person; `code` will remove them.

    Raises NotStored.
    """
    _write_anew(
        competition_id, [Response(competition_id=competition_id, code_hash=code_hash(code), **answers)]
    )


def store_nothing(*, competition_id: int) -> None:
    """Do what storing does for somebody who skipped, so that the numbers of transactions do not tell who answered."""
    _write_anew(competition_id, [])


def is_stored(code: str) -> bool:
    """Say whether there are answers with this code."""
    return Response.objects.filter(code_hash=code_hash(code)).exists()


def remove(*, code: str) -> None:
    """Remove the answers with this code, if there are any."""
    found = Response.objects.filter(code_hash=code_hash(code))
    competition_id = found.values_list("competition_id", flat=True).first()
    if competition_id is not None:
        with transaction.atomic():
            _lock(competition_id)
            found.delete()


def _write_anew(competition_id: int, added: list[Response]) -> None:
    """Write all responses of the competition anew, in random order.

    Where a row lies and which transaction wrote it are then the same for the first response and the last. `durable`:
    the transaction holds nothing else, above all not that somebody was asked.
    """
    try:
        with transaction.atomic(durable=True):
            _lock(competition_id)
            of_competition = Response.objects.filter(competition_id=competition_id)
            responses = [*of_competition, *added]
            _UNPREDICTABLE.shuffle(responses)
            of_competition.delete()
            Response.objects.bulk_create(responses)
    except DatabaseError:
        raise NotStored("The answers to the equality questions could not be stored.") from None


def _lock(competition_id: int) -> None:
    """Let one at a time change the responses of a competition, until the transaction ends.

    Otherwise a response removed while others are written anew would be written again.
    """
    Competition.objects.select_for_update(no_key=True).get(pk=competition_id)
