"""Fill a competition with invented people."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from recruitment.applications.models import Application
from recruitment.commands import OneLineCommand
from recruitment.competitions.management.asking import ask_for_competition, competition_called
from scoring.demo.filling import AlreadyFilled, fill

State = Application.State
_MOST_APPLICATIONS, _MOST_ASSESSORS = 10_000, 50


class Command(OneLineCommand):
    """Make people apply and be sifted."""

    help = (
        "Fill a competition with invented people whose names use many scripts. They apply, and the assessment panel "
        "scores, agrees and decides the sift, by the same rules as on the site, so that a shortlist pack can follow. "
        "The same seed gives the same people, answers, scores and references."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which competition, how many, and which ones."""
        ask_for_competition(parser)
        parser.add_argument(
            "--applications", type=int, default=40, help="how many people apply (default: 40)"
        )
        parser.add_argument(
            "--assessors",
            type=int,
            default=3,
            help="fill the assessment panel up to so many, and to what a sift needs (default: 3)",
        )
        parser.add_argument("--seed", type=int, default=1, help="which people (default: 1)")

    def handle(
        self, *args: Any, slug: str, applications: int, assessors: int, seed: int, **options: Any
    ) -> None:
        """Fill it, and say what there is."""
        if not settings.DEMO:
            raise CommandError("ENVIRONMENT is not demo: invented people do not belong on this site.")
        _within("--applications", applications, _MOST_APPLICATIONS)
        _within("--assessors", assessors, _MOST_ASSESSORS)
        competition = competition_called(slug)
        try:
            made = fill(competition=competition, applications=applications, assessors=assessors, seed=seed)
        except AlreadyFilled as refusal:
            raise CommandError(str(refusal)) from refusal
        counts = Counter(application.state for application in made)
        sent, drafts, withdrawn = (counts[state] for state in (State.SENT, State.DRAFT, State.WITHDRAWN))
        self.stdout.write(
            f"{slug}: {len(made)} applications, of which {sent} are sent and decided, {drafts} are not finished and "
            f"{withdrawn} are withdrawn."
        )


def _within(option: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise CommandError(f"{option} must be from 1 to {most:,}, not {number}.")
