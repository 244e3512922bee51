"""Deciding on applications."""

import pytest
from django.db import IntegrityError, transaction

from recruitment.applications.withdrawal import withdraw
from recruitment.records.models import AuditEvent
from scoring.assessors.locking import NotInCompetition
from scoring.shortlisting.deciding import (
    DecidedElsewhere,
    NotAgreed,
    NotAnOfficial,
    ReasonMissing,
    decide,
)
from scoring.shortlisting.models import SiftDecision
from tests.factories import AssessorFactory, OfficialFactory, UserFactory, competition
from tests.scoring.acting import recuse, score_and_send, sift

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(application, official):
    """Return an application whose scores are agreed."""
    sift(application, by=official)
    return application


def test_decide_records_outcome_and_reason(agreed, official):
    decision = decide(application=agreed, outcome="shortlisted", reason=" Strong. ", by=official)

    assert (decision.outcome, decision.reason, decision.version, decision.decided_by) == (
        "shortlisted",
        "Strong.",
        1,
        official,
    )
    [event] = AuditEvent.objects.filter(action="sift.decided")
    assert (event.actor_label, event.subject) == ("official", agreed.reference)
    assert event.details == {"outcome": "shortlisted", "version": 1, "unmet_essentials": []}


def test_decide_otherwise_later_is_a_new_version(agreed, official):
    decide(application=agreed, outcome="shortlisted", reason="Strong.", by=official)
    decide(application=agreed, outcome="not_shortlisted", reason="Read again.", by=official)

    assert list(SiftDecision.objects.order_by("version").values_list("version", "outcome")) == [
        (1, "shortlisted"),
        (2, "not_shortlisted"),
    ]
    assert SiftDecision.objects.current().get().version == 2


def test_decide_the_same_twice_returns_what_stands(agreed, official):
    for _ in range(2):
        decision = decide(application=agreed, outcome="shortlisted", reason="Strong.", by=official, seen=0)

    assert decision.version == 1


def test_second_of_two_people_who_decide_at_once_is_told(agreed, official, sifting):
    decide(application=agreed, outcome="shortlisted", reason="Strong.", by=official, seen=0)

    with pytest.raises(DecidedElsewhere) as caught:
        decide(
            application=agreed,
            outcome="not_shortlisted",
            reason="Weak.",
            by=OfficialFactory(competition=sifting).user,
            seen=0,
        )

    assert caught.value.decision.outcome == "shortlisted"


def test_decide_to_shortlist_below_the_line_is_recorded_as_such(application, official):
    sift(application, by=official, E2=3)

    decide(application=application, outcome="shortlisted", reason="Exceptional record.", by=official)

    assert AuditEvent.objects.get(action="sift.decided").details["unmet_essentials"] == ["E2"]


def test_decide_before_every_score_is_agreed_is_refused(seats, application, official):
    for seat in seats:
        score_and_send(seat, application)

    with pytest.raises(NotAgreed):
        decide(application=application, outcome="not_shortlisted", reason="Weak.", by=official)


def test_decide_without_reason_is_refused(agreed, official):
    with pytest.raises(ReasonMissing):
        decide(application=agreed, outcome="shortlisted", reason=" ", by=official)


def test_decide_something_unknown_is_refused(agreed, official):
    with pytest.raises(ValueError, match="maybe"):
        decide(application=agreed, outcome="maybe", reason="x", by=official)


def test_decide_is_for_the_officials_of_the_competition(agreed, seats):
    elsewhere = competition()
    others = [seats[0].user, UserFactory(), agreed.applicant, OfficialFactory(competition=elsewhere).user]
    for user in others:
        with pytest.raises(NotAnOfficial):
            decide(application=agreed, outcome="shortlisted", reason="x", by=user)


def test_decide_by_an_official_who_is_recused_is_refused(sifting, seats, application, official):
    both = OfficialFactory(competition=sifting).user
    recuse(AssessorFactory(competition=sifting, user=both), application)
    for seat in seats:
        score_and_send(seat, application)

    with pytest.raises(NotAnOfficial):
        decide(application=application, outcome="shortlisted", reason="x", by=both)


def test_decide_on_an_application_that_was_withdrawn_is_refused(agreed, official):
    withdraw(application=agreed, by=agreed.applicant)

    with pytest.raises(NotInCompetition):
        decide(application=agreed, outcome="shortlisted", reason="x", by=official)


def test_decision_cannot_be_changed_in_the_database(agreed, official):
    decide(application=agreed, outcome="shortlisted", reason="Strong.", by=official)

    for change in (
        lambda: SiftDecision.objects.update(reason="x"),
        lambda: SiftDecision.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
