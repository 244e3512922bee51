"""Telling applicants the outcome of the sift."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recruitment.applications.extending import extend
from recruitment.applications.models import Milestone
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from scoring.shortlisting.confirming import NotAllConfirmed, NotAllDecided, confirm
from scoring.shortlisting.deciding import AlreadyTold, NotAnOfficial, decide
from scoring.shortlisting.releasing import release
from tests.factories import OfficialFactory, sent_application
from tests.scoring.acting import confirm_and_release, declare_none, score_and_send, sift

pytestmark = pytest.mark.django_db

OUTCOMES = "/officials/panel/outcomes/"


@pytest.fixture
def other(sifting):
    """Return a second application."""
    return sent_application(competition=sifting)


@pytest.fixture
def decided(application, other, sifting, official):
    """Return two applications, the first shortlisted and the second not."""
    for each, outcome in ((application, "shortlisted"), (other, "not_shortlisted")):
        sift(each, by=official)
        decide(application=each, outcome=outcome, reason="Reason that nobody outside reads.", by=official)
    confirm(competition=sifting, by=official)
    return application, other


def status_page(sign_in, application):
    return sign_in(application.applicant).get(f"/applications/{application.reference}/sent/").content.decode()


def test_first_declaration_of_a_competition_starts_the_sift_for_all(application, other, seats, sign_in):
    assert "Waiting for the sift" in status_page(sign_in, other)
    declare_none(seats[0], application)
    score_and_send(seats[1], application)
    assert Milestone.objects.filter(kind="sift_started").count() == 1
    assert "Sift under way" in status_page(sign_in, other)
    assert "Sift under way" in status_page(sign_in, application)


def test_decisions_do_not_show_before_they_are_released(decided, sign_in):
    first, second = (status_page(sign_in, each) for each in decided)
    assert first.replace(decided[0].reference, "").count("Sift under way") == 1
    for page in (first, second):
        assert "shortlisted" not in page.lower()
        assert "taken forward" not in page


def test_release_tells_each_applicant_once(decided, sifting, official, sign_in):
    assert release(competition=sifting, by=official) == 2
    assert release(competition=sifting, by=official) == 0

    assert sorted(
        Milestone.objects.exclude(kind="sift_started").values_list("application", "kind")
    ) == sorted([(decided[0].pk, "shortlisted"), (decided[1].pk, "not_shortlisted")])
    letters = {email.application_id: email for email in Email.objects.all()}
    assert letters[decided[0].pk].kind == "sift-shortlisted"
    assert letters[decided[0].pk].to == decided[0].applicant.email
    assert letters[decided[1].pk].kind == "sift-not-shortlisted"
    assert "If you would like feedback, write to appointments@example.org" in letters[decided[1].pk].body
    assert "Shortlisted for interview" in status_page(sign_in, decided[0])
    assert "Not taken forward" in status_page(sign_in, decided[1])
    [event] = AuditEvent.objects.filter(action="sift.released")
    assert (event.actor_label, event.competition, event.details) == ("official", "panel", {"applications": 2})


def test_what_applicants_are_told_holds_no_reason_score_or_other_candidate(
    decided, sifting, official, sign_in
):
    release(competition=sifting, by=official)
    for own, another in (decided, decided[::-1]):
        for text in (status_page(sign_in, own), Email.objects.get(application=own).body):
            assert "Reason that nobody" not in text
            assert "Acceptable" not in text
            assert another.reference not in text


def test_release_waits_for_every_decision(application, other, sifting, official):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    with pytest.raises(NotAllDecided):
        release(competition=sifting, by=official)
    assert not Email.objects.exists()
    withdraw(application=other, by=other.applicant)
    with pytest.raises(NotAllConfirmed):
        release(competition=sifting, by=official)
    assert confirm_and_release(competition=sifting, by=official) == 1


def test_withdrawn_applicant_is_not_told(decided, sifting, official):
    withdraw(application=decided[1], by=decided[1].applicant)
    assert release(competition=sifting, by=official) == 1
    assert not Email.objects.filter(kind="sift-not-shortlisted").exists()


def test_only_officials_of_the_competition_release(decided, sifting, seats):
    for person in (seats[0].user, OfficialFactory().user):
        with pytest.raises(NotAnOfficial):
            release(competition=sifting, by=person)


def test_decision_cannot_change_after_the_candidate_was_told(decided, sifting, official, sign_in):
    release(competition=sifting, by=official)
    with pytest.raises(AlreadyTold):
        decide(application=decided[1], outcome="shortlisted", reason="Read again.", by=official)
    address = f"/officials/panel/applications/{decided[1].reference}/decide/"
    typed = {"outcome": "shortlisted", "reason": "Read again.", "version": "1"}
    browser = sign_in(official)
    assert "can no longer be changed" in browser.post(address, typed).text
    page = browser.get(address).text
    assert ("can no longer be changed" in page, "Record decision" in page) == (True, False)


def test_page_to_decide_has_its_form_until_the_candidate_is_told(decided, sign_in, official):
    page = sign_in(official).get(f"/officials/panel/applications/{decided[1].reference}/decide/").text
    assert ("can no longer be changed" in page, "Record decision" in page) == (False, True)


def test_page_asks_tells_and_says_that_nobody_waits(decided, sign_in, official):
    browser = sign_in(official)
    page = browser.get(OUTCOMES).content.decode()
    assert "shortlisted for interview: 1" in page
    assert "not taken forward: 1" in page
    page = browser.post(OUTCOMES, follow=True).content.decode()
    assert "The applicants are told the outcome of the sift." in page
    assert "Nobody waits" in browser.get(OUTCOMES).content.decode()


def test_next_step_is_to_tell_the_applicants_until_they_are_told(decided, sifting, sign_in, official):
    browser = sign_in(official)
    home = browser.get("/officials/panel/").text
    assert "Tell 2 applicants the outcome of the sift" in home
    assert "Ask for the shortlist pack" in home
    release(competition=sifting, by=official)
    home = browser.get("/officials/panel/").text
    assert "Tell 2 applicants" not in home
    assert "Ask for the shortlist pack" in home


def test_page_says_who_can_still_send(decided, sifting, sign_in, official):
    browser = sign_in(official)
    assert "longer than the closing time" not in browser.get(OUTCOMES).text
    extend(
        competition=sifting,
        email="late@example.org",
        until=timezone.now() + timedelta(days=2),
        reason="In hospital",
        by=official,
    )
    page = browser.get(OUTCOMES).text
    assert "1 application has longer than the closing time and is not sent." in page
    assert "is sifted after them" in page


def test_page_says_that_some_are_not_decided(application, sign_in, official):
    for response in (sign_in(official).get(OUTCOMES), sign_in(official).post(OUTCOMES)):
        assert "Some are not decided yet." in response.content.decode()
    assert not Email.objects.exists()
