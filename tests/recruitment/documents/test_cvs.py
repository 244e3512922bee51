"""Putting a CV in place and taking it away: the rules."""

import hashlib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from recruitment.documents.cvs import current_cv, remove_cv, replace_cv
from recruitment.documents.errors import CannotChange, CvRefused
from recruitment.documents.models import Document
from recruitment.records.models import AuditEvent
from tests.factories import ApplicationFactory, UserFactory, sent_application, withdrawn_application
from tests.pdfs import pdf
from tests.recruitment.documents import bad_files

CONVERT_YOURSELF = "The selected file must be a PDF. Save your document as a PDF and select the new file"
PROTECTED = "The selected file is password protected. Save it without a password and select it again"

pytestmark = pytest.mark.django_db


def upload(content: bytes | None = None, name: str = "My CV.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(pages=2) if content is None else content)


def put(application: Application, by: User | None = None, **options) -> Document:
    return replace_cv(
        application=application, by=by or application.applicant, **({"upload": upload()} | options)
    )


def files(folder) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def actions() -> list[tuple[str, dict]]:
    return [
        (event.action, event.details) for event in AuditEvent.objects.filter(action__startswith="document.")
    ]


def test_first_cv_is_stored_under_a_random_name(folder):
    application = ApplicationFactory()
    content = pdf(pages=2)
    document = put(application, upload=upload(content))
    assert current_cv(application) == document
    assert (document.original_name, document.pages, document.size) == ("My CV.pdf", 2, len(content))
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.uploaded_by == application.applicant
    assert files(folder) == [document.file.name]
    assert "CV" not in document.file.name
    assert (folder / document.file.name).read_bytes() == content
    assert actions() == [
        (
            "document.added",
            {"kind": "cv", "document": document.pk, "format": "pdf", "sha256": document.sha256},
        )
    ]


def test_next_cv_takes_the_place_of_the_first(folder, django_capture_on_commit_callbacks):
    application = ApplicationFactory()
    first = put(application)
    with django_capture_on_commit_callbacks(execute=True):
        second = put(application, upload=upload(pdf(pages=5), "new.pdf"))
    assert current_cv(application) == second
    first.refresh_from_db()
    assert first.removed_at is not None
    assert files(folder) == [second.file.name]
    assert [action for action, _ in actions()] == ["document.added", "document.replaced"]


def test_replaced_file_stays_until_the_change_is_certain(folder):
    application = ApplicationFactory()
    first = put(application)
    second = put(application)
    assert files(folder) == sorted([first.file.name, second.file.name])


def test_removed_cv_is_deleted_and_its_row_stays(folder, django_capture_on_commit_callbacks):
    application = ApplicationFactory()
    document = put(application)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_cv(application=application, by=application.applicant)
    assert current_cv(application) is None
    document.refresh_from_db()
    assert document.removed_at is not None
    assert files(folder) == []
    assert [action for action, _ in actions()] == ["document.added", "document.removed"]


def test_removing_what_is_not_there_changes_nothing(folder):
    application = ApplicationFactory()
    assert not remove_cv(application=application, by=application.applicant)
    assert actions() == []


def test_long_name_keeps_its_end(folder):
    document = put(ApplicationFactory(), upload=upload(name=f"{'n' * 251}.pdf"))
    assert document.original_name == f"{'n' * 251}.pdf"
    uploaded = upload()
    uploaded._name = f"{'é' * 400}.pdf"  # a device may send more than Django's own class keeps
    assert put(ApplicationFactory(), upload=uploaded).original_name == f"{'é' * 251}.pdf"


def test_name_does_not_decide_what_a_file_is(folder):
    assert put(ApplicationFactory(), upload=upload(name="cv.docx")).format == "pdf"


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_word_processed_cv_is_taken_where_it_can_be_converted(folder, settings, format_):
    settings.LIBREOFFICE = "soffice"
    document = put(ApplicationFactory(), upload=upload(bad_files.word_processed(format_), "cv.pdf"))
    assert (document.format, document.pages, document.state) == (format_, None, "pending")
    assert document.file.name.endswith(f".{format_}")
    with pytest.raises(CvRefused, match=r"^The selected file must be a PDF, DOCX or ODT$"):
        put(ApplicationFactory(), upload=upload(b"hello", "cv.docx"))


@pytest.mark.parametrize(("content", "message"), [
    (b"", "The selected file is empty"),
    (b"hello", "The selected file must be a PDF"),
    (bad_files.word_processed("docx"), CONVERT_YOURSELF),
    (bad_files.locked(user="x"), PROTECTED),
    (bad_files.truncated(0.5), "The selected file is damaged. Save it as a PDF again and select the new file"),
    (bad_files.with_broken_content(), "The selected file is damaged. Save it as a PDF again and select the new file"),
    (bad_files.without_pages(), "The selected file has no pages"),
    (pdf(pages=21), "The selected file must be 20 pages or fewer"),
    (b"%PDF-1.7" + b"\0" * 10 * 1024 * 1024, "The selected file must be smaller than 10MB"),
], ids=["empty", "text", "docx", "locked", "truncated", "broken", "no pages", "long", "large"])  # fmt: skip
def test_bad_file_is_refused_and_the_cv_stays(folder, content, message):
    application = ApplicationFactory()
    document = put(application)
    with pytest.raises(CvRefused) as refusal:
        put(application, upload=upload(content))
    assert str(refusal.value) == message
    assert current_cv(application) == document
    assert files(folder) == [document.file.name]


def test_file_of_exactly_the_limits_is_taken(folder, settings):
    settings.CV_MAX_PAGES = 3
    content = pdf(pages=3)
    settings.CV_MAX_BYTES = len(content)
    assert put(ApplicationFactory(), upload=upload(content)).pages == 3


@pytest.mark.parametrize("make", [sent_application, withdrawn_application])
def test_cv_of_a_sent_application_cannot_be_changed(folder, make):
    application = make()
    document = current_cv(application)
    with pytest.raises(CannotChange):
        put(application)
    with pytest.raises(CannotChange):
        remove_cv(application=application, by=application.applicant)
    assert current_cv(application) == document
    assert files(folder) == sorted([document.file.name, document.clean_copy.name])
    assert actions() == []


def test_cv_cannot_be_changed_once_the_competition_has_closed(folder):
    application = ApplicationFactory()
    document = put(application)
    Competition.objects.update(closes=timezone.now())
    with pytest.raises(CannotChange):
        put(application)
    with pytest.raises(CannotChange):
        remove_cv(application=application, by=application.applicant)
    assert current_cv(application) == document
    assert files(folder) == [document.file.name]


def test_file_that_arrived_before_the_closing_time_counts(folder):
    application = ApplicationFactory()
    Competition.objects.update(closes=timezone.now())
    application.refresh_from_db()
    before = application.competition.closes - timedelta(microseconds=1)
    assert put(application, now=before)
    with pytest.raises(CannotChange):
        put(application, now=application.competition.closes)


def test_somebody_elses_application_is_not_there(folder):
    application = ApplicationFactory()
    other = UserFactory()
    with pytest.raises(Application.DoesNotExist):
        put(application, by=other)
    with pytest.raises(Application.DoesNotExist):
        remove_cv(application=application, by=other)
    assert files(folder) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_leave_one_cv(folder):
    application = ApplicationFactory()
    barrier, failures = Barrier(2), []

    def work(pages: int):
        uploaded = upload(pdf(pages=pages))
        barrier.wait()
        try:
            put(application, upload=uploaded)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    people = [Thread(target=work, args=[pages]) for pages in (1, 2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failures == []
    [current] = Document.objects.current()
    assert Document.objects.count() == 2
    assert files(folder) == [current.file.name]
