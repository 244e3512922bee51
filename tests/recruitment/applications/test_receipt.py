"""The receipt as a PDF: everything that was sent, for the person who sent it and nobody else."""

from datetime import UTC
from io import BytesIO

import pikepdf
import pytest

from recruitment.applications.models import EvidenceAnswer
from tests import factories
from tests.pdfs import texts
from tests.recruitment.printing.names import NAMES

pytestmark = pytest.mark.django_db


def url(application, page="receipt/"):
    return f"/applications/{application.reference}/{page}"


def read(response):
    """Return the file, and its whole text in one line."""
    file = b"".join(response.streaming_content)
    return file, " ".join(" ".join(texts(BytesIO(file))).split())


@pytest.fixture
def competition():
    return factories.competition(title="Members of O’Brien’s <Panel> & advisers")


@pytest.fixture
def application(competition):
    return factories.sent_application(competition=competition)


def test_receipt_says_what_was_sent_and_what_comes_next(application, sign_in):
    _, text = read(sign_in(application.applicant).get(url(application)))
    for said in (
        "Department for Education What you sent",
        f"Reference {application.reference}",
        "Competition Members of O’Brien’s <Panel> & advisers",
        "What happens next After the competition closes",
        "Full name Amara Okonkwo",
        "Address line 2 (optional) Not provided",
        "Levels of experience Local authority Both strategic and frontline",
        "E1: essential Criterion number 1 My evidence for E1, says Amara Okonkwo.",
        "CV Curriculum vitae.pdf (2 pages)",
        "Second referee Full name Referee 2",
        "Page 1 of",
        application.documents.get().sha256[:40],
    ):
        assert said in text
    assert application.sent_hash in text.replace(" ", "")


def test_file_is_a_download_that_nobody_keeps_on_the_way(application, sign_in):
    response = sign_in(application.applicant).get(url(application))
    file, _ = read(response)
    assert {name: response[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="Application-{application.reference}.pdf"',
        "Cache-Control": "private, no-store",
    }
    with pikepdf.open(BytesIO(file)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert str(document.docinfo.Title) == (
            f"Application {application.reference}: Members of O’Brien’s <Panel> & advisers"
        )
        assert str(document.docinfo.Subject) == "Members of O’Brien’s <Panel> & advisers"
        sent = application.sent_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        assert [str(document.docinfo[name]) for name in ("/CreationDate", "/ModDate")] == [sent, sent]


def test_same_bytes_each_time_also_after_withdrawing(application, sign_in):
    client = sign_in(application.applicant)
    before, _ = read(client.get(url(application)))
    client.post(url(application, "withdraw/"))
    after, _ = read(client.get(url(application)))
    assert after == before


def test_people_s_text_is_drawn_as_it_is(competition, sign_in):
    typed = ["<img src='/etc/passwd'> & <b>never closed", "Ж" * 2500, *NAMES]
    application = factories.filled_application(competition=competition)
    EvidenceAnswer.objects.filter(application=application).update(text="\n\n".join(typed))
    application.state, application.sent_at = "sent", competition.opens
    application.save()
    file, text = read(sign_in(application.applicant).get(url(application)))
    assert typed[0] in text
    assert text.count("Ж") == 3 * 2500
    assert "[U+" not in text
    with pikepdf.open(BytesIO(file)) as document:
        assert ["/Annots" in page for page in document.pages] == [False] * len(document.pages)


def test_receipt_is_only_for_its_owner_and_only_of_what_was_sent(application, sign_in):
    assert sign_in(factories.UserFactory()).get(url(application)).status_code == 404
    draft = factories.ApplicationFactory()
    response = sign_in(draft.applicant).get(url(draft))
    assert response.headers["Location"] == url(draft, "")


@pytest.mark.parametrize("page", ["sent/", "answers/"])
def test_pages_after_sending_lead_to_the_receipt_and_show_the_hash(application, sign_in, page):
    shown = sign_in(application.applicant).get(url(application, page)).content.decode()
    assert f'href="{url(application)}"' in shown
    assert application.sent_hash in shown


def test_application_that_was_sent_before_hashes_were_kept_has_a_receipt_too(sign_in):
    application = factories.sent_application(hashed=False)
    client = sign_in(application.applicant)
    assert "None" not in client.get(url(application, "sent/")).content.decode()
    assert "Sent before hashes were kept" in read(client.get(url(application)))[1]


@pytest.mark.parametrize("count", [1, 3])
def test_cost_does_not_grow_with_what_was_written(sign_in, count, django_assert_num_queries):
    competition = factories.competition(sectors=count, criteria=count)
    application = factories.sent_application(competition=competition)
    client = sign_in(application.applicant)
    with django_assert_num_queries(20):
        read(client.get(url(application)))
