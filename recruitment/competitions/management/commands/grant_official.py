"""Make somebody an official of a competition."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from recruitment.commands import OneLineCommand
from recruitment.competitions.management.asking import ask_for_competition, competition_called
from recruitment.competitions.officials import HasApplied, NameMissing, NotAnAddress, grant


class Command(OneLineCommand):
    """Let a person run a competition."""

    help = "Let a person run a competition as an official: they sign in with their email address and a code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say who, and for which competition."""
        ask_for_competition(parser)
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--name", required=True, help="their name, as it stands beside what they record")

    def handle(self, *args: Any, slug: str, email: str, name: str, **options: Any) -> None:
        """Grant it."""
        try:
            official, is_new = grant(competition=competition_called(slug), email=email, name=name, by=None)
        except (NotAnAddress, NameMissing, HasApplied) as refusal:
            raise CommandError(str(refusal)) from refusal
        said = "is now an official of" if is_new else "was already an official of"
        self.stdout.write(f"{official.name} {said} {slug}.")
