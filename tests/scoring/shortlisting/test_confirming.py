"""Decisions are pending until an official confirms all of them together."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.records.models import AuditEvent
from scoring.packs.building import CannotBuild, check_contents
from scoring.shortlisting.confirming import (
    ChangedMeanwhile,
    NotAllConfirmed,
    NotAllDecided,
    confirm,
    pending_decisions,
)
from scoring.shortlisting.deciding import NotAnOfficial, decide
from scoring.shortlisting.models import ConfirmedDecision, SiftConfirmation
from scoring.shortlisting.releasing import release
from tests.factories import OfficialFactory, competition, sent_application
from tests.scoring.acting import confirm_and_release, recuse, score_and_send, sift

pytestmark = pytest.mark.django_db

URL = "/officials/panel/confirm/"
HOME = "/officials/panel/"


@pytest.fixture
def decided(application, official):
    """Return an application with a decision that is pending."""
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    return application


def test_official_confirms_on_the_page(decided, sifting, official, sign_in):
    browser = sign_in(official)
    assert "Confirm 1 decision" in browser.get(HOME).text
    assert "Pending until it is confirmed" in browser.get(f"{HOME}applications/{decided.reference}/").text
    page = browser.get(URL)
    assert "shortlisted: 1" in page.text
    seen = page.context["form"].initial["version"]
    assert "Confirmed: 1 decision." in browser.post(URL, {"version": seen}, follow=True).text
    [row] = ConfirmedDecision.objects.select_related("confirmation", "decision")
    assert (row.decision.application, row.confirmation.competition, row.confirmation.confirmed_by) == (
        decided,
        sifting,
        official,
    )
    home = browser.get(HOME).text
    assert ("Confirm 1 decision" in home, "Tell 1 applicant" in home) == (False, True)
    assert "Confirmed by Dilys Farquhar at" in browser.get(f"{HOME}applications/{decided.reference}/").text
    assert "No decision is pending." in browser.get(URL).text
    [event] = AuditEvent.objects.filter(action="sift.confirmed")
    assert (event.actor_label, event.competition, event.details) == ("official", "panel", {"decisions": 1})


def test_confirming_waits_for_every_decision(decided, sifting, official, sign_in):
    other = sent_application(competition=sifting)
    with pytest.raises(NotAllDecided):
        confirm(competition=sifting, by=official)
    assert "Not decided yet: 1." in sign_in(official).get(URL).text
    withdraw(application=other, by=other.applicant)
    assert confirm(competition=sifting, by=official) == 1


def test_confirming_again_records_nothing(decided, sifting, official):
    assert confirm(competition=sifting, by=official) == 1
    assert confirm(competition=sifting, by=official) == 0
    assert SiftConfirmation.objects.count() == 1


def test_until_then_nobody_is_told_and_no_pack_is_made(decided, sifting, official, sign_in):
    with pytest.raises(NotAllConfirmed):
        release(competition=sifting, by=official)
    with pytest.raises(CannotBuild, match="Confirm the decisions first"):
        check_contents(sifting)
    browser = sign_in(official)
    for page in (browser.get(f"{HOME}outcomes/"), browser.post(f"{HOME}outcomes/")):
        assert "Some decisions are pending." in page.text
    confirm(competition=sifting, by=official)
    check_contents(sifting)
    assert release(competition=sifting, by=official) == 1


def test_a_changed_decision_is_pending_again(decided, sifting, official):
    confirm(competition=sifting, by=official)
    changed = decide(application=decided, outcome="reserve", reason="Read again.", by=official)
    assert [*pending_decisions(sifting)] == [changed]
    with pytest.raises(NotAllConfirmed):
        release(competition=sifting, by=official)
    assert confirm(competition=sifting, by=official) == 1
    assert SiftConfirmation.objects.count() == 2


def test_somebody_who_comes_later_needs_another_confirmation(decided, sifting, official):
    assert confirm_and_release(competition=sifting, by=official) == 1
    later = sent_application(competition=sifting)
    sift(later, by=official)
    decide(application=later, outcome="not_shortlisted", reason="Weak.", by=official)
    with pytest.raises(NotAllConfirmed):
        release(competition=sifting, by=official)
    assert confirm_and_release(competition=sifting, by=official) == 1


def test_somebody_put_back_whose_decision_was_not_covered_needs_another(decided, sifting, official):
    other = sent_application(competition=sifting)
    sift(other, by=official)
    decide(application=other, outcome="not_shortlisted", reason="Weak.", by=official)
    withdraw(application=other, by=other.applicant)
    assert confirm(competition=sifting, by=official) == 1
    other.refresh_from_db()
    reinstate(application=other, by=official, reason="By mistake.")
    assert [decision.application for decision in pending_decisions(sifting)] == [other]
    with pytest.raises(NotAllConfirmed):
        release(competition=sifting, by=official)


def test_a_decision_that_the_person_did_not_see_is_not_confirmed(decided, sifting, official, sign_in):
    browser = sign_in(official)
    seen = browser.get(URL).context["form"].initial["version"]
    colleague = OfficialFactory(competition=sifting).user
    decide(application=decided, outcome="reserve", reason="Read again.", by=colleague)
    with pytest.raises(ChangedMeanwhile):
        confirm(competition=sifting, by=official, seen=seen)
    page = browser.post(URL, {"version": seen})
    assert "came while this page was open" in page.text
    assert "reserve: 1" in page.text
    assert not SiftConfirmation.objects.exists()
    browser.post(URL, {"version": page.context["form"]["version"].value()})
    assert SiftConfirmation.objects.count() == 1


def test_only_officials_of_the_competition_without_a_conflict_confirm(sifting, seats, official, sign_in):
    application = sent_application(competition=sifting)
    both = OfficialFactory(competition=sifting, user=seats[2].user).user
    for seat in seats[:2]:
        score_and_send(seat, application)
    recuse(seats[2], application)
    for person in (seats[0].user, seats[2].user, OfficialFactory().user):
        with pytest.raises(NotAnOfficial):
            confirm(competition=sifting, by=person)
    browser = sign_in(both)
    for page in (browser.get(URL), browser.post(URL, {"version": "0"})):
        assert "another official confirms" in page.text
        assert "pending:" not in page.text
    assert sign_in(seats[0].user).get(URL).status_code == 404


def test_the_database_keeps_confirmations_as_they_are(decided, sifting, official):
    confirm(competition=sifting, by=official)
    row = ConfirmedDecision.objects.get()
    for refused in (
        lambda: SiftConfirmation.objects.update(confirmed_at=None),
        lambda: ConfirmedDecision.objects.filter(pk=row.pk).delete(),
        lambda: ConfirmedDecision.objects.update(decision=row.decision),
        lambda: ConfirmedDecision.objects.create(confirmation=row.confirmation, decision=row.decision),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_number_of_queries_does_not_grow(official):
    found = []
    for number in (1, 3):
        made = competition(closed=True, assessors=2)
        OfficialFactory(competition=made, user=official)
        for _ in range(number):
            application = sent_application(competition=made)
            sift(application, by=official)
            decide(application=application, outcome="reserve", reason="Next.", by=official)
        with CaptureQueriesContext(connection) as queries:
            assert confirm(competition=made, by=official) == number
        found.append(len(queries))
    assert found[0] == found[1]
