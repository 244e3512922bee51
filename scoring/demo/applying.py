"""Invented people apply, through the same rules as everybody."""

from datetime import datetime, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from recruitment.accounts.models import User
from recruitment.applications.drafting import OpenedPage, save_step
from recruitment.applications.models import Application
from recruitment.applications.progress import SectionState, progress_of
from recruitment.applications.references import new_reference
from recruitment.applications.sending import send
from recruitment.applications.starting import begin
from recruitment.applications.task import Task
from recruitment.applications.withdrawal import withdraw
from recruitment.competitions.models import Competition
from recruitment.documents.cvs import replace_cv
from recruitment.documents.preparing import prepare
from scoring.demo.answers import ANSWERS
from scoring.demo.cvs import cv_of
from scoring.demo.people import Person


def apply(*, competition: Competition, person: Person, seed: int) -> Application:
    """Write one person's application; most send it, some do not finish, and a few withdraw."""
    user = User.objects.for_email(person.email)
    moment = _moment(competition, person)
    reference = new_reference(Random(f"{competition.slug}:{seed}:{person.number}"))  # noqa: S311
    application = begin(competition=competition, by=user, now=moment, reference=reference)
    unfinished = person.number % 10 == 3
    _fill_in(application, person, user, moment, sections=person.number % 7 + 1 if unfinished else None)
    if unfinished:
        return application
    upload = SimpleUploadedFile("Curriculum vitae.pdf", cv_of(person), content_type="application/pdf")
    document = replace_cv(application=application, upload=upload, by=user, now=moment)
    # The worker does not run yet: what it would do is done here, and it finds nothing left to do.
    prepare(document_id=document.pk, attempt=1, book_next=lambda _: None)
    application = send(application=application, by=user, now=moment)
    return withdraw(application=application, by=user) if person.number % 12 == 7 else application


def _moment(competition: Competition, person: Person) -> datetime:
    """Return when the person writes: while the competition was open, and in the past if that is possible."""
    end = min(competition.closes, max(timezone.now(), competition.opens + timedelta(hours=1)))
    return competition.opens + (end - competition.opens) * person.random.uniform(0.05, 0.99)


def _fill_in(
    application: Application, person: Person, user: User, moment: datetime, *, sections: int | None
) -> None:
    """Answer the first so many sections, or all: round by round the next step of each, as answers open others."""
    while True:
        progress = progress_of(application)
        waiting = [
            (each.section, each.entry)
            for each in progress.sections[:sections]
            if each.entry and each.state is not SectionState.COMPLETED
        ]
        if not waiting:
            return
        for section, step in waiting:
            typed = ANSWERS[section.key](person, step, application.competition)
            lists = {
                f"{step.key}-{name}": [text] if isinstance(text, str) else text
                for name, text in typed.items()
            }
            saved = save_step(
                task=Task(application, section),
                step=step.key,
                posted=MultiValueDict(lists),
                opened=OpenedPage(),
                by=user,
                now=moment,
            )
            if not saved.accepted:
                raise AssertionError(f"{section.key}, {step.key}: the invented answers are not accepted.")
