"""`manage.py verify_audit`: check that the audit log is whole."""

from typing import Any

from django.core.management.base import CommandError

from recruitment.commands import OneLineCommand
from recruitment.records.verify import verify_chain


class Command(OneLineCommand):
    """Walk the chain of the audit log."""

    help = "Check that no event of the audit log was changed or removed; exit code 1 if one was."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say that the log is whole, or where it breaks."""
        found = verify_chain()
        if not found.whole:
            raise CommandError(
                f"The audit log does not fit at event {found.broken_at}, after {found.events} that do."
            )
        self.stdout.write(f"The audit log is whole: {found.events} events.")
