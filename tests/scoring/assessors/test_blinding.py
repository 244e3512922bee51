"""When names are hidden, and from whom."""

import pytest

from recruitment.applications.reading import Reader
from scoring.assessors.blinding import assessors_reader, officials_reader, sift_confirmed, sift_decided
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide
from tests.factories import (
    AssessorFactory,
    OfficialFactory,
    competition,
    sent_application,
    withdrawn_application,
)
from tests.scoring.acting import sift

pytestmark = pytest.mark.django_db


def decide_on(application, official):
    sift(application, by=official)
    decide(application=application, outcome="not_shortlisted", reason="Not enough evidence.", by=official)


def test_sift_without_applications_is_not_decided(sifting):
    withdrawn_application(competition=sifting)

    assert sift_decided(sifting) is False


def test_sift_is_decided_when_every_sent_application_has_a_decision(sifting, official):
    first, second = (sent_application(competition=sifting) for _ in range(2))
    withdrawn_application(competition=sifting)

    decide_on(first, official)
    assert sift_decided(sifting) is False
    decide_on(second, official)
    assert sift_decided(sifting) is True


def test_names_are_hidden_from_assessors_until_the_decisions_are_confirmed(sifting, official, application):
    assert assessors_reader(sifting) == Reader.BLIND_ASSESSOR

    decide_on(application, official)
    assert assessors_reader(sifting) == Reader.BLIND_ASSESSOR

    confirm(competition=sifting, by=official)
    assert assessors_reader(sifting) == Reader.ASSESSOR


def test_a_changed_decision_hides_no_name_again_and_somebody_who_comes_later_does(
    sifting, official, application
):
    decide_on(application, official)
    confirm(competition=sifting, by=official)
    decide(application=application, outcome="shortlisted", reason="Read again.", by=official)
    assert sift_confirmed(sifting) is True

    later = sent_application(competition=sifting)
    assert sift_confirmed(sifting) is False
    decide_on(later, official)
    assert sift_confirmed(sifting) is False
    confirm(competition=sifting, by=official)
    assert sift_confirmed(sifting) is True


def test_names_are_shown_to_assessors_where_the_sift_is_not_blind():
    assert assessors_reader(competition(blind_sift=False)) == Reader.ASSESSOR


def test_names_are_hidden_from_an_official_who_also_assesses(sifting, official):
    both = OfficialFactory(competition=sifting).user
    AssessorFactory(competition=sifting, user=both)

    assert officials_reader(user=official, competition=sifting) == Reader.OFFICIAL
    assert officials_reader(user=both, competition=sifting) == Reader.BLIND_ASSESSOR
