"""Send the alerts that are due."""

from typing import Any

from recruitment.alerts.subscribing import delete_unconfirmed
from recruitment.alerts.telling import tell_some
from recruitment.commands import OneLineCommand
from recruitment.competitions.models import Competition


class Command(OneLineCommand):
    """Send the alerts that are due, and delete addresses that were not confirmed."""

    help = "Queue one letter to each subscriber for each open competition, and delete unconfirmed addresses."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a second time finds nothing to do."""
        letters = 0
        for competition in Competition.objects.published().select_related("body"):
            after: int | None = 0
            while after is not None:
                new, after = tell_some(competition=competition, after=after)
                letters += new
        deleted = delete_unconfirmed()
        self.stdout.write(f"Letters queued: {letters}. Unconfirmed addresses deleted: {deleted}.")
