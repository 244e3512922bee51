"""The CV page and the download, as a browser meets them."""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from recruitment.documents.cvs import current_cv
from recruitment.documents.models import Document
from recruitment.records.models import AuditEvent
from tests.factories import (
    ApplicationFactory,
    AssessorFactory,
    OfficialFactory,
    UserFactory,
    competition,
    cv,
    sent_application,
    withdrawn_application,
)
from tests.pdfs import pdf
from tests.recruitment.documents import bad_files
from tests.refusals import lifted

CONVERT_YOURSELF = "The selected file must be a PDF. Save your document as a PDF and select the new file"
PROTECTED = "The selected file is password protected. Save it without a password and select it again"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]


def page_of(application: Application) -> str:
    return reverse("documents:cv", args=[application.reference])


def remove_page_of(application: Application) -> str:
    return reverse("documents:remove", args=[application.reference])


def status_of(application: Application) -> str:
    return reverse("documents:status", args=[application.reference])


def file_of(application: Application) -> str:
    return reverse("documents:download", args=[application.reference, current_cv(application).pk])


def chosen(content: bytes | None = None, name: str = "My CV.pdf") -> dict[str, SimpleUploadedFile]:
    return {"cv": SimpleUploadedFile(name, pdf(pages=2) if content is None else content)}


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def errors(response) -> list[str]:
    return [text for texts in response.context["form"].errors.values() for text in texts]


@pytest.fixture
def mine():
    return ApplicationFactory(competition=competition(examples=True))


@pytest.fixture
def client(mine, sign_in):
    return sign_in(mine.applicant)


def test_page_asks_for_a_pdf(client, mine):
    response = client.get(page_of(mine))
    text, html = text_of(response), response.content.decode()
    assert "PDF, smaller than 10MB, up to 20 pages" in text
    assert "This is an example." in text
    assert 'enctype="multipart/form-data"' in html
    assert 'type="file"' in html
    assert html.count("<h1") == 1
    assert reverse("applications:tasks", args=[mine.reference]) in html


def test_uploaded_cv_is_shown_with_what_can_be_done(client, mine):
    response = client.post(page_of(mine), chosen(), follow=True)
    assert response.redirect_chain == [(page_of(mine), 302)]
    text, html = text_of(response), response.content.decode()
    assert "Your CV is uploaded." in text
    assert "My CV.pdf" in text
    assert "2 pages, " in text
    assert file_of(mine) in html
    assert remove_page_of(mine) in html
    assert "Upload and replace" in text
    assert "Continue" in text


def test_page_says_what_the_check_found(client, mine, run_tasks):
    client.post(page_of(mine), chosen())
    waiting = client.get(page_of(mine))
    assert "We are checking this file. It usually takes less than a minute." in text_of(waiting)
    assert "Refresh this page" in text_of(waiting)
    assert "govuk/progress.js" in waiting.content.decode()
    assert client.get(status_of(mine)).json()["under_way"] is True
    run_tasks()
    assert client.get(status_of(mine)).json()["under_way"] is False
    checked = client.get(page_of(mine))
    assert "Check Checked, without a virus scan" in text_of(checked)
    assert "progress.js" not in checked.content.decode()


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("infected", "We deleted it, and nobody has read it."),
        ("failed", "Nobody has read it. Select another file"),
    ],
)
def test_page_says_what_is_wrong_and_how_to_go_on(client, mine, state, says):
    client.post(page_of(mine), chosen())
    mine.documents.update(state=state, scanner="ClamAV", problem="It is green", checked_at=timezone.now())
    response = client.get(page_of(mine))
    assert "There is a problem with this file ! Warning It is green" in text_of(response)
    assert says in text_of(response)
    assert "Upload and replace" in text_of(response)
    assert (file_of(mine) in response.content.decode()) is (state == "failed")


def test_page_without_a_file_waits_for_nothing(client, mine):
    assert client.get(status_of(mine)).json()["under_way"] is False


def test_page_takes_word_processed_files_where_they_can_be_converted(client, mine, settings):
    settings.LIBREOFFICE = "soffice"
    html = client.get(page_of(mine)).content.decode()
    assert "PDF, DOCX or ODT, smaller than 10MB, up to 20 pages" in html
    assert 'accept=".pdf,.docx,.odt"' in html
    file = bad_files.word_processed("odt")  # made once: the moment stands in it
    client.post(page_of(mine), chosen(file))
    response = client.get(file_of(mine))
    assert response.getvalue() == file
    assert response["Content-Disposition"] == f'attachment; filename="CV-{mine.reference}.odt"'
    assert response["Content-Type"] == "application/vnd.oasis.opendocument.text"


def test_replacing_shows_the_new_file(client, mine):
    client.post(page_of(mine), chosen())
    response = client.post(page_of(mine), chosen(pdf(pages=1), "newer.pdf"), follow=True)
    assert "newer.pdf" in text_of(response)
    assert "1 page, " in text_of(response)
    assert "My CV.pdf" not in text_of(response)


def test_sending_the_page_without_a_file_keeps_the_one_that_is_there(client, mine):
    client.post(page_of(mine), chosen())
    response = client.post(page_of(mine), {})
    assert errors(response) == ["Select a CV"]
    assert "My CV.pdf" in text_of(response)


@pytest.mark.parametrize(("content", "message"), [
    (b"", "The selected file is empty"),
    (b"hello", "The selected file must be a PDF"),
    (bad_files.word_processed("docx"), CONVERT_YOURSELF),
    (bad_files.locked(user="x"), PROTECTED),
    (bad_files.truncated(0.5), "The selected file is damaged. Save it as a PDF again and select the new file"),
    (pdf(pages=21), "The selected file must be 20 pages or fewer"),
], ids=["empty", "text", "docx", "locked", "truncated", "long"])  # fmt: skip
def test_bad_file_is_answered_on_the_page(client, mine, content, message):
    client.post(page_of(mine), chosen())
    response = client.post(page_of(mine), chosen(content))
    assert response.status_code == 200
    assert errors(response) == [message]
    assert "<title>Error: CV" in response.content.decode()
    assert 'href="#id_cv"' in response.content.decode()
    assert "My CV.pdf" in text_of(response)


@pytest.mark.parametrize("size", [1_000_001, 5_000_000, 9_900_000, 20_000_000])
def test_file_over_the_limit_is_dropped_while_it_arrives(client, mine, settings, size):
    settings.CV_MAX_BYTES = 1_000_000
    response = client.post(page_of(mine), chosen(b"%PDF-1.7".ljust(size)))
    assert errors(response) == ["The selected file must be smaller than 0MB"]
    assert response.wsgi_request.FILES == {}
    assert current_cv(mine) is None


def test_several_files_at_once_are_answered(client, mine):
    response = client.post(page_of(mine), chosen() | {"other": SimpleUploadedFile("other.pdf", pdf())})
    assert response.status_code == 413
    assert "What you sent is too large" in response.content.decode()


def test_name_of_the_file_is_only_text(client, mine):
    response = client.post(
        page_of(mine), chosen(name="<script>alert(1)</script>\u202efdp.exe.pdf"), follow=True
    )
    assert "<script>alert" not in response.content.decode()
    assert "\u202e" not in current_cv(mine).original_name


def test_cv_is_removed_after_a_question(client, mine):
    client.post(page_of(mine), chosen())
    question = client.get(remove_page_of(mine))
    assert "Do you want to remove your CV?" in text_of(question)
    assert current_cv(mine)
    response = client.post(remove_page_of(mine), follow=True)
    assert response.redirect_chain == [(page_of(mine), 302)]
    assert "Your CV is removed." in text_of(response)
    assert current_cv(mine) is None


def test_removing_twice_or_nothing_goes_back_to_the_page(client, mine):
    assert client.get(remove_page_of(mine)).url == page_of(mine)
    response = client.post(remove_page_of(mine), follow=True)
    assert response.redirect_chain == [(page_of(mine), 302)]
    assert "removed" not in text_of(response)


def test_from_check_answers_every_way_leads_back_there(client, mine):
    check = reverse("applications:check", args=[mine.reference])
    page = f"{page_of(mine)}?return=check"
    response = client.post(page, chosen(), follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(page, 302)]
    assert html.count(f'href="{check}"') == 2
    assert f"{remove_page_of(mine)}?return=check" in html
    assert client.post(f"{remove_page_of(mine)}?return=check").url == page


def test_closed_competition_is_said_on_a_page(client, mine):
    client.post(page_of(mine), chosen())
    closes = timezone.now() - timedelta(seconds=1)
    Competition.objects.update(closes=closes)
    document = current_cv(mine)
    shown = client.get(page_of(mine))
    assert "Your CV can no longer be changed" in text_of(shown)
    assert "The competition closed at" in text_of(shown)
    assert "changed nothing" not in text_of(shown)
    assert file_of(mine) in shown.content.decode()
    for response in (
        client.post(page_of(mine), chosen(pdf(), "late.pdf")),
        client.post(remove_page_of(mine)),
    ):
        assert "What you just did came after that time and changed nothing." in text_of(response)
    assert client.get(remove_page_of(mine)).url == page_of(mine)
    assert current_cv(mine) == document


def test_sent_application_keeps_its_cv(sign_in):
    application = sent_application()
    client = sign_in(application.applicant)
    document = current_cv(application)
    assert "Your application was sent at" in text_of(client.get(page_of(application)))
    assert "changed nothing" in text_of(client.post(page_of(application), chosen()))
    assert "changed nothing" in text_of(client.post(remove_page_of(application)))
    assert current_cv(application) == document


def test_bad_file_after_the_closing_time_is_told_of_the_closing(client, mine):
    Competition.objects.update(closes=timezone.now())
    assert "can no longer be changed" in text_of(client.post(page_of(mine), chosen(b"hello")))


def test_somebody_elses_pages_are_not_there(sign_in, mine):
    cv(mine)
    for user in (UserFactory(), OfficialFactory(competition=mine.competition).user):
        other = sign_in(user)
        for address in (page_of(mine), remove_page_of(mine)):
            assert other.get(address).status_code == 404
            assert other.post(address, chosen()).status_code == 404
    assert current_cv(mine)


# --- Download ---


def status(client: Client, address: str) -> int:
    response = client.get(address)
    response.getvalue()  # reads a file to its end, which closes it
    return response.status_code


def test_owner_downloads_the_file_as_it_was(client, mine):
    content = pdf(pages=3)
    client.post(page_of(mine), chosen(content))
    response = client.get(file_of(mine))
    assert response.getvalue() == content
    assert dict(response.headers) | {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="CV-{mine.reference}.pdf"',
        "Content-Length": str(len(content)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    } == dict(response.headers)
    assert not AuditEvent.objects.filter(action="document.downloaded").exists()


@pytest.mark.parametrize(("make", "owner", "official"), [
    (lambda: cv(ApplicationFactory()).application, 200, 404),
    (sent_application, 200, 200),
    (withdrawn_application, 200, 404),
], ids=["draft", "sent", "withdrawn"])  # fmt: skip
def test_download_is_for_the_owner_and_for_officials_of_the_competition(sign_in, make, owner, official):
    application = make()
    address = file_of(application)
    readers = {
        application.applicant: owner,
        OfficialFactory(competition=application.competition).user: official,
        OfficialFactory().user: 404,
        AssessorFactory(user=UserFactory()).user: 404,
        ApplicationFactory(competition=application.competition).applicant: 404,
    }
    found = {user: status(sign_in(user), address) for user in readers}
    assert found == readers
    assert Client().get(address).status_code == 302


def test_official_who_also_assesses_gets_no_cv_here(sign_in):
    application = sent_application()
    official = OfficialFactory(competition=application.competition).user
    AssessorFactory(competition=application.competition, user=official)
    assert status(sign_in(official), file_of(application)) == 404


def test_official_reads_the_clean_copy_and_only_when_there_is_one(sign_in):
    application = sent_application()
    official = sign_in(OfficialFactory(competition=application.competition).user)
    document = current_cv(application)
    with lifted("documents_document"):
        document.clean_copy.save("clean.pdf", ContentFile(b"the clean copy"))
    response = official.get(file_of(application))
    assert response.getvalue() == b"the clean copy"
    assert response["Content-Disposition"] == f'attachment; filename="CV-{application.reference}.pdf"'
    with lifted("documents_document"):
        Document.objects.update(state="pending", clean_copy="", clean_sha256="", checked_at=None)
    assert official.get(file_of(application)).status_code == 404


def test_download_by_an_official_is_recorded(sign_in):
    application = sent_application()
    official = OfficialFactory(competition=application.competition).user
    assert status(sign_in(official), file_of(application)) == 200
    event = AuditEvent.objects.get(action="document.downloaded")
    assert (event.actor_id, event.actor_label, event.subject) == (
        official.pk,
        "official",
        application.reference,
    )


def test_removed_file_and_wrong_addresses_are_not_there(client, mine):
    client.post(page_of(mine), chosen())
    address = file_of(mine)
    other = cv(ApplicationFactory(applicant=mine.applicant))
    assert client.get(reverse("documents:download", args=[mine.reference, other.pk])).status_code == 404
    current_cv(mine).file.delete(save=False)
    assert client.get(address).status_code == 404
    client.post(remove_page_of(mine))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405
