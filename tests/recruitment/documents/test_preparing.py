"""Checking a file: what becomes of it, once, whatever happens on the way."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.documents import preparing
from recruitment.documents.cvs import current_cv, remove_cv, replace_cv
from recruitment.documents.models import Document
from recruitment.documents.preparing import WAITS
from recruitment.records.models import AuditEvent
from tests.factories import ApplicationFactory
from tests.pdfs import pdf, texts
from tests.recruitment.documents import bad_files, hostile
from tests.scanner import EICAR, infected_pdf

pytestmark = pytest.mark.django_db


def put(content: bytes, application=None) -> Document:
    application = application or ApplicationFactory()
    upload = SimpleUploadedFile("My CV", content)
    return replace_cv(application=application, upload=upload, by=application.applicant)


def attempt(document: Document, number: int) -> list[float]:
    """Make one attempt; return in how many seconds the next ones were booked."""
    booked = []
    with time_machine.travel(timezone.now(), tick=False):
        now = timezone.now()
        preparing.prepare(
            document_id=document.pk,
            attempt=number,
            book_next=lambda at: booked.append((at - now).total_seconds()),
        )
    document.refresh_from_db()
    return booked


def events() -> list[tuple[str, dict]]:
    wanted = ("document.clean", "document.infected", "document.failed")
    return [(event.action, event.details) for event in AuditEvent.objects.filter(action__in=wanted)]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_clean_copy_is_made_beside_the_file_that_came(folder):
    content = hostile.changed(hostile.MADE_SAFE["a script that runs on opening"])
    document = put(content)
    assert (document.state, document.clean_copy.name, document.checked_at) == ("pending", "", None)
    assert attempt(document, 1) == [WAITS[0].total_seconds()]
    assert (document.state, document.pages, document.scanner) == ("clean", 1, "")
    assert document.checked_at is not None
    assert files(folder) == sorted([document.file.name, document.clean_copy.name])
    assert (folder / document.file.name).read_bytes() == content
    copy = folder / document.clean_copy.name
    assert document.clean_sha256 == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert texts(copy) == texts(content)
    with pikepdf.open(copy) as opened:
        assert "/OpenAction" not in opened.Root
    details = {"kind": "cv", "document": document.pk, "scanner": "not scanned"}
    assert events() == [("document.clean", details | {"sha256": document.clean_sha256})]


def test_worker_finds_the_document_in_its_queue(folder, run_tasks):
    document = put(pdf())
    run_tasks()
    document.refresh_from_db()
    assert document.state == "clean"
    run_tasks()  # the attempt booked for the case that the first one died
    assert len(events()) == 1


def test_same_attempt_twice_and_a_later_one_change_nothing(folder):
    document = put(pdf())
    assert attempt(document, 1)
    before = files(folder)
    assert attempt(document, 1) == []
    assert attempt(document, 2) == []
    assert attempt(document, len(WAITS) + 1) == []
    assert document.state == "clean"
    assert files(folder) == before
    assert len(events()) == 1


def test_attempt_that_died_is_made_good_by_the_next(folder, monkeypatch):
    document = put(pdf())
    with monkeypatch.context() as broken:
        broken.setattr(preparing, "_check", lambda *args, **kwargs: 1 / 0)
        assert attempt(document, 1) == [WAITS[0].total_seconds()]
    assert document.state == "pending"
    assert attempt(document, 2) == [WAITS[1].total_seconds()]
    assert document.state == "clean"


def test_after_the_last_attempt_the_owner_is_told(folder, monkeypatch):
    document = put(pdf())
    monkeypatch.setattr(preparing, "_check", lambda *args, **kwargs: 1 / 0)
    for number in range(1, len(WAITS) + 1):
        assert attempt(document, number) == [WAITS[number - 1].total_seconds()]
    assert attempt(document, len(WAITS) + 1) == [WAITS[-1].total_seconds()]
    assert attempt(document, len(WAITS) + 2) == []
    assert document.state == "failed"
    assert document.problem == (
        "The selected file could not be checked, because of a fault in this service. Select it again"
    )


def test_database_that_is_away_at_the_last_attempt_leaves_another_one(folder, monkeypatch):
    document = put(pdf())
    with monkeypatch.context() as broken:
        broken.setattr(preparing, "_settle", lambda *args: 1 / 0)
        booked = []
        with pytest.raises(ZeroDivisionError):
            preparing.prepare(document_id=document.pk, attempt=len(WAITS) + 1, book_next=booked.append)
    assert (document.state, len(booked)) == ("pending", 1)
    attempt(document, len(WAITS) + 2)
    assert document.state == "failed"


@pytest.mark.parametrize("away", ["replaced", "removed"])
def test_document_that_is_gone_needs_no_check(folder, away):
    document = put(pdf())
    application = document.application
    if away == "replaced":
        put(pdf(pages=3), application)
    else:
        remove_cv(application=application, by=application.applicant)
    assert attempt(document, 1) == []
    assert (document.state, events()) == ("pending", [])


def test_document_replaced_while_it_is_checked_leaves_no_copy(folder, monkeypatch):
    document = put(pdf())
    check = preparing._check

    def slow(*args, **kwargs):
        outcome = check(*args, **kwargs)
        put(pdf(pages=3), document.application)
        return outcome

    monkeypatch.setattr(preparing, "_check", slow)
    attempt(document, 1)
    assert document.state == "pending"
    assert events() == []
    assert files(folder) == sorted([document.file.name, current_cv(document.application).file.name])


def test_store_that_fails_leaves_the_document_waiting(folder, monkeypatch):
    document = put(pdf())
    monkeypatch.setattr(preparing, "record", lambda **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attempt(document, 1)
    document.refresh_from_db()
    assert (document.state, document.clean_copy.name) == ("pending", "")
    assert files(folder) == [document.file.name]


def test_replacing_removes_the_file_and_its_copy(folder, django_capture_on_commit_callbacks):
    document = put(pdf())
    attempt(document, 1)
    with django_capture_on_commit_callbacks(execute=True):
        newer = put(pdf(pages=3), document.application)
    assert files(folder) == [newer.file.name]


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "clean"},
        {"state": "failed"},
        {"state": "infected", "problem": "A virus", "checked_at": timezone.now()},
        {"problem": "Too long"},
        {"clean_copy": "x.pdf"},
        {"checked_at": timezone.now()},
    ],
)
def test_database_refuses_a_state_without_its_columns(folder, columns):
    document = put(pdf())
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**columns)


# --- With a scanner ---


def test_virus_is_found_and_the_file_deleted(folder, scanner, django_capture_on_commit_callbacks):
    document = put(infected_pdf())
    with django_capture_on_commit_callbacks(execute=True):
        attempt(document, 1)
    assert (document.state, document.problem) == ("infected", "The selected file contains a virus")
    assert document.scanner.startswith("ClamAV ")
    assert files(folder) == []
    assert current_cv(document.application) == document
    details = {"kind": "cv", "document": document.pk, "scanner": document.scanner}
    assert events() == [("document.infected", details | {"virus": "Eicar-Test-Signature.UNOFFICIAL"})]


def test_virus_packed_in_a_docx_is_found(folder, scanner, settings):
    settings.LIBREOFFICE = "/not/reached"
    document = put(bad_files.package(bad_files.docx_parts("CV") | {"word/media/image1.png": EICAR}))
    attempt(document, 1)
    assert document.state == "infected"


def test_clean_file_says_what_scanned_it(folder, scanner):
    document = put(pdf())
    attempt(document, 1)
    assert document.state == "clean"
    assert document.scanner.startswith("ClamAV ")


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_scanner_that_is_away_is_waited_for(folder, settings, address, clamd):
    document = put(pdf())
    settings.CLAMD_ADDRESS = address
    assert attempt(document, 1) == [WAITS[0].total_seconds()]
    assert document.state == "pending"
    settings.CLAMD_ADDRESS = clamd
    attempt(document, 2)
    assert document.state == "clean"


def test_waiting_goes_on_for_hours():
    assert timedelta(hours=6) < sum(WAITS, timedelta()) < timedelta(hours=12)
