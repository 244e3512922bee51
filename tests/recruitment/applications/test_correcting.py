"""An official corrects how somebody can be reached whose application was entered."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.contact import FIELDS, change_contact, contact_of
from recruitment.applications.correcting import correct
from recruitment.applications.errors import AppliedAlready, NotAnOfficial, TakesPart
from recruitment.applications.models import AboutYou, Application, Correction, Entering
from recruitment.applications.personal_data import everything_about
from recruitment.applications.reading import Reader, corrections
from recruitment.applications.sending import finish_sending
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email
from recruitment.correspondence.outbox import queue
from recruitment.correspondence.sending import deliver
from recruitment.records.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db

NEW = "rose@example.org"
CONFIRMED = {"confirmed": "yes"}


@pytest.fixture
def competition():
    return factories.competition(assessors=1)


@pytest.fixture
def official(competition):
    return factories.OfficialFactory(competition=competition, name="Ruth Adeyemi").user


@pytest.fixture(params=["draft", "sent", "withdrawn"])
def application(request, competition, official):
    make = {
        "draft": factories.filled_application,
        "sent": factories.sent_application,
        "withdrawn": factories.withdrawn_application,
    }[request.param]
    return factories.enter(make(competition=competition), by=official)


@pytest.fixture
def sent(competition, official):
    return factories.enter(factories.sent_application(competition=competition), by=official)


def url(application):
    return f"/officials/{application.competition.slug}/entered/{application.reference}/"


def written(application, **more):
    queue(application=application, kind="application-sent", context={"application": application}, **more)


def test_application_moves_to_the_new_address_and_the_old_one_loses_it(sign_in, official, application):
    stranger, visitor = application.applicant, sign_in(official)
    page = visitor.get(url(application)).content.decode()
    assert f'value="{stranger.email}"' in page
    posted = {"name": "Rosa O’Neill", "email": NEW.upper(), **contact_of(application)}
    assert visitor.post(url(application), posted | CONFIRMED).status_code == 302
    application.refresh_from_db()
    assert application.applicant == User.objects.get(email=NEW)
    old, own = sign_in(stranger), sign_in(application.applicant)
    reference = application.reference
    pages = [
        *("", "check/", "answers/", "sent/", "receipt/", "withdraw/", "contact/", "delete/", "cv/"),
        *("about-you/name/", "waiting/", "interview/"),
    ]
    for page in pages:
        assert old.get(f"/applications/{reference}/{page}").status_code == 404, page
        assert old.post(f"/applications/{reference}/{page}").status_code in {404, 405}, page
    assert old.get(f"/equality/{reference}/").status_code == 404
    document = f"/applications/{reference}/documents/{application.documents.get().pk}/"
    assert old.get(document).status_code == 404
    assert own.get(document).getvalue()[:5] == b"%PDF-"
    assert reference not in old.get("/applications/").content.decode()
    assert reference in own.get("/applications/").content.decode()
    assert everything_about(stranger).applications == ()
    assert own.get(f"/applications/{reference}/answers/").status_code == 200
    # What was there for the person is as it was.
    assert [held.application for held in everything_about(application.applicant).applications] == [
        application
    ]


def test_correction_is_shown_back_before_anything_happens(sign_in, official, application):
    visitor, stranger = sign_in(official), application.applicant
    typed = {"name": "Rosa  O’Neill", "email": NEW.upper()}
    if not application.is_draft:
        typed |= contact_of(application) | {"postcode": "YO1 7EX"}
    shown = visitor.post(url(application), typed).content.decode()
    for said in (
        "Until now: Rose O’Neill<br>From now on: <strong>Rosa  O’Neill</strong>",
        f"Until now: {stranger.email}<br>From now on: <strong>{NEW}</strong>",
        "Whoever signs in with the old email address no longer sees the application",
        "Confirm",
    ):
        assert said in shown
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown))
    hidden.pop("csrfmiddlewaretoken")
    assert hidden == typed
    application.refresh_from_db()
    assert (application.applicant, Correction.objects.exists()) == (stranger, False)
    again = visitor.post(url(application), hidden | {"change": "yes"}).content.decode()
    assert (f'value="{NEW.upper()}"' in again, 'value="Rosa  O’Neill"' in again) == (True, True)
    assert Correction.objects.exists() is False
    answer = visitor.post(url(application), hidden | CONFIRMED, follow=True).content.decode()
    assert f"The contact details of application {application.reference} are corrected." in answer
    assert Correction.objects.get().email == NEW


def test_page_says_what_an_address_that_is_taken_out_means(sign_in, official, sent):
    typed = {"name": "Rose O’Neill", "email": "", **contact_of(sent)}
    shown = sign_in(official).post(url(sent), typed).content.decode()
    assert "Nobody can sign in for this application any more." in shown
    assert "Rose O’Neill (as before)" in shown
    assert "From now on: <strong>none</strong>" in shown


def test_both_addresses_are_shown_to_officials_and_the_log_holds_neither(sign_in, official, sent):
    stranger = sent.applicant.email
    visitor = sign_in(official)
    typed = {"name": "Rosa O’Neill", "email": NEW, **contact_of(sent)}
    visitor.post(url(sent), typed | CONFIRMED)
    event = AuditEvent.objects.get(action="application.corrected")
    assert (event.actor_id, event.subject, event.details) == (
        official.pk,
        sent.reference,
        {"fields": ["name", "email"]},
    )
    pages = [url(sent), f"/officials/{sent.competition.slug}/applications/{sent.reference}/"]
    for page in pages:
        said = visitor.get(page).content.decode()
        assert f"Email address: {stranger}, now {NEW}." in said
        assert "Name: Rose O’Neill, now Rosa O’Neill." in said
        assert "Corrected by Ruth Adeyemi" in said
    entered = visitor.get(f"/officials/{sent.competition.slug}/entered/").content.decode()
    assert ("Rosa O’Neill</h3>" in entered, f"{NEW}</dd>" in entered, stranger in entered) == (
        True,
        True,
        False,
    )
    for reader in Reader:
        assert corrections(sent, reader=reader).exists() is (reader is Reader.OFFICIAL)


def test_nothing_more_goes_to_the_old_address(official, sent, run_tasks):
    stranger = sent.applicant.email
    written(sent)
    run_tasks()
    written(sent, about="waits")
    Email.objects.create(
        application=sent, kind="failed", to=stranger, subject="Failed", body="x", state="failed", attempts=5
    )
    mail.outbox.clear()
    correct(application=sent, name="Rose O’Neill", email=NEW, by=official)
    withdraw(application=sent, by=official)
    run_tasks()
    assert {tuple(each.to) for each in mail.outbox} == {(NEW,)}
    subjects = sorted(each.subject for each in mail.outbox)
    received = f"Application {sent.reference} received"
    assert subjects == [received, f"Application {sent.reference} withdrawn", "Failed"]
    sent.refresh_from_db()
    # What reached the stranger stays on record, and is nothing that the person takes away.
    assert Email.objects.filter(to=stranger).count() == 1
    [held] = everything_about(sent.applicant).applications
    assert stranger not in str(held.as_data({}))


def test_address_that_is_corrected_twice_gets_everything_once(official, sent, run_tasks):
    written(sent)
    for email in (NEW, "rosa@example.org", NEW):
        run_tasks()
        mail.outbox.clear()
        correct(application=sent, name="Rose", email=email, by=official)
    run_tasks()
    assert [each.to for each in mail.outbox] == [[NEW]]
    written(sent)  # a receipt is still written once
    assert Email.objects.not_former().count() == 1


@pytest.mark.parametrize("name", FIELDS)
def test_each_contact_detail_of_what_was_sent_is_corrected_beside_it(sign_in, official, sent, name):
    standing, person, before = contact_of(sent), sent.applicant, AboutYou.objects.values().get()
    new = standing | {name: "01632 960 009" if name == "phone" else "Elsewhere"}
    typed = {"name": "Rose O’Neill", "email": person.email} | new
    shown = sign_in(official).post(url(sent), typed).content.decode()
    assert f"From now on: <strong>{new[name]}</strong>" in shown
    assert sign_in(official).post(url(sent), typed | CONFIRMED).status_code == 302
    assert contact_of(sent) == new
    assert (Correction.objects.exists(), Email.objects.exists()) == (False, False)
    event = AuditEvent.objects.get(action="application.corrected")
    assert (event.actor_id, event.details) == (official.pk, {"fields": [name]})
    sent.refresh_from_db()
    assert (sent.applicant, AboutYou.objects.values().get()) == (person, before)


def test_who_changed_contact_details_is_said_to_officials(sign_in, official, sent):
    page = f"/officials/{sent.competition.slug}/applications/{sent.reference}/"
    visitor, town = sign_in(official), contact_of(sent) | {"town": "York"}
    correct(application=sent, name="Rose O’Neill", email=NEW, details=town, by=official)
    assert "by Ruth Adeyemi. What was sent stands below." in visitor.get(page).content.decode()
    sent.refresh_from_db()
    change_contact(application=sent, by=sent.applicant, details=town | {"town": "Leeds"})
    assert "by the candidate. What was sent stands below." in visitor.get(page).content.decode()


def test_correcting_the_name_alone_leaves_the_contact_details(official, sent):
    standing = contact_of(sent)
    correct(application=sent, name="Rosa", email=sent.applicant.email, details=standing, by=official)
    assert (contact_of(sent), sent.contact_details.exists()) == (standing, False)


def test_same_again_changes_nothing(sign_in, official, sent):
    standing = {"name": "Rose O’Neill", "email": sent.applicant.email}
    assert correct(application=sent, by=official, **standing, details=contact_of(sent)) is False
    capitals = standing | contact_of(sent) | {"email": sent.applicant.email.upper()}
    assert sign_in(official).post(url(sent), capitals).status_code == 302
    assert AuditEvent.objects.filter(action="application.corrected").exists() is False


def test_draft_is_written_on_under_the_new_name(sign_in, competition, official):
    draft = factories.enter(factories.filled_application(competition=competition), by=official)
    visitor = sign_in(official)
    assert 'name="postcode"' not in visitor.get(url(draft)).content.decode()
    visitor.post(url(draft), {"name": "Rosa O’Neill", "email": NEW} | CONFIRMED)
    check = visitor.get(f"/applications/{draft.reference}/check/").content.decode()
    assert "You are entering this application for Rosa O’Neill" in check


def test_receipt_of_what_waited_for_its_cv_goes_to_the_new_address(official, competition, run_tasks):
    waiting = factories.enter(factories.application_being_sent(competition=competition), by=official)
    correct(application=waiting, name="Rose", email=NEW, by=official)
    waiting.documents.update(state="clean", checked_at=timezone.now(), clean_copy="x", clean_sha256="0" * 64)
    finish_sending(waiting)
    run_tasks()
    assert [each.to for each in mail.outbox] == [[NEW]]


def test_address_of_somebody_who_applied_or_takes_part_is_refused(sign_in, competition, official, sent):
    own = factories.ApplicationFactory(competition=competition)
    refused = {
        own.applicant.email: (AppliedAlready, "There is already an application from this email address"),
        official.email: (TakesPart, "This person runs or assesses the competition and cannot apply to it"),
    }
    for email, (error, message) in refused.items():
        with pytest.raises(error):
            correct(application=sent, name="Rose", email=email, by=official)
        typed = {"name": "Rose", "email": email, **contact_of(sent)}
        answer = sign_in(official).post(url(sent), typed | CONFIRMED)
        assert message in answer.content.decode()
    assert Correction.objects.exists() is False
    assert Application.objects.get(pk=sent.pk).applicant == sent.applicant


def test_only_officials_who_do_not_assess_correct_and_only_what_was_entered(
    sign_in, competition, official, sent
):
    seat = competition.assessors.get()
    factories.OfficialFactory(competition=competition, user=seat.user)
    elsewhere = factories.OfficialFactory(competition=factories.competition()).user
    for user in (seat.user, elsewhere, sent.applicant):
        assert sign_in(user).get(url(sent)).status_code == 404
        with pytest.raises(NotAnOfficial):
            correct(application=sent, name="Rose", email=NEW, by=user)
    own = factories.sent_application(competition=competition)
    assert sign_in(official).get(url(own)).status_code == 404
    with pytest.raises(Application.DoesNotExist):
        correct(application=own, name="Rose", email=NEW, by=official)


def test_correction_stays_on_record(official, sent):
    correct(application=sent, name="Rosa", email=NEW, by=official)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(email="another@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.all().delete()


def test_draft_is_deleted_with_its_corrections(sign_in, competition, official):
    draft = factories.enter(factories.ApplicationFactory(competition=competition), by=official)
    correct(application=draft, name="Rosa", email=NEW, by=official)
    sign_in(official).post(f"/applications/{draft.reference}/delete/")
    assert (Application.objects.exists(), Correction.objects.exists(), Entering.objects.exists()) == (
        False,
        False,
        False,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_corrections(
    sign_in, official, sent, count, django_assert_max_num_queries
):
    for number in range(count):
        correct(application=sent, name="Rose", email=f"rose{number}@example.org", by=official)
    visitor = sign_in(official)
    visitor.get(url(sent))
    with django_assert_max_num_queries(11):
        visitor.get(url(sent))


def test_your_data_names_nobody_else(official, sent):
    correct(application=sent, name="Somebody Else", email="wrong@example.org", by=official)
    sent.refresh_from_db()
    correct(application=sent, name="Rose", email=NEW, by=official)
    sent.refresh_from_db()
    [held] = everything_about(sent.applicant).applications
    data = held.as_data({})
    first, last = data["corrected_by_an_official"]
    assert (set(first), last["email"]) == ({"at"}, NEW)
    assert data["entered_by_an_official"]["name"] == "Rose"


def test_only_the_latest_of_each_kind_is_written_again(official, sent):
    for about in ("first", "second"):
        queue(application=sent, kind="application-sent", context={"application": sent}, about=about)
    Email.objects.update(state="sent", sent_at=timezone.now())
    correct(application=sent, name="Rose", email=NEW, by=official)
    assert [email.about for email in Email.objects.filter(to=NEW)] == ["second"]


def test_what_is_leaving_in_this_moment_stays_on_record_and_is_not_tried_again(official, sent, monkeypatch):
    email = queue(application=sent, kind="application-sent", context={"application": sent})
    went_to = []

    def send(message):
        went_to.extend(message.to)
        correct(application=sent, name="Rose", email=NEW, by=official)
        if len(went_to) == 1:
            raise OSError("The connection broke.")

    monkeypatch.setattr("recruitment.correspondence.sending.EmailMessage.send", send)
    for attempt in (1, 2):
        deliver(email_id=email.pk, attempt=attempt, book_next=lambda _: None)
    assert went_to == [email.to]
    assert Email.objects.get(pk=email.pk).is_former
    assert Email.objects.get(to=NEW).state == "waiting"


def test_what_was_about_to_leave_does_not_go_to_the_former_address(official, sent):
    email = queue(application=sent, kind="application-sent", context={"application": sent})

    def corrected_meanwhile(_):
        correct(application=sent, name="Rose", email=NEW, by=official)

    assert deliver(email_id=email.pk, attempt=1, book_next=corrected_meanwhile) is False
    assert mail.outbox == []
    assert Email.objects.get(pk=email.pk).is_former
    assert Email.objects.get(to=NEW).state == "waiting"
