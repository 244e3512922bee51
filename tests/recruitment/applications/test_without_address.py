"""Somebody without an e-mail address applies: nothing is e-mailed, and officials see what they have to post."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.contact import contact_of
from recruitment.applications.correcting import correct
from recruitment.applications.extending import extend
from recruitment.applications.masking import identity_of, mask
from recruitment.applications.models import Application
from recruitment.applications.personal_data import everything_about
from recruitment.applications.sending import cannot_finish_sending, finish_sending
from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.correspondence.models import Email, PaperLetter
from recruitment.correspondence.outbox import queue
from recruitment.documents import signals
from recruitment.documents.models import Document
from recruitment.records.models import AuditEvent
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide
from scoring.shortlisting.releasing import release
from tests import factories
from tests.recruitment.applications.test_entering import typed
from tests.scoring.acting import confirm_and_release, sift
from tests.scoring.interviews.inviting import add, invite_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    return factories.competition(closed=True, assessors=2)


@pytest.fixture
def official(competition):
    return factories.OfficialFactory(competition=competition, name="Ruth Adeyemi").user


def without_address(make, competition, official):
    application = make(competition=competition, applicant=User.objects.without_address())
    return factories.enter(application, by=official)


@pytest.fixture
def sent(competition, official):
    return without_address(factories.sent_application, competition, official)


def letters(application):
    return list(PaperLetter.objects.filter(application=application).values_list("kind", flat=True))


def url(competition):
    return f"/officials/{competition.slug}/letters/"


def test_several_people_without_an_address_are_entered(sign_in):
    open_one = factories.competition()
    visitor = sign_in(factories.OfficialFactory(competition=open_one).user)
    page = f"/officials/{open_one.slug}/entered/"
    first = {name: text for name, text in typed(email="").items() if name != "confirmed"}
    asked = visitor.post(page, first).content.decode()
    assert ("Without an email address the person cannot sign in" in asked, "None</dd>" in asked) == (
        True,
        True,
    )
    for _ in range(2):
        answer = visitor.post(page, typed(email=""))
        assert visitor.get(answer.url).status_code == 200
    assert list(Application.objects.values_list("applicant__email", flat=True)) == [None, None]
    assert "None: letters are posted</dd>" in visitor.get(page).content.decode()
    assert User.objects.filter(email="").exists() is False


def test_receipt_is_a_letter_to_post_and_nothing_is_emailed(sign_in, competition, official, run_tasks):
    waiting = without_address(factories.application_being_sent, competition, official)
    page = sign_in(official).get(f"/applications/{waiting.reference}/waiting/").content.decode()
    assert ("There is then a receipt to post" in page, "None" in page) == (True, False)
    waiting.documents.update(
        state="clean", checked_at=waiting.created_at, clean_copy="x", clean_sha256="0" * 64
    )
    finish_sending(waiting)
    run_tasks()
    assert (mail.outbox, Email.objects.exists(), letters(waiting)) == ([], False, ["application-sent"])
    body = PaperLetter.objects.get().body
    assert ("Keep this letter" in body, "http" in body, "sign in" in body.lower()) == (True, False, False)


def test_cv_that_is_not_taken_is_told_to_nobody(competition, official):
    waiting = without_address(factories.application_being_sent, competition, official)
    document = waiting.documents.get()
    document.state = Document.State.FAILED
    signals.checked.send(sender=Document, document=document)
    assert (Email.objects.exists(), letters(waiting)) == (False, [])
    assert cannot_finish_sending(waiting) is False  # it was taken back


def test_every_message_after_sending_is_a_letter(sign_in, competition, official, sent, run_tasks):
    withdraw(application=sent, by=official)
    page = sign_in(official).get(f"/officials/{competition.slug}/applications/{sent.reference}/reinstate/")
    assert "told by a letter that officials post" in page.content.decode()
    reinstate(application=sent, by=official, reason="A mistake.")
    sift(sent, by=official)
    decide(application=sent, outcome="shortlisted", reason="Strong.", by=official)
    confirm(competition=competition, by=official)
    visitor = sign_in(official)
    outcomes = visitor.get(f"/officials/{competition.slug}/outcomes/").content.decode()
    assert "have no email address: 1." in outcomes
    release(competition=competition, by=official)
    slot, _ = add(competition, by=official)
    invitation = visitor.get(f"/officials/{competition.slug}/interviews/invite/").content.decode()
    assert "have no email address: 1." in invitation
    invite_all(competition, by=official)
    assert "there is then a letter to post" in (
        visitor.get(f"/applications/{sent.reference}/interview/time/").content.decode()
    )
    visitor.post(f"/applications/{sent.reference}/interview/time/", {"slot": slot.pk})
    run_tasks()
    assert (mail.outbox, Email.objects.exists()) == ([], False)
    assert letters(sent) == [
        "application-withdrawn",
        "application-reinstated",
        "sift-shortlisted",
        "interview-invitation",
        "interview-answer",
    ]
    for letter in PaperLetter.objects.all():
        assert ("http" in letter.body, "None" in letter.body) == (False, False), letter.kind
    competition_page = visitor.get(f"/officials/{competition.slug}/").content.decode()
    assert "Letters to post: 5</a>" in competition_page


def test_not_shortlisted_is_a_letter_too(competition, official, sent):
    sift(sent, by=official)
    decide(application=sent, outcome="not_shortlisted", reason="Weak.", by=official)
    confirm_and_release(competition=competition, by=official)
    assert letters(sent) == ["sift-not-shortlisted"]
    assert "http" not in PaperLetter.objects.get().body


def letter_of(application):
    letter = queue(application=application, kind="application-sent", context={"application": application})
    return letter, f"{url(application.competition)}{letter.pk}/"


def test_letter_has_a_page_with_the_address_and_the_receipt(sign_in, competition, official, sent):
    letter, page = letter_of(sent)
    visitor = sign_in(official)
    listed = visitor.get(url(competition)).content.decode()
    assert f'href="{page}">Rose O’Neill: {letter.subject}</a>' in listed
    said = visitor.get(page).content.decode()
    about = sent.about_you
    assert f"Rose O’Neill<br>{about.address_line_1}<br>{about.town}<br>{about.postcode}</p>" in said
    assert f"/applications/{sent.reference}/receipt/" in said
    assert letter.body in html.unescape(said)


def test_official_posts_a_letter_once_and_reads_it_again(sign_in, competition, official, sent):
    letter, page = letter_of(sent)
    visitor = sign_in(official)
    for _ in range(2):
        answer = visitor.post(page, {"posted": "yes"}, follow=True).content.decode()
        assert "The letter to Rose O’Neill is marked as posted." in answer
    letter.refresh_from_db()
    assert letter.posted_by == official
    assert ("No letter waits to be posted" in answer, "Posted by Ruth Adeyemi" in answer) == (True, True)
    assert f'href="{page}"' in answer
    again = visitor.get(page).content.decode()
    assert ("Posted by Ruth Adeyemi" in again, letter.body in html.unescape(again)) == (True, True)
    event = AuditEvent.objects.get(action="letter.posted")
    assert (event.subject, event.details) == (
        sent.reference,
        {"kind": "application-sent", "letter": letter.pk},
    )


def test_mark_is_undone_and_the_log_shows_both(sign_in, competition, official, sent):
    letter, page = letter_of(sent)
    visitor = sign_in(official)
    visitor.post(page, {"posted": "yes"})
    for _ in range(2):
        answer = visitor.post(page, {"posted": "no"}, follow=True).content.decode()
        assert "I have posted this letter" in answer
    letter.refresh_from_db()
    assert (letter.posted_at, letter.posted_by) == (None, None)
    assert f'href="{page}"' in visitor.get(url(competition)).content.decode().partition("Posted</h2>")[0]
    assert list(
        AuditEvent.objects.filter(subject=sent.reference, action__startswith="letter.").values_list(
            "action", "actor_id"
        )
    ) == [("letter.posted", official.pk), ("letter.not_posted", official.pk)]


def test_nothing_said_about_a_letter_changes_nothing(sign_in, official, sent):
    letter, page = letter_of(sent)
    assert sign_in(official).post(page, {"posted": "x"}).status_code == 200
    letter.refresh_from_db()
    assert letter.posted_at is None


def test_letters_go_to_the_corrected_address(sign_in, official, sent):
    _, page = letter_of(sent)
    details = contact_of(sent) | {"address_line_1": "2 New Street", "postcode": "YO1 7EX"}
    correct(application=sent, name="Rose O’Neill", email="", details=details, by=official)
    said = sign_in(official).get(page).content.decode()
    assert ("<br>2 New Street" in said, "<br>YO1 7EX" in said) == (True, True)
    assert sent.about_you.postcode not in said


def test_letter_without_a_postal_address_says_so(sign_in, competition, official):
    draft = without_address(factories.ApplicationFactory, competition, official)
    page = f"{url(competition)}{factories.letter(draft).pk}/"
    assert "No postal address is known yet." in sign_in(official).get(page).content.decode()


def test_nobody_else_sees_or_posts_letters(sign_in, competition, sent):
    letter, page = letter_of(sent)
    seat = competition.assessors.first()
    factories.OfficialFactory(competition=competition, user=seat.user)
    elsewhere = factories.OfficialFactory(competition=factories.competition())
    for user in (seat.user, elsewhere.user, factories.UserFactory()):
        assert sign_in(user).get(url(competition)).status_code == 404
        assert sign_in(user).get(page).status_code == 404
        assert sign_in(user).post(page, {"posted": "yes"}).status_code == 404
    for pk in (letter.pk, "9" * 30):
        elsewhere_too = f"{url(elsewhere.competition)}{pk}/"
        assert sign_in(elsewhere.user).post(elsewhere_too, {"posted": "yes"}).status_code == 404
    letter.refresh_from_db()
    assert letter.posted_at is None


def test_letters_that_wait_are_emailed_when_an_address_is_known(competition, official, sent, run_tasks):
    queue(application=sent, kind="application-sent", context={"application": sent})
    withdraw(application=sent, by=official)
    PaperLetter.objects.filter(kind="application-sent").update(posted_at=sent.sent_at, posted_by=official)
    correct(application=sent, name="Rose O’Neill", email="rose@example.org", by=official)
    run_tasks()
    assert [each.to for each in mail.outbox] == [["rose@example.org"]]
    assert letters(sent) == ["application-sent"]


def test_wrong_address_is_corrected_to_none(sign_in, competition, official, run_tasks):
    sent = factories.enter(factories.sent_application(competition=competition), by=official)
    stranger = sent.applicant
    queue(application=sent, kind="application-sent", context={"application": sent})
    page = f"/officials/{competition.slug}/entered/{sent.reference}/"
    corrected = {"name": "Rose O’Neill", "email": "", **contact_of(sent)}
    answer = sign_in(official).post(page, corrected | {"confirmed": "yes"})
    assert answer.status_code == 302
    run_tasks()
    assert (mail.outbox, letters(sent)) == ([], ["application-sent"])
    assert sign_in(stranger).get(f"/applications/{sent.reference}/sent/").status_code == 404
    assert f"{stranger.email}, now none." in sign_in(official).get(page).content.decode()
    sent.refresh_from_db()
    assert sent.applicant.email is None
    # The same again makes nobody new.
    people = User.objects.count()
    assert correct(application=sent, name="Rose O’Neill", email="", by=official) is False
    assert User.objects.count() == people


def test_nothing_is_masked_for_an_address_that_is_none(sent):
    assert mask("None of it, nobody@example.org", identity_of(sent)).startswith("None of it, nobody@")
    assert str(sent.applicant) == f"Person {sent.applicant.pk}, without an email address"
    assert everything_about(sent.applicant).as_data({})["account"]["email"] is None


def test_no_code_is_sent_to_nobody(client, sent):
    page = reverse("account_request_login_code")
    for typed_in in ("", "None", str(sent.applicant)):
        assert client.post(page, {"email": typed_in}).status_code == 200
    assert mail.outbox == []


def test_list_costs_the_same_for_any_number(sign_in, competition, official):
    visitor = sign_in(official)

    def cost(count):
        for _ in range(count):
            sent = without_address(factories.sent_application, competition, official)
            queue(application=sent, kind="application-sent", context={"application": sent})
        with CaptureQueriesContext(connection) as asked:
            visitor.get(url(competition))
        return len(asked)

    visitor.get(url(competition))
    assert cost(1) == cost(2) <= 9


def test_message_has_links_as_an_email_and_none_as_a_letter(official, sent):
    queue(application=sent, kind="application-sent", context={"application": sent})
    assert "http" not in PaperLetter.objects.get().body
    correct(application=sent, name="Rose", email="rose@example.org", by=official)
    assert "http" in Email.objects.get().body
    sent.refresh_from_db()
    correct(application=sent, name="Rose", email="", by=official)
    assert "http" not in PaperLetter.objects.get().body


@pytest.fixture
def given_longer(competition, official):
    """Return a draft that was entered for somebody with an address, who was given longer."""
    draft = factories.enter(factories.filled_application(competition=competition), by=official)
    until = timezone.now() + timedelta(days=2)
    extend(competition=competition, email=draft.applicant.email, until=until, reason="Ill.", by=official)
    return draft


def test_letter_of_more_time_ends_without_a_link_that_is_not_there(official, given_longer):
    assert "begin your application:\nhttp" in Email.objects.get(kind="application-extended").body
    correct(application=given_longer, name="Rose", email="", by=official)
    body = PaperLetter.objects.get(kind="application-extended").body
    assert "\n\nUntil then you can send us what is still missing, on paper or by telephone.\n\nIf you" in body


def test_letter_of_a_cv_that_is_not_taken_ends_without_a_link_that_is_not_there(official, given_longer):
    document = given_longer.documents.get()
    document.state = Document.State.FAILED
    signals.checked.send(sender=Document, document=document)
    assert re.search(r"Choose another file before .*:\nhttp", Email.objects.get(kind="cv-not-taken").body)
    correct(application=given_longer, name="Rose", email="", by=official)
    body = PaperLetter.objects.get(kind="cv-not-taken").body
    assert re.search(r"\n\nSend us another CV before .*\.\n\nIf you", body)
