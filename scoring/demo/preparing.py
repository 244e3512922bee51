"""Prepare the competitions of the demo: open, in the middle of a sift, with a decided sift, and between interviews."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from recruitment.competitions.files.dates import opening_on
from recruitment.competitions.files.loading import load
from recruitment.competitions.files.reading import read
from recruitment.competitions.models import Competition
from recruitment.competitions.officials import grant
from scoring.demo.equality import answer_all
from scoring.demo.filling import fill

FILES = Path(__file__).parent / "competitions"
OPEN = FILES / "panel-members-2021.toml"
HALF_WAY = FILES / "school-travel-forum.toml"
SIFTED = FILES / "river-safety-council.toml"
INTERVIEWED = FILES / "playground-standards-board.toml"


def prepare() -> None:
    """Make what is missing. A competition that is there already stays as people left it, its dates included."""
    _prepare(OPEN, days_ago=1)
    with transaction.atomic():
        half_way = _prepare(HALF_WAY, days_ago=45)
        if half_way:
            fill(competition=half_way, applications=12, assessors=3, seed=2, is_decided=False)
    with transaction.atomic():
        interviewed = _prepare(INTERVIEWED, days_ago=85)
        if interviewed:
            fill(competition=interviewed, applications=12, assessors=3, seed=3, is_interviewed=True)
    with transaction.atomic():
        # Long enough ago for the answers to the equality questions to be counted.
        sifted = _prepare(SIFTED, days_ago=72)
        made = fill(competition=sifted, applications=40, assessors=3, seed=1) if sifted else []
    answer_all(made, seed=1)


@transaction.atomic
def _prepare(file: Path, *, days_ago: int) -> Competition | None:
    """Load a competition as one that opened so many days ago; return it if it was not there."""
    if Competition.objects.filter(slug=file.stem).exists():
        return None
    opens = timezone.localdate() - timedelta(days=days_ago)
    load(contents=opening_on(opens, read(file.read_bytes())), by=None)
    competition = Competition.objects.get(slug=file.stem)
    grant(competition=competition, email="official@example.org", name="Ruth Adeyemi", by=None)
    return competition
