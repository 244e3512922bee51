"""Write a competition file."""

from argparse import ArgumentParser
from typing import Any

from recruitment.commands import OneLineCommand
from recruitment.competitions.files.writing import contents_of, to_toml
from recruitment.competitions.management.asking import ask_for_competition, competition_called


class Command(OneLineCommand):
    """Write a competition to standard output."""

    help = "Write a competition to standard output as a competition file (TOML) that load_competition reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which competition."""
        ask_for_competition(parser)

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        """Write it."""
        self.stdout.write(to_toml(contents_of(competition_called(slug))), ending="")
