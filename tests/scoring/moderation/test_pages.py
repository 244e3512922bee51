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


def address(application):
    return reverse("moderation:application", args=["panel", application.reference])


def typed(**by_code):
    """Return what a browser posts from the form of these criteria: level, reason and version of each."""
    return {
        f"{code}-{name}": str(value)
        for code, values in by_code.items()
        for name, value in zip(("level", "reason", "version"), values, strict=True)
    }


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
        assert sign_in(user).post(address(scored), typed(E1=(4, "x", 0))).status_code == 404
    assert not AgreedScore.objects.exists()


def test_application_shows_scores_side_by_side_with_how_far_they_lie_apart(chair, seats, scored):
    page = chair.get(address(scored))

    for seat in seats:
        assert f"Reason of {seat.name}." in page.text
    assert page.text.count("Differ widely") == 3
    assert (
        page.text.count("Levels 2 to 5, standard deviation 1.25, on both sides of the acceptable level") == 3
    )
    assert "Amara" not in page.text


def test_evidence_stands_with_the_scores(chair, scored):
    answer = scored.evidence.get(criterion__code="E1")

    assert answer.text_masked in chair.get(address(scored)).text


def test_page_of_an_official_shows_no_name_in_a_blind_sift(sign_in, scored, official):
    browser = sign_in(official)
    for page in (
        browser.get(address(scored)),
        browser.get(reverse("moderation:competition", args=["panel"])),
    ):
        assert f"Candidate {scored.reference}" in page.text
        assert "Amara" not in page.text


def test_chair_sees_no_score_before_sending_their_own(chair, seats, application):
    score(seats[0], application)
    score_and_send(seats[1], application, reason="Sent early.")

    assert chair.get(address(application)).status_code == 404
    assert chair.post(address(application), typed(E1=(4, "x", 0))).status_code == 404


def test_application_says_who_has_not_sent_and_who_is_recused(chair, seats, application):
    score_and_send(seats[0], application)
    recuse(seats[1], application)

    page = chair.get(address(application))

    assert f"<li>{seats[2].name}</li>" in page.text
    assert f"{seats[1].name} declared a conflict of interest" in page.text
    assert "Save agreed scores" not in page.text


def test_agreeing_leads_through_the_criteria_and_back(chair, scored):
    for code, following in (("E2", "#D3"), ("D3", "#E1"), ("E1", "")):
        response = chair.post(address(scored), typed(**{code: (4, "Agreed.", 0)}))
        assert response.url == address(scored) + following

    assert AgreedScore.objects.count() == 3


def test_several_criteria_are_agreed_at_once(chair, scored):
    answers = typed(E1=(4, "Agreed.", 0), E2=("", "", 0), D3=(6, "Strong.", 0))

    assert chair.post(address(scored), answers).url == f"{address(scored)}#E2"

    scores = AgreedScore.objects.values_list("criterion__code", "level__value", "reason")
    assert sorted(scores) == [("D3", 6, "Strong."), ("E1", 4, "Agreed.")]


def test_what_is_complete_is_recorded_and_what_is_not_stays_typed(chair, scored):
    page = chair.post(
        address(scored), typed(E1=(4, "Agreed.", 0), E2=("", "Half a reason.", 0), D3=(5, "", 0))
    )

    assert AgreedScore.objects.get().criterion.code == "E1"
    assert "Recorded: E1. The rest is not recorded yet." in page.text
    assert page.context["form"].errors == [
        {"text": "Select the agreed level for E2", "href": "#id_E2-level"},
        {"text": "Enter the reason for the agreed level for D3", "href": "#id_D3-reason"},
    ]
    assert ">Half a reason.</textarea>" in page.text
    assert page.text.count(" checked") == 1
    assert "<title>Error: " in page.text


def test_saving_nothing_says_what_to_enter(chair, scored):
    page = chair.post(address(scored), typed(E1=("", " ", 0), E2=("", "", 0), D3=("", "", 0)))

    assert page.context["form"].errors == [
        {"text": "Select the agreed level for E1", "href": "#id_E1-level"},
        {"text": "Enter the reason for the agreed level for E1", "href": "#id_E1-reason"},
    ]


@pytest.mark.parametrize("level", ["9", "x", "\x00", "4.5"])
def test_level_that_is_not_on_the_scale_is_refused(chair, scored, level):
    page = chair.post(address(scored), typed(E1=(level, "Agreed.", "x")))

    assert "Select the agreed level for E1" in page.text
    assert not AgreedScore.objects.exists()


def test_changing_an_agreed_score_shows_the_versions_before(chair, scored, official):
    agree_all(scored, by=official)

    assert "checked" not in chair.get(address(scored)).text
    response = chair.post(address(scored), typed(E1=(6, "Read again.", 1)))

    assert response.url == address(scored)
    page = chair.get(address(scored))
    assert "Read again." in page.text
    assert "Agreed for E1." in page.text
    assert "Recorded by Dilys Farquhar" in page.text
    assert "Earlier versions" in page.text


def test_second_of_two_people_sees_what_the_first_agreed_and_what_they_typed(chair, scored, official):
    agree_all(scored, by=official)

    page = chair.post(address(scored), typed(E1=(6, "Mine.", 0)))

    assert "Agreed for E1." in page.text
    assert ">Mine.<" in page.text
    assert AgreedScore.objects.count() == 3
    version = page.context["agreements"][0].form["version"].value()
    chair.post(address(scored), typed(E1=(6, "Mine.", version)))
    assert AgreedScore.objects.current().get(criterion__code="E1").reason == "Mine."


def test_what_another_agreed_on_other_criteria_takes_nothing_of_what_was_typed(chair, scored, official):
    agree_all(scored, by=official)

    page = chair.post(address(scored), typed(E1=("", "", 0), E2=("", "", 0), D3=("", "Mine.", 0)))

    assert page.text.count("Recorded by Dilys Farquhar") == 3
    assert ">Mine.</textarea>" in page.text


@pytest.mark.parametrize(("value", "said"), [(1, "low"), (2, ""), (3, ""), (5, ""), (6, "high")])
def test_agreed_level_outside_those_given_is_said(chair, scored, value, said):
    assert "No assessor gave a level as" not in chair.get(address(scored)).text

    agree_all(scored, by=scored.competition.assessors.get(chair=True).user, value=value)

    page = chair.get(address(scored)).text
    assert page.count(f"No assessor gave a level as {said} as the agreed one.") == (3 if said else 0)
    assert page.count("No assessor gave a level as") == (3 if said else 0)


def test_agreeing_before_everybody_sent_names_those_who_have_not(chair, seats, application):
    score_and_send(seats[0], application)

    page = chair.post(address(application), typed(E1=(4, "Agreed.", 0), E2=(5, "Kept.", 0)))

    waited_for = f"Scores have not been sent by: {seats[1].name}, {seats[2].name}"
    assert page.context["form"].errors == [{"text": waited_for}]
    assert ">Kept.</textarea>" in page.text


def test_what_was_typed_while_signed_out_stands_in_the_form_again(client, seats, scored):
    client.post(address(scored), typed(E1=(6, "Typed signed out.", 0)))
    client.force_login(seats[0].user)

    page = client.get(address(scored))

    assert ">Typed signed out.</textarea>" in page.text
    assert page.text.count(" checked") == 1
    assert not AgreedScore.objects.exists()


def test_withdrawn_application_is_not_found(chair, scored):
    withdraw(application=scored, by=scored.applicant)
    assert chair.get(address(scored)).status_code == 404
