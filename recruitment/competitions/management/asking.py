"""What commands about competitions have in common."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from recruitment.competitions.models import Competition


def ask_for_competition(parser: ArgumentParser) -> None:
    """Take a competition's slug."""
    parser.add_argument("slug", help="the competition, as in its address: panel-members-2021")


def competition_called(slug: str) -> Competition:
    """Return the competition with this slug. Raises CommandError."""
    try:
        return Competition.objects.get(slug=slug)
    except Competition.DoesNotExist:
        raise CommandError(f"There is no competition {slug}.") from None
