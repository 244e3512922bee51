"""Load a competition file."""

from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from recruitment.commands import OneLineCommand
from recruitment.competitions.files.dates import opening_on
from recruitment.competitions.files.faults import Fault, FileRefused
from recruitment.competitions.files.format import MAX_BYTES, Contents
from recruitment.competitions.files.loading import Loaded, load
from recruitment.competitions.files.reading import read
from recruitment.competitions.models import Competition

_SAID = {
    Loaded.NEW: "The competition was loaded.",
    Loaded.CHANGED: "The competition was changed.",
    Loaded.UNCHANGED: "The competition is as the file says; nothing was changed.",
}


class Command(OneLineCommand):
    """Make a competition what its file says."""

    help = (
        "Load a competition file (TOML). The whole file is loaded or nothing: every fault is named, one a line. The "
        "competition becomes public when it opens. From then on criteria, scale, posts and sectors are locked; dates, "
        "texts and assessors can still be changed by loading a changed file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="the competition file")
        parser.add_argument(
            "--open-now",
            action="store_true",
            help=(
                "move every date by the same number of days, so that the competition opened yesterday; one that was "
                "moved before keeps its dates"
            ),
        )

    def handle(self, *args: Any, file: Path, open_now: bool, **options: Any) -> None:
        """Read, move if asked, load, and say what became of it."""
        moved_before = None
        try:
            contents = read(_bytes_of(file))
            if open_now:
                moved_before = _day_moved_to(contents)
                yesterday = timezone.localdate() - timedelta(days=1)
                contents = opening_on(moved_before or yesterday, contents)
            loaded = load(contents=contents, by=None)
        except FileRefused as refusal:
            raise CommandError("\n".join(f"{file}: {fault}" for fault in refusal.faults)) from refusal
        self.stdout.write(f"{contents['competition']['slug']}: {_SAID[loaded]}")
        if moved_before:
            self.stdout.write(
                f"It keeps the dates it was given before: it opened on {moved_before:%Y-%m-%d}."
            )


def _day_moved_to(contents: Contents) -> date | None:
    """Return the day on which the competition opens since its dates were moved before, if they were."""
    competition = contents["competition"]
    standing = Competition.objects.filter(slug=competition["slug"]).first()
    if standing is None or standing.opens == competition["opens"]:
        return None
    return timezone.localdate(standing.opens)


def _bytes_of(file: Path) -> bytes:
    """Return the file, or as much of it as shows that it is too large. Raises FileRefused."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileRefused([Fault("", f"cannot be read: {error.strerror}")]) from error
