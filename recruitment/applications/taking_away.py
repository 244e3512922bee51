"""Hand a person everything that is held about them, as a ZIP archive."""

import json
import shutil
import tempfile
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.components import typed_cards
from recruitment.applications.models import Application
from recruitment.applications.personal_data import HeldApplication, PersonalData, Plain, everything_about
from recruitment.applications.receipt import file_name, write_receipt
from recruitment.applications.sections import asked_steps
from recruitment.documents.models import Document
from recruitment.records.audit import record


@transaction.atomic
def take_away(*, by: User) -> IO[bytes]:
    """Return an archive of everything held about this person, open at its beginning; it is gone when it is closed.

    In it are the same data for people (your-data.html) and for programs (data.json), the files that they uploaded, and
    the receipts of what they sent.
    """
    data = everything_about(by)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever hands it on closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        files = {
            document.pk: name
            for held in data.applications
            for document in held.application.documents.all()
            if (name := _add_document(archive, held.application, document))
        }
        for held in data.applications:
            if not held.application.is_draft:
                _add_receipt(archive, held)
        plain = {"made_at": timezone.now(), **data.as_data(files)}
        archive.writestr("data.json", json.dumps(plain, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("your-data.html", _readable(data, files))
    record(by=by, action="person.data_downloaded")
    file.seek(0)
    return file


def _add_document(archive: ZipFile, application: Application, document: Document) -> str:
    """Put an uploaded file into the archive and return its name there; empty if the file is no longer kept."""
    if document.removed_at or not document.file:
        return ""
    suffix = PurePosixPath(document.file.name or "").suffix
    name = f"{application.reference}/{document.kind.upper()}-{application.reference}{suffix}"
    try:
        source = document.file.open("rb")
    except FileNotFoundError:
        return ""
    with source, archive.open(name, "w") as target:
        shutil.copyfileobj(source, target)
    return name


def _add_receipt(archive: ZipFile, held: HeldApplication) -> None:
    name = f"{held.application.reference}/{file_name(held.application)}"
    with tempfile.TemporaryFile() as file:
        write_receipt(application=held.application, outline=held.outline, answers=held.answers, file=file)
        file.seek(0)
        with archive.open(name, "w") as target:
            shutil.copyfileobj(file, target)


def _readable(data: PersonalData, files: dict[int, str]) -> str:
    events = [event | {"what": _in_words(event["action"])} for event in data.events]
    context = {
        "data": data,
        "events": events,
        "applications": [_in_order(held, held.as_data(files)) for held in data.applications],
        "now": timezone.now(),
    }
    return render_to_string("applications/your_data_copy.html", context)


def _in_order(held: HeldApplication, plain: Plain) -> Plain:
    """Return the data of one application with its answers, and what was typed, under the words of the pages."""
    asked = {(section.key, step.key) for section, step in asked_steps(held.outline, held.answers)}
    typed = plain["pages_as_last_saved"] + plain["pages_saved_from_another_window"]
    return plain | {
        "sections": held.summaries,
        "last_saved": typed_cards(held.outline, held.answers, held.application.drafts.all()),
        "from_another_window": typed_cards(held.outline, held.answers, held.application.refused_saves.all()),
        "no_longer_asked": [page for page in typed if (page["section"], page["step"]) not in asked],
    }


def _in_words(action: str) -> str:
    """Return "Interview: time chosen" for "interview.time_chosen"."""
    return action.replace(".", ": ").replace("_", " ").capitalize()
