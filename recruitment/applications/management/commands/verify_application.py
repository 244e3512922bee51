"""`manage.py verify_application`: check that an application is what was sent."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from recruitment.applications.fingerprint import NoHash, faults
from recruitment.applications.models import Application
from recruitment.commands import OneLineCommand


class Command(OneLineCommand):
    """Compute the hash of an application anew."""

    help = "Check that an application is what its applicant sent; exit code 1 if it is not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say which application."""
        parser.add_argument("reference", help="the reference of the application, for example K7QM-3XPR")

    def handle(self, *args: Any, reference: str, **options: Any) -> None:
        """Say that it fits, or what does not."""
        try:
            application = Application.objects.select_related("competition").get(reference=reference.upper())
        except Application.DoesNotExist:
            raise CommandError(f"There is no application {reference}.") from None
        try:
            found = faults(application)
        except NoHash as reason:
            raise CommandError(str(reason)) from reason
        if found:
            raise CommandError(" ".join(found))
        self.stdout.write(f"Application {application.reference} is what was sent: {application.sent_hash}")
