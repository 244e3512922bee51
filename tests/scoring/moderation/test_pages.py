"""The pages on which scores are agreed."""

import pytest
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from scoring.moderation.models import AgreedScore
from tests.factories import OfficialFactory, UserFactory, competition, sent_application
from tests.scoring.acting import agree_all, declare_none, recuse, score, score_and_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def scored(seats, application):
    """Return an application for which every assessor has sent scores."""
    for value, seat in zip((2, 4, 5), seats, strict=True):
        score_and_send(seat, application, value=value, reason=f"Reason of {seat.name}.")
    return application


@pytest.fixture
def chair(seats, sign_in):
    """Return the chair's browser."""
    return sign_in(seats[0].user)


def address(application, *code):
    name = "moderation:criterion" if code else "moderation:application"
    return reverse(name, args=["panel", application.reference, *code])


def statuses(browser):
    page = browser.get(reverse("moderation:competition", args=["panel"]))
    return {
        item["title"]["text"].removeprefix("Candidate "): (item["status"].get("tag") or item["status"])[
            "text"
        ]
        for item in page.context["tasks"]["items"]
    }


def test_list_of_the_chair_holds_what_the_chair_scored(chair, seats, sifting, official):
    unscored, waiting, ready, agreed = (sent_application(competition=sifting) for _ in range(4))
    declare_none(seats[0], unscored)
    score_and_send(seats[0], waiting)
    for application in (ready, agreed):
        for seat in seats:
            score_and_send(seat, application)
    agree_all(agreed, by=official)

    assert statuses(chair) == {
        waiting.reference: "Waiting for scores",
        ready.reference: "Ready to agree",
        agreed.reference: "Agreed",
    }


def test_list_of_others_is_not_found(sign_in, seats, scored):
    elsewhere = competition(closed=True, assessors=1)
    address_ = reverse("moderation:competition", args=["panel"])
    others = [seats[1].user, UserFactory(), OfficialFactory(competition=elsewhere).user, scored.applicant]
    for user in others:
        assert sign_in(user).get(address_).status_code == 404
        assert sign_in(user).get(address(scored)).status_code == 404
        assert sign_in(user).get(address(scored, "E1")).status_code == 404


def test_application_shows_scores_side_by_side_with_how_far_they_lie_apart(chair, seats, scored):
    page = chair.get(address(scored))

    for seat in seats:
        assert f"Reason of {seat.name}." in page.text
    assert page.text.count("Differ by 3 levels: discuss") == 3
    assert "Amara" not in page.text


def test_chair_sees_no_score_before_sending_their_own(chair, seats, application):
    score(seats[0], application)
    score_and_send(seats[1], application, reason="Sent early.")

    assert chair.get(address(application)).status_code == 404
    assert chair.get(address(application, "E1")).status_code == 404


def test_application_says_who_has_not_sent_and_who_is_recused(chair, seats, application):
    score_and_send(seats[0], application)
    recuse(seats[1], application)

    page = chair.get(address(application))

    assert f"<li>{seats[2].name}</li>" in page.text
    assert f"{seats[1].name} declared a conflict of interest" in page.text
    assert "Agree a score for E1" not in page.text
    assert "Save agreed score" not in chair.get(address(application, "E1")).text


def test_agreeing_leads_through_the_criteria_and_back(chair, scored):
    for code, following in (
        ("E2", address(scored, "D3")),
        ("D3", address(scored, "E1")),
        ("E1", address(scored)),
    ):
        response = chair.post(address(scored, code), {"level": "4", "reason": "Agreed.", "version": "0"})
        assert response.url == following

    assert AgreedScore.objects.count() == 3


def test_changing_an_agreed_score_shows_the_versions_before(chair, scored, official):
    agree_all(scored, by=official)

    page = chair.get(address(scored, "E1"))
    assert "checked" not in page.text
    response = chair.post(address(scored, "E1"), {"level": "6", "reason": "Read again.", "version": "1"})

    assert response.url == address(scored)
    page = chair.get(address(scored))
    assert "Read again." in page.text
    assert "Agreed for E1." in page.text
    assert "Recorded by Dilys Farquhar" in page.text
    assert "Earlier versions" in page.text


def test_second_of_two_people_sees_what_the_first_agreed_and_what_they_typed(chair, scored, official):
    agree_all(scored, by=official)

    page = chair.post(address(scored, "E1"), {"level": "6", "reason": "Mine.", "version": "0"})

    assert "Agreed for E1." in page.text
    assert ">Mine.<" in page.text
    assert AgreedScore.objects.count() == 3
    version = page.context["form"]["version"].value()
    chair.post(address(scored, "E1"), {"level": "6", "reason": "Mine.", "version": version})
    assert AgreedScore.objects.current().get(criterion__code="E1").reason == "Mine."


@pytest.mark.parametrize(
    ("answer", "message"),
    [({"reason": "x"}, "Select the agreed level"), ({"level": "4"}, "Enter the reason for the agreed level")],
)
def test_agreeing_needs_level_and_reason(chair, scored, answer, message):
    page = chair.post(address(scored, "E1"), {**answer, "version": "0"})

    assert message in page.text
    assert "<title>Error: " in page.text
    assert not AgreedScore.objects.exists()


def test_agreeing_before_everybody_sent_names_those_who_have_not(chair, seats, application):
    score_and_send(seats[0], application)

    page = chair.post(address(application, "E1"), {"level": "4", "reason": "Agreed.", "version": "0"})

    assert f"Scores have not been sent by: {seats[1].name}, {seats[2].name}" in page.text


def test_withdrawn_application_and_unknown_criterion_are_not_found(chair, scored):
    assert chair.get(address(scored, "E9")).status_code == 404

    withdraw(application=scored, by=scored.applicant)
    assert chair.get(address(scored)).status_code == 404
