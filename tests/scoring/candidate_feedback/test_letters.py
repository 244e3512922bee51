"""Officials write feedback to candidates, send it once, and nobody reads it before."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email, PaperLetter
from recruitment.records.models import AuditEvent
from scoring.assessors.locking import NotInCompetition
from scoring.candidate_feedback.errors import (
    AlreadySent,
    NotAnOfficial,
    NotTold,
    TextMissing,
)
from scoring.candidate_feedback.models import FeedbackLetter
from scoring.candidate_feedback.queries import draft_for
from scoring.candidate_feedback.writing import save, send
from scoring.shortlisting.deciding import decide
from tests.factories import AssessorFactory, OfficialFactory, enter, sent_application
from tests.scoring.acting import confirm_and_release, recuse, sift

pytestmark = pytest.mark.django_db

PAGES = "/officials/panel/feedback/"
TEXT = "Dear Amara,\n\nYour evidence was clear.\n\nYours"


@pytest.fixture
def told(sifting, official, application):
    """Return an application whose candidate was told that it is not taken forward."""
    sift(application, by=official, E1=2)
    decide(application=application, outcome="not_shortlisted", reason="Weak on E1.", by=official)
    confirm_and_release(competition=sifting, by=official)
    return application


def page_of(application, more=""):
    return f"{PAGES}{application.reference}/{more}"


def own_page(application):
    return f"/applications/{application.reference}/feedback/"


def test_draft_is_of_what_was_published_and_agreed_and_of_nobody_else(sifting, told, seats):
    draft = draft_for(told)
    criterion = sifting.criteria.get(code="E1")
    for said in (
        "Dear Amara Okonkwo,",
        sifting.title,
        "Your application was not taken forward to interview.",
        f"E1: {criterion.text}\nAgreed level: {sifting.scale_levels.get(value=2)}\nAgreed for E1.",
        told.reference,
        sifting.contact,
    ):
        assert said in draft
    for unsaid in (*(seat.name for seat in seats), "Weak on E1.", "A good reason."):
        assert unsaid not in draft


def test_official_edits_checks_and_sends_and_the_candidate_reads_exactly_that(
    sifting, told, official, sign_in
):
    browser = sign_in(official)
    assert PAGES in browser.get("/officials/panel/").text
    assert "Not written" in browser.get(PAGES).text
    page = browser.get(page_of(told))
    assert "Agreed for E1." in page.text
    assert not FeedbackLetter.objects.exists()  # looking saves nothing
    version = page.context["form"]["version"].value()
    answer = browser.post(page_of(told), {"text": TEXT, "version": version})
    assert answer.url == page_of(told, "send/")
    check = browser.get(answer.url).text
    assert TEXT in check
    assert "Not sent" in browser.get(PAGES).text
    assert not Email.objects.filter(kind="candidate-feedback").exists()

    answer = browser.post(page_of(told, "send/"), {"version": "1"}, follow=True).text
    assert f"The feedback on application {told.reference} is sent." in answer
    email = Email.objects.get(kind="candidate-feedback")
    assert own_page(told) in email.body
    assert "Your evidence was clear." not in email.body  # what is in an e-mail can go astray
    person = sign_in(told.applicant)
    assert own_page(told) in person.get(f"/applications/{told.reference}/sent/").text
    assert TEXT in person.get(own_page(told)).text
    saved, sent = AuditEvent.objects.filter(action__startswith="feedback.")
    assert (saved.action, sent.action, sent.actor_id, sent.subject) == (
        "feedback.saved",
        "feedback.sent",
        official.pk,
        told.reference,
    )


def test_candidate_reads_nothing_before_it_is_sent(told, official, sign_in):
    save(application=told, text=TEXT, seen=0, by=official)
    person = sign_in(told.applicant)
    assert person.get(own_page(told)).status_code == 404
    status = person.get(f"/applications/{told.reference}/sent/").text
    assert own_page(told) not in status
    assert "To ask for feedback, write to" in status
    assert "Your evidence was clear." not in taken_away(person)
    send(application=told, seen=1, by=official)
    person = sign_in(told.applicant)
    assert "Your evidence was clear." in taken_away(person)
    assert "To ask for feedback" not in person.get(f"/applications/{told.reference}/sent/").text


def taken_away(browser):
    """Return what a person takes away, the data for programs with the copy for reading."""
    content = b"".join(browser.post("/applications/your-data/").streaming_content)
    with ZipFile(BytesIO(content)) as archive:
        data = json.loads(archive.read("data.json"))
        return json.dumps(data["applications"]) + archive.read("your-data.html").decode()


def test_what_was_sent_is_never_changed_nor_sent_again(told, official, sign_in):
    save(application=told, text=TEXT, seen=0, by=official)
    letter = send(application=told, seen=1, by=official)
    assert send(application=told, seen=1, by=official) == letter
    assert Email.objects.filter(kind="candidate-feedback").count() == 1
    with pytest.raises(AlreadySent):
        save(application=told, text="Another.", seen=1, by=official)
    for change in (
        lambda: FeedbackLetter.objects.update(text="Another."),
        lambda: FeedbackLetter.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="stays as the candidate reads it"), transaction.atomic():
            change()
    browser = sign_in(official)
    page = browser.post(page_of(told), {"text": "Another.", "version": "1"}).text
    assert "This was not saved: the feedback was sent in the meantime." in page
    assert "Another." in page
    assert "It cannot be changed." in browser.get(page_of(told)).text
    assert browser.get(page_of(told, "send/")).status_code == 302


def test_what_two_officials_write_at_once_is_shown_and_not_overwritten(sifting, told, official, sign_in):
    second = OfficialFactory(competition=sifting).user
    save(application=told, text="As the first wrote it.", seen=0, by=official)
    browser = sign_in(second)
    page = browser.post(page_of(told), {"text": TEXT, "version": "0"})
    assert "Somebody else saved this feedback in the meantime." in page.text
    assert "As the first wrote it." in page.text
    assert "Your evidence was clear." in page.text
    assert FeedbackLetter.objects.get().text == "As the first wrote it."
    version = page.context["form"]["version"].value()
    browser.post(page_of(told), {"text": TEXT, "version": version})
    assert FeedbackLetter.objects.get().text == TEXT
    # Sending sends what was read, and nothing that was saved since.
    page = sign_in(official).post(page_of(told, "send/"), {"version": "1"}, follow=True).text
    assert "Nothing was sent: somebody changed it in the meantime." in page
    for version in ("", "x", "9" * 30):
        sign_in(official).post(page_of(told, "send/"), {"version": version})
    assert FeedbackLetter.objects.get().sent_at is None


def test_empty_feedback_is_refused_with_what_to_do(told, official, sign_in):
    with pytest.raises(TextMissing):
        save(application=told, text=" \x00\n", seen=0, by=official)
    assert "Enter the feedback" in sign_in(official).post(page_of(told), {"text": " ", "version": "0"}).text
    assert not FeedbackLetter.objects.exists()


def test_nobody_gets_feedback_before_they_are_told(sifting, official, application, sign_in):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    with pytest.raises(NotTold):
        save(application=application, text=TEXT, seen=0, by=official)
    browser = sign_in(official)
    assert application.reference not in browser.get(PAGES).text
    for more in ("", "send/"):
        assert browser.get(page_of(application, more)).status_code == 404


def test_who_withdrew_gets_none(sifting, application, official, sign_in):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    confirm_and_release(competition=sifting, by=official)
    save(application=application, text=TEXT, seen=0, by=official)
    withdraw(application=application, by=application.applicant)
    with pytest.raises(NotInCompetition):
        send(application=application, seen=1, by=official)
    assert sign_in(official).get(page_of(application)).status_code == 404


def test_only_officials_who_are_not_recused_write(sifting, told, seats, sign_in):
    elsewhere = OfficialFactory().user
    both = OfficialFactory(competition=sifting).user
    seat = AssessorFactory(competition=sifting, position=9, user=both)
    recuse(seat, told)
    for person in (elsewhere, seats[0].user, both, told.applicant):
        with pytest.raises(NotAnOfficial):
            save(application=told, text=TEXT, seen=0, by=person)
    browser = sign_in(both)
    assert told.reference not in browser.get(PAGES).text
    for more in ("", "send/"):
        assert browser.get(page_of(told, more)).status_code == 404


def test_somebody_else_does_not_read_it(told, official, sign_in):
    save(application=told, text=TEXT, seen=0, by=official)
    send(application=told, seen=1, by=official)
    for person in (sent_application().applicant, official):
        assert sign_in(person).get(own_page(told)).status_code == 404


def test_without_an_email_address_it_is_a_letter_to_post(sifting, official):
    application = sent_application(competition=sifting)
    enter(application, by=official)
    application.applicant.email = None
    application.applicant.save()
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    confirm_and_release(competition=sifting, by=official)
    save(application=application, text=TEXT, seen=0, by=official)
    send(application=application, seen=1, by=official)
    assert PaperLetter.objects.get(kind="candidate-feedback").body == TEXT


def test_text_comes_back_over_a_sign_in(told, official, client):
    assert client.post(page_of(told), {"text": TEXT, "version": "0"}).status_code == 302
    client.force_login(official)
    assert "Your evidence was clear." in client.get(page_of(told)).text
    assert not FeedbackLetter.objects.exists()


@pytest.mark.parametrize("wrong", [{"text": ""}, {"version": 0}, {"sent_at": timezone.now()}])
def test_database_refuses_half_a_letter(told, official, wrong):
    columns = {"application": told, "text": TEXT, "saved_by": official} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackLetter.objects.create(**columns)


def test_list_costs_the_same_for_any_number(sifting, official, sign_in):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PAGES).status_code == 200
        return len(queries)

    found = []
    browser = sign_in(official)
    for more in (1, 2):
        for _ in range(more):
            application = sent_application(competition=sifting)
            sift(application, by=official)
            decide(application=application, outcome="not_shortlisted", reason="Weak.", by=official)
        confirm_and_release(competition=sifting, by=official)
        save(application=application, text=TEXT, seen=0, by=official)
        found.append(count())
    assert found[0] == found[1] <= 9
