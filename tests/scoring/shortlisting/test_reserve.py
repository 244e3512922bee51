"""A reserve: decided with a reason, told what it means, and shortlisted or not in the end."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.applications.models import Milestone
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email
from scoring.candidate_feedback.queries import to_give
from scoring.interviews.queries import to_invite
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import AlreadyTold, decide
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import list_lines
from scoring.shortlisting.releasing import release
from tests.scoring.acting import confirm_and_release, sift

pytestmark = pytest.mark.django_db

OUTCOMES = "/officials/panel/outcomes/"


@pytest.fixture
def reserve(application, official):
    """Return an application that is decided to be a reserve."""
    sift(application, by=official)
    decide(application=application, outcome="reserve", reason="Next after the strongest.", by=official)
    return application


@pytest.fixture
def told(reserve, sifting, official):
    """Return the application of a reserve who was told so."""
    assert confirm_and_release(competition=sifting, by=official) == 1
    return reserve


def kinds(application):
    return [each.kind for each in application.milestones.exclude(kind="sift_started")]


def status_page(sign_in, application):
    return sign_in(application.applicant).get(f"/applications/{application.reference}/sent/").text


def test_official_decides_on_the_page(application, official, sign_in):
    sift(application, by=official)
    address = f"/officials/panel/applications/{application.reference}/"
    browser = sign_in(official)
    assert "only if a shortlisted person cannot come" in browser.get(f"{address}decide/").text
    browser.post(f"{address}decide/", {"outcome": "reserve", "reason": "Next.", "version": "0"})
    assert SiftDecision.objects.get().outcome == "reserve"
    assert "<strong>Reserve</strong>" in browser.get(address).text
    [row] = browser.get("/officials/panel/ranking/").context["above"]
    assert row["decision"] == "Reserve"
    assert application.reference in browser.get("/officials/panel/applications/?state=reserve").text


def test_the_standing_is_its_own(reserve, sifting, official):
    assert [line.standing for line in list_lines(sifting, user=official)] == ["reserve"]


def test_the_person_learns_it_when_told_and_not_before(reserve, sifting, official, sign_in):
    assert "reserve" not in status_page(sign_in, reserve).lower()
    confirm(competition=sifting, by=official)
    assert "reserve" not in status_page(sign_in, reserve).lower()
    assert "reserve for interview: 1" in sign_in(official).get(OUTCOMES).text
    assert release(competition=sifting, by=official) == 1
    assert release(competition=sifting, by=official) == 0
    page = status_page(sign_in, reserve)
    assert "Reserve for interview" in page
    assert "You became a reserve for interview" in page
    assert "we may invite you" in page
    assert "Next after the strongest" not in page
    email = Email.objects.get()
    assert (email.kind, email.subject) == (
        "sift-reserve",
        f"Application {reserve.reference}: you are a reserve for interview",
    )
    assert "we may invite you" in email.body


def test_a_reserve_who_is_told_is_not_invited_gets_no_feedback_yet_and_can_withdraw(told, sifting, official):
    assert not to_invite(sifting, timezone.now()).exists()
    assert not to_give(sifting, user=official).exists()  # feedback comes when it is final
    withdraw(application=told, by=told.applicant)
    told.refresh_from_db()
    assert told.state == "withdrawn"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("shortlisted", "Shortlisted for interview"), ("not_shortlisted", "Not taken forward")],
)
def test_a_reserve_is_told_what_is_decided_in_the_end(told, sifting, official, sign_in, outcome, status):
    page = sign_in(official).get(f"/officials/panel/applications/{told.reference}/").text
    assert "was told that they are a reserve" in page
    assert "Change the decision" in page
    decide(application=told, outcome=outcome, reason="Somebody withdrew.", by=official)
    assert "Confirm 1 decision" in sign_in(official).get("/officials/panel/").text
    confirm(competition=sifting, by=official)
    assert "Tell 1 applicant the outcome" in sign_in(official).get("/officials/panel/").text
    assert release(competition=sifting, by=official) == 1
    assert release(competition=sifting, by=official) == 0
    assert kinds(told) == ["reserve", outcome]
    assert status in status_page(sign_in, told)
    with pytest.raises(AlreadyTold):
        decide(application=told, outcome="reserve", reason="Again.", by=official)


def test_another_reason_for_the_same_tells_nobody_again(told, sifting, official):
    decide(application=told, outcome="reserve", reason="In other words.", by=official)
    assert confirm_and_release(competition=sifting, by=official) == 0
    assert Email.objects.count() == 1


def test_somebody_shortlisted_and_told_does_not_become_a_reserve(application, sifting, official):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    confirm_and_release(competition=sifting, by=official)
    with pytest.raises(AlreadyTold):
        decide(application=application, outcome="reserve", reason="Later.", by=official)


def test_the_database_refuses_two_final_outcomes_and_unknown_ones(told, official):
    Milestone.objects.create(application=told, kind="shortlisted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.create(application=told, kind="not_shortlisted")
    with pytest.raises(IntegrityError), transaction.atomic():
        told.sift_decisions.create(outcome="perhaps", reason="x", version=2, decided_by=official)
    with pytest.raises(IntegrityError), transaction.atomic():
        told.sift_decisions.update(outcome="shortlisted")
