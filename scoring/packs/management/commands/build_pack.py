"""Build a pack at the command line."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from recruitment.commands import OneLineCommand
from recruitment.competitions.management.asking import ask_for_competition, competition_called
from scoring.packs.building import CannotBuild
from scoring.packs.models import Pack
from scoring.packs.requesting import build_for_operator


class Command(OneLineCommand):
    """Build a pack as the site does, record it, and copy it to a file."""

    help = (
        "Build a pack of a competition exactly as the site does, keep it and record it there, and copy it to a "
        "file. What could not be included is listed on its cover and printed here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which competition, which pack, and where to."""
        ask_for_competition(parser)
        parser.add_argument("--kind", required=True, help=f"which pack: {', '.join(Pack.Kind.values)}")
        parser.add_argument(
            "--output", required=True, type=Path, help="the PDF file to write, in a folder that exists"
        )

    def handle(self, *args: Any, slug: str, kind: str, output: Path, **options: Any) -> None:
        """Check what was asked for, build, and copy."""
        competition = competition_called(slug)
        if kind not in Pack.Kind.values:
            raise CommandError(f"There is no kind of pack {kind}. Kinds: {', '.join(Pack.Kind.values)}.")
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}.")
        if output.is_dir():
            raise CommandError(f"{output} is a folder. Name a file in it.")
        try:
            pack = build_for_operator(competition=competition, kind=kind)
        except CannotBuild as reason:
            raise CommandError(str(reason)) from reason
        if pack.state != Pack.State.READY:
            raise CommandError(pack.error)
        with pack.file.open("rb") as source, output.open("wb") as target:
            shutil.copyfileobj(source, target)
        self.stdout.write(f"{output}: {pack.page_count} pages, SHA-256 {pack.sha256}")
        for sentence in pack.missing:
            self.stdout.write(f"Not included: {sentence}")
