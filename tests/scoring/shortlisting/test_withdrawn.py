"""Withdrawn people drop out of every task, and stay in every figure and on record."""

import pytest

from recruitment.applications.withdrawal import withdraw
from scoring.shortlisting.deciding import decide
from tests.factories import AssessorFactory, OfficialFactory, sent_application
from tests.scoring.acting import declare_none, sift

pytestmark = pytest.mark.django_db

WORDS = "My mother is ill, as I would tell no assessor."


@pytest.fixture
def withdrawn(application, official):
    """Return an application that was decided and then withdrawn with a reason."""
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    withdraw(application=application, by=application.applicant, reason="circumstances", details=WORDS)
    return application


def pages(sign_in, person, *addresses):
    browser = sign_in(person)
    return [browser.get(address).content.decode() for address in addresses]


def test_withdrawn_application_is_in_no_list_of_things_to_do(withdrawn, seats, official, sign_in):
    stays = sent_application(competition=withdrawn.competition)
    declare_none(seats[0], stays)
    lists = pages(sign_in, seats[0].user, "/assessing/panel/", "/moderation/panel/")
    lists += pages(
        sign_in, official, "/moderation/panel/", "/officials/panel/ranking/", "/officials/panel/outcomes/"
    )
    assert stays.reference in lists[0]
    assert "Ranking" in lists[3]
    assert [withdrawn.reference in page for page in lists] == [False] * 5
    reference = withdrawn.reference
    for address in (f"/officials/panel/applications/{reference}/decide/", f"/moderation/panel/{reference}/"):
        assert sign_in(official).get(address).status_code == 404


def test_withdrawn_application_stays_in_the_figures_with_scores_decision_and_reason(
    withdrawn, official, sign_in
):
    overview, page = pages(
        sign_in, official, "/officials/panel/", f"/officials/panel/applications/{withdrawn.reference}/"
    )
    assert "?state=withdrawn" in overview
    assert "Agreed for E1." in page
    assert "A good reason." in page
    assert "<strong>Shortlisted</strong>" in page
    assert "My circumstances have changed" in page
    assert "Withdrawn at" in page  # by the candidate
    assert WORDS in page
    assert "not yet:" not in page


def test_official_who_also_assesses_does_not_read_why(withdrawn, official, sign_in):
    AssessorFactory(competition=withdrawn.competition, position=9, user=official)
    [page] = pages(sign_in, official, f"/officials/panel/applications/{withdrawn.reference}/")
    assert "This application was withdrawn" in page
    assert WORDS not in page
    assert "A good reason." not in page


def test_official_puts_a_withdrawn_application_back(withdrawn, official, sign_in):
    browser = sign_in(official)
    address = f"/officials/panel/applications/{withdrawn.reference}/reinstate/"
    assert "Enter why the application is put back" in browser.post(address).content.decode()
    page = browser.post(address, {"reason": "Pressed the wrong button."}, follow=True).content.decode()
    assert "is back in the competition." in page
    assert "Pressed the wrong button." in page
    assert "Change the decision" in page
    assert browser.get(address).headers["Location"] == address.replace("reinstate/", "")
    assert withdrawn.reference in browser.get("/officials/panel/ranking/").content.decode()


def test_official_of_another_competition_cannot_put_it_back(withdrawn, sign_in):
    address = f"/officials/panel/applications/{withdrawn.reference}/reinstate/"
    assert sign_in(OfficialFactory().user).post(address, {"reason": "Mine."}).status_code == 404
