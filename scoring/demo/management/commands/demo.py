"""`manage.py demo`: what `make demo` runs."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from recruitment.commands import OneLineCommand
from scoring.demo.preparing import prepare
from scoring.demo.running import CouldNotStart, refuse_taken, run, site_url


class Command(OneLineCommand):
    """Prepare the demo's data, and run the site and a worker."""

    help = (
        "Prepare three competitions and run the site with one background worker until Ctrl-C. "
        "What people typed in the demo is kept unless --reset is given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, and whether to start afresh."""
        parser.add_argument("--port", type=int, default=8000, help="where the site listens (default: 8000)")
        parser.add_argument("--reset", action="store_true", help="remove everything typed in the demo first")

    def handle(self, *args: Any, port: int, reset: bool, **options: Any) -> None:
        """Prepare, run, and clear up."""
        if not settings.DEMO:
            raise CommandError("ENVIRONMENT is not demo: this command is for trying the site out.")
        try:
            refuse_taken(port)
            settings.SITE_URL = site_url(port)  # the emails that preparing makes lead to this port too
            if reset:
                self._reset()
            self._prepare()
            run(port=port, when_ready=lambda: self._greet(port))
        except CouldNotStart as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            self._say("Stopped.")

    def _prepare(self) -> None:
        """Make the database and what is in it, as far as it is not there."""
        if connection.vendor == "sqlite":
            Path(str(settings.DATABASES["default"]["NAME"])).parent.mkdir(parents=True, exist_ok=True)
        Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        self._say("Preparing four competitions (the first time this takes about 30 seconds) ...")
        prepare()
        connection.close()

    def _reset(self) -> None:
        """Remove the demo's own database, files and emails; never another database."""
        if connection.vendor != "sqlite":
            raise CommandError("--reset removes the demo's SQLite file; DATABASE_URL names another database.")
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        for suffix in ("", "-wal", "-shm"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
        for folder in (Path(str(settings.MEDIA_ROOT)), Path(settings.DEMO_MAIL_DIR)):
            shutil.rmtree(folder, ignore_errors=True)

    def _say(self, text: str) -> None:
        """Say it at once, also where the output goes into a pipe, which is otherwise filled first."""
        self.stdout.write(text)
        self.stdout.flush()

    def _greet(self, port: int) -> None:
        """Say where the site is and how to sign in."""
        site = f"http://localhost:{port}"
        self._say(GREETING.format(site=site))


GREETING = """
The site is at {site}/ - stop it with Ctrl-C.

Sign in with an email address; the six-digit code is read at {site}/demo/emails/

  an applicant          any address, for example applicant@example.org, at {site}/competitions/panel-members-2021/
  an assessor           independent@example.org                         at {site}/assessing/
  another assessor      body@example.org                                at {site}/assessing/
  the assessors' chair  chair@example.org                               at {site}/assessing/
  an official           official@example.org                            at {site}/officials/
"""
