"""DOCX and ODT become PDF by the real LibreOffice, which reaches nothing but the file."""

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from recruitment.documents import conversion
from recruitment.documents.conversion import CannotConvert, to_pdf
from recruitment.documents.cvs import current_cv, replace_cv
from tests.factories import ApplicationFactory
from tests.pdfs import texts
from tests.recruitment.documents import bad_files

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("libreoffice")]

BREAK = '</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:t>'


def converted(content: bytes, tmp_path, format_: str) -> list[str]:
    source = tmp_path / f"original.{format_}"
    source.write_bytes(content)
    (tmp_path / "made").mkdir()
    return texts(to_pdf(source, folder=tmp_path / "made"))


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_document_becomes_a_pdf(tmp_path, format_):
    [page] = converted(bad_files.word_processed(format_, "Curriculum vitae", "Leeds"), tmp_path, format_)
    assert page.split() == ["Curriculum", "vitae", "Leeds"]


def test_nothing_of_the_machine_gets_into_the_pdf(tmp_path):
    """A document can name a file of the machine that opens it, to have it in the result."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of another applicant")
    link = (
        f'<text:section text:name="x"><text:section-source xlink:href="{secret.as_uri()}"/>'
        "<text:p>not loaded</text:p></text:section>"
    )
    content = bad_files.package(bad_files.odt_parts("My CV", inside=link))
    [page] = converted(content, tmp_path, "odt")
    assert "My CV" in page
    assert "secret" not in page


def test_picture_of_the_machine_does_not_get_into_the_pdf(tmp_path, settings):
    """LibreOffice would draw it, if its settings did not forbid that."""
    picture = settings.BASE_DIR / "recruitment" / "govuk" / "static" / "govuk" / "icon-180.png"
    source = tmp_path / "original.docx"
    source.write_bytes(bad_files.docx_with_linked_picture(picture.as_uri()))
    (tmp_path / "made").mkdir()
    with pikepdf.open(to_pdf(source, folder=tmp_path / "made")) as made:
        assert [len(list(page.get_images())) for page in made.pages] == [0]


def test_what_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(conversion, "_SECONDS", 0.01)
    with pytest.raises(CannotConvert):
        converted(bad_files.word_processed("docx"), tmp_path, "docx")


def test_program_that_cannot_run_converts_nothing(tmp_path, settings):
    settings.LIBREOFFICE = "/nowhere/soffice"
    with pytest.raises(CannotConvert):
        converted(bad_files.word_processed("docx"), tmp_path, "docx")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "state", "problem"),
    [
        (bad_files.word_processed("docx"), "clean", ""),
        (bad_files.word_processed("odt"), "clean", ""),
        (
            bad_files.word_processed("docx", *[BREAK] * 21),
            "failed",
            "The selected file must be 20 pages or fewer",
        ),
    ],
    ids=["docx", "odt", "long"],
)
def test_uploaded_document_is_converted_and_checked(folder, run_tasks, content, state, problem):
    application = ApplicationFactory()
    upload = SimpleUploadedFile("CV.pdf", content)  # the name says nothing
    replace_cv(application=application, upload=upload, by=application.applicant)
    run_tasks()
    document = current_cv(application)
    assert (document.state, document.problem) == (state, problem)
    if state == "clean":
        assert document.pages == 1
        with document.clean_copy.open("rb") as file:
            assert texts(file)[0].split() == ["Curriculum", "vitae"]
