"""An official enters an application for somebody who applied on paper or by telephone."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications import tracking
from recruitment.applications.entering import TIME_TO_TYPE, enter, typed_until
from recruitment.applications.errors import (
    AppliedAlready,
    NotAnOfficial,
    NotOpen,
    ReceivedOutOfRange,
    TakesPart,
)
from recruitment.applications.models import Application, Entering, Milestone
from recruitment.applications.personal_data import everything_about
from recruitment.applications.reading import Reader, enterings
from recruitment.applications.sending import cannot_finish_sending, finish_sending
from recruitment.equality.models import Settled
from recruitment.govuk.templatetags.moments import day, moment
from recruitment.records.models import AuditEvent
from tests import factories, filling
from tests.filling import autosave, post_step
from tests.pdfs import pdf, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    return factories.competition(assessors=1)


@pytest.fixture
def official(competition):
    return factories.OfficialFactory(competition=competition, name="Ruth Adeyemi").user


def entered(competition, official, **more):
    how = {"name": filling.NAME, "email": "rose@example.org", "how": "paper"}
    return enter(
        competition=competition,
        **(how | {"received_on": timezone.localdate(), "by": official} | more),
    )


def url(competition):
    return f"/officials/{competition.slug}/entered/"


def typed(**more):
    today = timezone.localdate()
    return {
        "name": filling.NAME,
        "email": "rose@example.org",
        "how": "paper",
        "received_on-day": today.day,
        "received_on-month": today.month,
        "received_on-year": today.year,
        "confirmed": "yes",
    } | more


def test_application_from_paper_is_entered_and_sent(sign_in, competition, official, run_tasks):
    visitor = sign_in(official)
    answer = visitor.post(url(competition), typed())
    application = Application.objects.get()
    assert answer.url == f"/applications/{application.reference}/"
    page = visitor.get(answer.url).content.decode()
    assert "You are entering this application for Rose O’Neill, received on paper on" in page
    name_page = visitor.get(filling.step_url(application, "about-you", "name")).content.decode()
    assert 'value="Rose O’Neill"' in name_page
    post_step(visitor, application, "about-you", "name", filling.ABOUT_YOU["name"], version=1)
    upload = SimpleUploadedFile("cv.pdf", pdf(pages=1, text="CV"), content_type="application/pdf")
    assert visitor.post(f"/applications/{application.reference}/cv/", {"cv": upload}).status_code == 302
    run_tasks()
    filling.fill_in_answers(visitor, application)
    check = visitor.get(f"/applications/{application.reference}/check/").content.decode()
    assert "you confirm that Rose O’Neill made the declaration in it: signed on paper" in check
    sent = visitor.post(f"/applications/{application.reference}/send/")
    assert sent.url == url(competition)
    page = visitor.get(sent.url).content.decode()
    assert (f"Application {application.reference} is sent" in page, "Ruth Adeyemi" in page) == (True, True)
    application.refresh_from_db()
    assert application.state == "sent"
    run_tasks()
    assert mail.outbox[-1].to == ["rose@example.org"]
    receipt = visitor.get(f"/applications/{application.reference}/receipt/")
    assert receipt["Content-Type"] == "application/pdf"
    shown = visitor.get(f"/officials/{competition.slug}/applications/{application.reference}/")
    assert "Received on paper on" in shown.content.decode()
    assert "Sent after closing" not in shown.content.decode()
    events = AuditEvent.objects.filter(subject=application.reference, actor_id=official.pk)
    assert list(events.order_by("pk").values_list("action", "actor_label")) == [
        ("application.entered", "official"),
        ("document.added", "official"),
        ("application.sent", "official"),
    ]


def test_address_is_shown_back_before_anything_begins(sign_in, competition, official):
    visitor = sign_in(official)
    first = {name: text for name, text in typed().items() if name != "confirmed"}
    page = visitor.post(url(competition), first)
    assert (Application.objects.exists(), User.objects.filter(email="rose@example.org").exists()) == (
        False,
        False,
    )
    said = page.content.decode()
    assert "rose@example.org</dd>" in said
    again = visitor.post(url(competition), first | {"change": "yes"}).content.decode()
    assert ('value="rose@example.org"' in again, "There is a problem" in again) == (True, False)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', said))
    hidden.pop("csrfmiddlewaretoken", None)
    assert hidden == {name: str(text) for name, text in first.items()}
    visitor.post(url(competition), hidden | {"confirmed": "yes"})
    assert Application.objects.get().applicant.email == "rose@example.org"


def test_nobody_but_officials_of_the_competition_enters_or_writes(sign_in, competition, official):
    application = entered(competition, official)
    others = {
        "official elsewhere": factories.OfficialFactory(competition=factories.competition()).user,
        "assessor": competition.assessors.get().user,
        "somebody": factories.UserFactory(),
    }
    for who, user in others.items():
        visitor = sign_in(user)
        pages = [url(competition)] + [
            f"/applications/{application.reference}/{page}" for page in ("", "check/", "answers/", "cv/")
        ]
        assert [visitor.get(page).status_code for page in pages] == [404] * 5, who
        assert visitor.post(url(competition), typed(email="x@example.org")).status_code == 404
        saved = autosave(visitor, application, "about-you", "name", {"full_name": "Changed"}, version=1)
        assert saved.status_code == 404
        with pytest.raises(NotAnOfficial):
            entered(competition, user, email="x@example.org")
    assert Application.objects.count() == 1


def test_any_official_of_the_competition_goes_on(sign_in, competition, official):
    application = entered(competition, official)
    colleague = sign_in(factories.OfficialFactory(competition=competition).user)
    saved = autosave(
        colleague, application, "about-you", "name", {"full_name": "Rose"}, version=1, page="p", turn=1
    )
    assert saved.status_code == 200


def test_official_who_assesses_does_not_enter(sign_in, competition, official):
    application = entered(competition, official)
    seat = competition.assessors.get()
    factories.OfficialFactory(competition=competition, user=seat.user)
    visitor = sign_in(seat.user)
    assert visitor.get(url(competition)).status_code == 404
    assert visitor.get(f"/applications/{application.reference}/").status_code == 404


def test_own_draft_is_not_taken_over(sign_in, competition, official):
    draft = factories.ApplicationFactory(competition=competition)
    answer = sign_in(official).post(url(competition), typed(email=draft.applicant.email.upper()))
    page = answer.content.decode()
    assert ("already an application from this email address" in page, draft.reference in page) == (
        True,
        False,
    )
    with pytest.raises(AppliedAlready):
        entered(competition, official, email=draft.applicant.email)
    assert sign_in(official).get(f"/applications/{draft.reference}/").status_code == 404


def test_who_assesses_or_runs_cannot_be_entered(competition, official):
    with pytest.raises(TakesPart):
        entered(competition, official, email=competition.assessors.get().user.email)
    with pytest.raises(TakesPart):
        entered(competition, official, email=official.email)


def test_day_of_receipt_is_while_the_competition_was_open(sign_in, official, competition):
    today = timezone.localdate()
    opened = timezone.localdate(competition.opens)
    for received_on in (today + timedelta(days=1), opened - timedelta(days=1)):
        with pytest.raises(ReceivedOutOfRange):
            entered(competition, official, received_on=received_on)
    answer = sign_in(official).post(url(competition), typed(**{"received_on-year": 2001}))
    assert "The day it was received must be" in answer.content.decode()
    # Refused, so that no account is left behind either.
    assert User.objects.filter(email="rose@example.org").exists() is False


def test_page_says_between_which_days_it_was_received(sign_in, official, competition):
    first, last = timezone.localdate(competition.opens), timezone.localdate()
    assert f"From {day(first)} to {day(last)}" in sign_in(official).get(url(competition)).text


def test_what_came_in_time_is_typed_for_two_weeks_after_closing(official):
    closed = factories.competition(closed=True)
    by = factories.OfficialFactory(competition=closed).user
    last_day = timezone.localdate(closed.closes)
    with pytest.raises(ReceivedOutOfRange):
        entered(closed, by, received_on=last_day + timedelta(days=1))
    with pytest.raises(NotOpen):
        entered(closed, by, received_on=last_day, now=typed_until(closed))
    application = entered(closed, by, received_on=last_day)
    assert application.is_open() is True
    assert application.is_open(typed_until(closed)) is False
    assert timezone.localdate(application.closes) == last_day + TIME_TO_TYPE + timedelta(days=1)


@time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False)
def test_who_typed_in_time_gets_a_day_for_another_cv_and_no_second_one(official):
    application = factories.application_being_sent()
    competition = application.competition
    competition.closes = timezone.now() - TIME_TO_TYPE
    competition.opens = competition.published_at = competition.closes - timedelta(days=30)
    competition.save()
    Entering.objects.create(
        application=application, name="Rose", how="paper", received_on=competition.opens, entered_by=official
    )
    last = typed_until(competition)  # within a day
    Application.objects.update(extended_until=last, asked_to_send_at=timezone.now())
    assert cannot_finish_sending(application) is True
    application.refresh_from_db()
    assert application.extended_until > last
    Application.objects.update(asked_to_send_at=last)
    assert cannot_finish_sending(application) is True
    assert Application.objects.get().extended_until == application.extended_until


def test_the_person_reads_and_does_not_write(sign_in, competition, official):
    application = entered(competition, official)
    person = sign_in(application.applicant)
    answer = person.get(f"/applications/{application.reference}/")
    assert answer.url == f"/applications/{application.reference}/answers/"
    page = person.get(answer.url).content.decode()
    assert ("An official is entering it" in page, "You are entering" in page) == (True, False)
    for page in ("check/", "about-you/name/", "cv/", "delete/"):
        assert person.get(f"/applications/{application.reference}/{page}").status_code == 404, page


def test_the_person_follows_what_was_sent_without_equality_questions(sign_in, competition, official):
    application = factories.enter(
        factories.sent_application(competition=competition), by=official, how="telephone"
    )
    person, visitor = sign_in(application.applicant), sign_in(official)
    status = person.get(f"/applications/{application.reference}/sent/")
    assert (status.status_code, "/equality/" in status.content.decode()) == (200, False)
    asked = [who.get(f"/equality/{application.reference}/").status_code for who in (person, visitor)]
    assert asked == [404, 404]
    assert Settled.objects.exists() is False
    assert visitor.get(f"/applications/{application.reference}/sent/").url == url(competition)
    assert visitor.get(f"/applications/{application.reference}/contact/").status_code == 404


def test_official_withdraws_for_the_person(sign_in, competition, official):
    application = factories.enter(factories.sent_application(competition=competition), by=official)
    answer = sign_in(official).post(
        f"/applications/{application.reference}/withdraw/", {"details": "By letter."}
    )
    assert answer.status_code == 302
    application.refresh_from_db()
    withdrawal = application.withdrawals.get()
    assert (application.state, withdrawal.details, withdrawal.withdrawn_by) == (
        "withdrawn",
        "By letter.",
        official,
    )
    address = f"/officials/{competition.slug}/applications/{application.reference}/"
    page = sign_in(official).get(address).text
    name = competition.officials.get(user=official).name
    assert f"Withdrawn by {name} for the candidate, at" in page
    [held] = everything_about(application.applicant).applications
    assert held.as_data({})["withdrawals"][0]["by_an_official"] is True
    event = AuditEvent.objects.get(action="application.withdrawn")
    assert (event.actor_label, event.actor_id) == ("official", official.pk)


def test_day_of_receipt_counts_wherever_the_moment_of_sending_stood(sign_in, official, run_tasks):
    closed = factories.competition(closed=True)
    factories.OfficialFactory(competition=closed, user=official)
    waiting = factories.enter(
        factories.application_being_sent(competition=closed), by=official, how="telephone"
    )
    waiting.documents.update(
        state="clean", checked_at=waiting.created_at, clean_copy="x", clean_sha256="0" * 64
    )
    finish_sending(waiting)
    waiting.refresh_from_db()
    assert waiting.sent_at > closed.closes
    received = f"by telephone on {day(closed.opens)}"
    address = f"/applications/{waiting.reference}/"
    own = sign_in(waiting.applicant)
    run_tasks()
    [email] = [each.body for each in mail.outbox]
    receipt = b"".join(own.get(f"{address}receipt/").streaming_content)
    file = " ".join(" ".join(texts(BytesIO(receipt))).split())
    status = own.get(f"{address}sent/").text
    for said, whole in (
        (f"Received: {received}. That is the day that counts.", email),
        (f"Entered by an official: {moment(waiting.sent_at)}", email),
        (f"Received By{received[2:]}. That is the day that counts.", file),
        (f"Entered by an official {moment(waiting.sent_at)}", file),
        ("What was entered for you Reference", file),
        ("Application received</h1>", status),
        (f"We received it {received}, and that is the day that counts.", status),
        (f"An official finished entering it here at {moment(waiting.sent_at)}.", status),
        ("What was entered for you</h1>", own.get(f"{address}answers/").text),
        ("The application of Rose O’Neill</h1>", sign_in(official).get(f"{address}answers/").text),
    ):
        assert said in whole
    for whole in (email, file, status):
        assert ("you sent" in whole.lower(), f"Sent {moment(waiting.sent_at)}" in whole) == (False, False)
    tracking.note(application=waiting, kind=Milestone.Kind.SHORTLISTED, by=None)
    assert (
        f"An official entered your application, which we received {received}"
        in own.get(f"{address}sent/").text
    )


def test_page_that_withdraws_speaks_to_the_official_of_the_person(sign_in, competition, official, run_tasks):
    application = factories.sent_application(competition=competition)
    factories.enter(application, by=official)
    tracking.note(application=application, kind=Milestone.Kind.INVITED_TO_INTERVIEW, by=None)
    address = f"/applications/{application.reference}/withdraw/"
    page = sign_in(official).get(address).text
    for said in (
        '<h1 class="govuk-heading-l">Withdraw the application of Rose O’Neill</h1>',
        "Rose O’Neill cannot apply to this competition again. They are told by email.",
        "what they said they need there, are given up",
        "They have taken another role",
        "What else did they say? (optional)",
    ):
        assert said in page
    main = page.split("<main", 1)[1].split("</main>")[0]
    assert re.findall(r"\b(?:[Yy]our|you)\b[^<]*", main) == []
    own = sign_in(application.applicant).get(address).text
    assert ("Withdraw your application</h1>" in own, "I have taken another role" in own) == (True, True)
    done = sign_in(official).post(address, {"reason": "another_role", "details": ""}, follow=True).text
    assert "The application of Rose O’Neill is withdrawn." in done
    run_tasks()
    [told] = [each.body for each in mail.outbox]
    assert (
        "An official has withdrawn your application for you." in told,
        "did not ask for this" in told,
    ) == (
        True,
        True,
    )
    status = sign_in(application.applicant).get(f"/applications/{application.reference}/sent/").text
    assert ("Your application was withdrawn" in status, "You withdrew" in status) == (True, False)


def test_official_cannot_withdraw_what_a_person_sent(sign_in, competition, official):
    application = factories.sent_application(competition=competition)
    assert sign_in(official).post(f"/applications/{application.reference}/withdraw/").status_code == 404


def test_official_deletes_a_draft_and_is_back_at_the_list(sign_in, competition, official):
    application = entered(competition, official)
    visitor = sign_in(official)
    for _ in range(2):
        answer = visitor.post(f"/applications/{application.reference}/delete/")
        assert answer.url == url(competition)
    assert Application.objects.exists() is False
    assert AuditEvent.objects.get(action="application.deleted").actor_label == "official"


def test_how_it_came_is_never_changed_and_is_for_officials_and_the_person(competition, official):
    application = entered(competition, official)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entering.objects.update(how="telephone")
    for reader in Reader:
        assert enterings(application, reader=reader).exists() is (reader is Reader.OFFICIAL)
    [held] = everything_about(application.applicant).applications
    assert held.as_data({})["entered_by_an_official"]["received"] == "On paper"


def test_how_it_came_stays_with_what_was_sent(competition, official):
    for make in (factories.sent_application, factories.withdrawn_application):
        application = factories.enter(make(competition=competition), by=official)
        with pytest.raises(IntegrityError, match="stays on record"), transaction.atomic():
            Entering.objects.filter(application=application).delete()
    draft = entered(competition, official)
    draft.delete()
    assert Entering.objects.filter(application__state="draft").exists() is False


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(
    sign_in, competition, official, count, django_assert_max_num_queries
):
    for number in range(count):
        entered(competition, official, email=f"rose{number}@example.org")
    visitor = sign_in(official)
    visitor.get(url(competition))
    with django_assert_max_num_queries(9):
        visitor.get(url(competition))
