"""The official's pages."""

import pytest
from django.urls import reverse

from recruitment.applications.models import PostChoice
from recruitment.applications.withdrawal import withdraw
from scoring.shortlisting.deciding import decide
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.situation import DECIDED, Standing
from tests.factories import (
    AssessorFactory,
    OfficialFactory,
    UserFactory,
    competition,
    filled_application,
    sent_application,
    withdrawn_application,
)
from tests.scoring.acting import recuse, score, score_and_send, sift

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(official, sign_in):
    """Return the official's browser."""
    return sign_in(official)


@pytest.fixture
def every_standing(sifting, seats, official):
    """Return one application in each standing."""
    made = {standing: sent_application(competition=sifting) for standing in Standing}
    for seat in seats:
        score_and_send(seat, made[Standing.AGREEING])
    for standing in (Standing.DECIDING, *DECIDED):
        sift(made[standing], by=official)
    for outcome in SiftDecision.Outcome:
        standing = Standing(outcome.value.replace("_", "-"))
        decide(application=made[standing], outcome=outcome, reason="Because.", by=official)
    withdraw(application=made[Standing.WITHDRAWN], by=made[Standing.WITHDRAWN].applicant)
    return made


def address(name, *more):
    return reverse(f"shortlisting:{name}", args=["panel", *more])


def listed(browser, **query):
    page = browser.get(address("applications"), query)
    return {
        item["hint"]["text"][:9]: (item["status"].get("tag") or item["status"])["text"]
        for item in page.context["tasks"]["items"]
    }


def test_home_lists_the_competitions_that_the_person_runs(browser, sifting, sign_in):
    other = competition(title="Somebody else’s competition")

    page = browser.get(reverse("shortlisting:home"))

    assert sifting.title in page.text
    assert other.title not in page.text
    assert sign_in(UserFactory()).get(reverse("shortlisting:home")).status_code == 404


def test_competition_page_counts_applications_and_work_left(browser, every_standing, sifting, seats):
    recuse(seats[2], every_standing[Standing.SCORING])
    filled_application(competition=sifting)

    page = browser.get(address("competition"))

    assert page.context["counts"] == [(standing, 1) for standing in Standing]
    assert (page.context["in_competition"], page.context["drafts"]) == (6, 1)
    assert [
        (workload.assessor, workload.due, workload.sent, workload.recused, workload.left)
        for workload in page.context["workloads"]
    ] == [(seats[0], 6, 5, 0, 1), (seats[1], 6, 5, 0, 1), (seats[2], 5, 5, 1, 0)]
    assert "Day 1 of 90" in page.text
    assert '?state=deciding">Decide on 1 application</a>' in page.text


def test_competition_page_of_an_open_competition_says_until_when(sign_in):
    open_one = competition(assessors=1)
    user = OfficialFactory(competition=open_one).user

    page = sign_in(user).get(reverse("shortlisting:competition", args=[open_one.slug]))

    assert "Open until " in page.text
    assert "of 90" not in page.text


def test_list_shows_every_application_with_its_standing(browser, every_standing):
    assert listed(browser) == {made.reference: standing.label for standing, made in every_standing.items()}


@pytest.mark.parametrize("standing", Standing)
def test_list_shows_one_standing(browser, every_standing, standing):
    assert listed(browser, state=standing) == {every_standing[standing].reference: standing.label}


def test_list_with_an_unknown_state_shows_all(browser, every_standing):
    assert len(listed(browser, state="nonsense")) == len(Standing)


def test_list_shows_names_and_no_drafts(browser, sifting):
    sent_application(competition=sifting, name="Zoë Nǐ")
    filled_application(competition=sifting, name="Draft Writer")

    page = browser.get(address("applications"))

    assert "Zoë Nǐ" in page.text
    assert "Draft Writer" not in page.text


def test_application_shows_all_that_an_official_may_read(browser, seats, application):
    score_and_send(seats[0], application, reason="Sent by the chair.")
    score(seats[1], application, reason="Not sent.")

    page = browser.get(address("application", application.reference))

    for text in (
        "Amara Okonkwo",
        "07700 900 982",
        "My evidence for E1",
        "A hearing loop.",
        "Sent by the chair.",
    ):
        assert text in page.text
    assert "Not sent." not in page.text
    assert f"1 of 3 assessors have sent their scores; not yet: {seats[1].name}, {seats[2].name}" in page.text


def test_application_shows_decisions_and_those_before(browser, application, official):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="At first.", by=official)
    decide(application=application, outcome="not_shortlisted", reason="In the end.", by=official)

    page = browser.get(address("application", application.reference))

    assert (
        page.text.index("In the end.") < page.text.index("Earlier decisions") < page.text.index("At first.")
    )
    assert "Recorded by Dilys Farquhar" in page.text


def test_withdrawn_application_can_be_read_and_not_decided(browser, sifting):
    withdrawn = withdrawn_application(competition=sifting)

    page = browser.get(address("application", withdrawn.reference))

    assert "This application was withdrawn." in page.text
    assert "Record a decision" not in page.text
    assert browser.get(address("decide", withdrawn.reference)).status_code == 404
    assert browser.post(address("decide", withdrawn.reference), {}).status_code == 404


def test_draft_is_not_found(browser, sifting):
    draft = filled_application(competition=sifting)

    assert browser.get(address("application", draft.reference)).status_code == 404


def test_pages_of_others_are_not_found(sign_in, seats, application):
    elsewhere = OfficialFactory(competition=competition()).user
    for user in (seats[0].user, application.applicant, UserFactory(), elsewhere):
        browser = sign_in(user)
        for name, *more in (
            ("competition",),
            ("applications",),
            ("application", application.reference),
            ("decide", application.reference),
            ("ranking",),
        ):
            assert browser.get(address(name, *more)).status_code == 404


def test_official_who_also_assesses_sees_no_names_scores_or_recused_applications(sifting, seats, sign_in):
    both = OfficialFactory(competition=sifting).user
    seat = AssessorFactory(competition=sifting, user=both)
    conflicted, unscored = (sent_application(competition=sifting) for _ in range(2))
    recuse(seat, conflicted)
    score_and_send(seats[0], unscored, reason="Sent by the chair.")
    browser = sign_in(both)

    assert list(listed(browser)) == [unscored.reference]
    page = browser.get(address("application", unscored.reference))
    assert "You also assess this application" in page.text
    for hidden in ("Amara", "Okonkwo", "07700", "Sent by the chair."):
        assert hidden not in page.text
    assert browser.get(address("application", conflicted.reference)).status_code == 404
    assert browser.get(address("decide", conflicted.reference)).status_code == 404
    page = browser.get(address("competition"))
    assert page.context["in_competition"] == 1
    assert page.context["workloads"][-1].recused == 0


def test_decision_is_recorded_once_however_often_it_is_pressed(browser, application, official):
    sift(application, by=official)
    answer = {"outcome": "shortlisted", "reason": "Strong.", "version": "0"}

    for _ in range(2):
        response = browser.post(address("decide", application.reference), answer)
        assert response.url == address("application", application.reference)

    assert SiftDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"reason": "Strong."}, "Select a decision"),
        ({"outcome": "shortlisted"}, "Enter the reason for the decision"),
        (
            {"outcome": "shortlisted", "reason": "x" * 5001},
            "Reason for the decision must be 5000 characters or less",
        ),
    ],
)
def test_decision_needs_outcome_and_reason(browser, application, official, answer, message):
    sift(application, by=official)

    page = browser.post(address("decide", application.reference), {**answer, "version": "0"})

    assert message in page.text
    assert "<title>Error: " in page.text
    assert not SiftDecision.objects.exists()


def test_decision_below_the_line_comes_with_a_warning(browser, application, official):
    sift(application, by=official, E1=2)

    page = browser.get(address("decide", application.reference))

    assert "This candidate does not meet every essential criterion." in page.text
    assert "Not met: E1" in page.text


def test_decision_before_scores_are_agreed_says_what_is_missing(browser, seats, application):
    score_and_send(seats[0], application)

    assert "0 of 3 are agreed" in browser.get(address("decide", application.reference)).text
    page = browser.post(
        address("decide", application.reference), {"outcome": "shortlisted", "reason": "x", "version": "0"}
    )
    assert "Agree a score for every criterion before you decide" in page.text


def test_second_of_two_people_sees_what_the_first_decided_and_what_they_typed(
    browser, sifting, application, official
):
    sift(application, by=official)
    colleague = OfficialFactory(competition=sifting).user
    decide(application=application, outcome="not_shortlisted", reason="The first.", by=colleague)

    page = browser.post(
        address("decide", application.reference),
        {"outcome": "shortlisted", "reason": "The second.", "version": "0"},
    )

    assert "The first." in page.text
    assert "The second." in page.text
    assert SiftDecision.objects.count() == 1


def test_ranking_shows_the_order_the_line_and_who_is_not_agreed(browser, sifting, official):
    best, tied, also_tied, below, missing = (sent_application(competition=sifting) for _ in range(5))
    sift(best, by=official, E1=6)
    sift(tied, by=official)
    sift(also_tied, by=official)
    sift(below, by=official, E2=3)

    page = browser.get(address("ranking"))

    assert "This order informs the decision. It decides nothing." in page.text
    ties = sorted([tied.reference, also_tied.reference])
    assert [(row["reference"], row["item"].number, row["item"].tied) for row in page.context["above"]] == [
        (best.reference, 1, False),
        *((reference, 2, True) for reference in ties),
    ]
    assert [(row["reference"], row["item"].unmet) for row in page.context["below"]] == [
        (below.reference, ("E2",))
    ]
    assert [row["reference"] for row in page.context["not_agreed"]] == [missing.reference]


def test_ranking_is_for_one_post_at_a_time(sign_in):
    made = competition(closed=True, posts=2, assessors=1)
    user = OfficialFactory(competition=made).user
    first, second = made.posts.all()
    applications = [sent_application(competition=made) for _ in range(2)]
    only_first = filled_application(competition=made)
    PostChoice.objects.filter(application=only_first, post=second).delete()
    only_first.state, only_first.sent_at = "sent", made.opens
    only_first.save()
    everybody = {made_.reference for made_ in (*applications, only_first)}

    def shown(**query):
        page = sign_in(user).get(reverse("shortlisting:ranking", args=[made.slug]), query)
        return {row["reference"] for row in page.context["not_agreed"]}

    assert shown() == shown(post=first.key) == everybody
    assert shown(post=second.key) == everybody - {only_first.reference}


def test_ranking_comes_in_pages(browser, sifting):
    for _ in range(51):
        sent_application(competition=sifting)

    pages = [browser.get(address("ranking"), {"page": number}) for number in "12"]

    assert [len(page.context["not_agreed"]) for page in pages] == [50, 1]
    assert "(page 2 of 2)" in pages[1].text
