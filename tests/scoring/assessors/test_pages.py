"""The assessor's home, list and declaration."""

import pytest
from django.urls import reverse

from recruitment.applications.models import Application
from scoring.assessments.scoring import save_score
from scoring.assessors.models import ConflictDeclaration
from tests.factories import (
    UserFactory,
    competition,
    filled_application,
    sent_application,
    withdrawn_application,
)
from tests.scoring.acting import declare_none, recuse, score, score_and_send, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(seats, sign_in):
    """Return a browser of the second assessor, who does not chair."""
    return sign_in(seats[1].user)


def list_of(browser, slug="panel", **query):
    response = browser.get(reverse("assessors:competition", args=[slug]), query)
    return [
        (item["title"]["text"], (item["status"].get("tag") or item["status"])["text"])
        for item in response.context["tasks"]["items"]
    ]


def test_home_shows_how_many_are_sent(browser, seats, sifting):
    applications = [sent_application(competition=sifting) for _ in range(4)]
    score_and_send(seats[1], applications[0])
    score_and_send(seats[0], applications[0])
    score(seats[1], applications[1])
    recuse(seats[1], applications[2])
    withdrawn_application(competition=sifting)

    page = browser.get(reverse("assessors:home"))

    assert "1 of 3 sent" in page.text


def test_home_of_somebody_without_a_seat_is_not_found(sign_in, sifting):
    assert sign_in(UserFactory()).get(reverse("assessors:home")).status_code == 404


def test_list_shows_the_standing_of_each_application_by_reference(browser, seats, sifting):
    to_declare, unread, begun, partly, done, conflicted = (
        sent_application(competition=sifting) for _ in range(6)
    )
    declare_none(seats[1], unread)
    score(seats[1], begun)
    declare_none(seats[1], partly)
    score_and_send(seats[1], done)
    recuse(seats[1], conflicted)
    withdrawn_application(competition=sifting)
    filled_application(competition=sifting)

    assert sorted(list_of(browser)) == sorted(
        [
            (f"Candidate {to_declare.reference}", "Declare conflicts first"),
            (f"Candidate {unread.reference}", "Not started"),
            (f"Candidate {begun.reference}", "Ready to send"),
            (f"Candidate {partly.reference}", "Not started"),
            (f"Candidate {done.reference}", "Sent"),
        ]
    )


def test_list_tells_what_is_begun_from_what_is_complete_and_leads_to_sending_it(browser, seats, sifting):
    begun, complete = (sent_application(competition=sifting) for _ in range(2))
    address = reverse("assessors:competition", args=["panel"])
    send_all = reverse("assessments:send-all", args=["panel"])
    for application in (begun, complete):
        score(seats[1], application)
    assert "2 applications are complete and not sent." in browser.get(address).text
    save_score(
        assessor=seats[1],
        application=begun,
        criterion=sifting.criteria.first(),
        stage="sift",
        level=None,
        reason="Not sure yet.",
        by=seats[1].user,
    )

    assert dict(list_of(browser)) == {
        f"Candidate {begun.reference}": "In progress",
        f"Candidate {complete.reference}": "Ready to send",
    }
    page = browser.get(address)
    assert "1 application is complete and not sent." in page.text
    assert send_all in page.text

    send(seats[1], complete)
    assert send_all not in browser.get(address).text


def test_list_shows_nothing_of_how_far_others_are(browser, seats, application):
    score_and_send(seats[0], application)

    assert list_of(browser) == [(f"Candidate {application.reference}", "Declare conflicts first")]


def test_list_offers_the_first_application_that_is_not_sent(browser, seats, sifting):
    references = sorted(sent_application(competition=sifting).reference for _ in range(3))
    address = reverse("assessors:competition", args=["panel"])

    score_and_send(seats[1], Application.objects.get(reference=references[0]))
    assert reverse("assessments:application", args=["panel", references[1]]) in browser.get(address).text

    recuse(seats[1], Application.objects.get(reference=references[1]))
    assert browser.get(address).context["next"].reference == references[2]

    score_and_send(seats[1], Application.objects.get(reference=references[2]))
    assert browser.get(address).context["next"] is None


def test_list_comes_in_pages(browser, sifting):
    for _ in range(51):
        sent_application(competition=sifting)
    address = reverse("assessors:competition", args=["panel"])

    first, second = browser.get(address), browser.get(address, {"page": "2"})

    assert "(page 1 of 2)" in first.text
    assert [len(page.context["tasks"]["items"]) for page in (first, second)] == [50, 1]
    for unknown in ("0", "3", "-1", "x", "²", ""):
        assert "(page 1 of 2)" in browser.get(address, {"page": unknown}).text


def test_list_before_closing_says_when_scoring_starts(sign_in):
    open_one = competition(assessors=1)
    application = sent_application(competition=open_one)

    page = sign_in(open_one.assessors.get().user).get(reverse("assessors:competition", args=[open_one.slug]))

    assert "Scoring has not started" in page.text
    assert application.reference not in page.text


@pytest.mark.parametrize("name", ["assessors:conflict", "assessments:application", "assessments:send"])
def test_application_before_closing_is_not_found(sign_in, name):
    open_one = competition(assessors=1)
    application = sent_application(competition=open_one)
    browser = sign_in(open_one.assessors.get().user)
    address = reverse(name, args=[open_one.slug, application.reference])

    assert browser.get(address).status_code == 404
    assert browser.post(address, {"kind": "none"}).status_code == 404
    assert not ConflictDeclaration.objects.exists()


def test_conflict_page_of_a_blind_sift_shows_organisations_and_no_name(browser, application):
    page = browser.get(reverse("assessors:conflict", args=["panel", application.reference]))

    assert "Organisation of Police" in page.text
    assert "Amara" not in page.text
    assert "My evidence" not in page.text


def test_conflict_page_of_an_open_sift_shows_the_name_too_and_no_more(sign_in):
    seen = competition(closed=True, assessors=2, blind_sift=False)
    application = sent_application(competition=seen)

    page = sign_in(seen.assessors.first().user).get(
        reverse("assessors:conflict", args=[seen.slug, application.reference])
    )

    assert "Amara Okonkwo" in page.text
    assert "Organisation of Police" in page.text
    assert "My evidence" not in page.text
    assert "Director" not in page.text


@pytest.mark.parametrize("name", ["application", "send"])
def test_application_is_shown_only_after_the_declaration(browser, application, name):
    response = browser.get(reverse(f"assessments:{name}", args=["panel", application.reference]))

    assert response.url == reverse("assessors:conflict", args=["panel", application.reference])


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({}, "Select whether you have a conflict of interest"),
        ({"kind": "conflict"}, "Enter details of your connection or conflict of interest"),
        ({"kind": "none", "details": "We met."}, "or remove the details that you entered"),
        (
            {"kind": "conflict", "details": "x" * 2001},
            "Details of your connection or conflict of interest must be 2000 characters",
        ),
    ],
)
def test_conflict_page_says_what_is_missing(browser, application, answer, message):
    page = browser.post(reverse("assessors:conflict", args=["panel", application.reference]), answer)

    assert message in page.text
    assert "Error: " in page.text
    assert not ConflictDeclaration.objects.exists()


def test_conflict_page_leads_to_the_application_where_there_is_none(browser, application):
    address = reverse("assessors:conflict", args=["panel", application.reference])

    for _ in range(2):  # a double click
        response = browser.post(address, {"kind": "none", "details": ""})
        assert response.url == reverse("assessments:application", args=["panel", application.reference])
    assert browser.get(address).url == reverse(
        "assessments:application", args=["panel", application.reference]
    )


def test_conflict_declared_after_none_is_refused_and_says_what_to_do(browser, seats, application):
    declare_none(seats[1], application)

    response = browser.post(
        reverse("assessors:conflict", args=["panel", application.reference]),
        {"kind": "conflict", "details": "We met."},
        follow=True,
    )

    assert "A conflict that you noticed later can be declared at the end of this page" in response.text
    assert ConflictDeclaration.objects.get().kind == "none"


def test_recused_assessor_meets_the_application_nowhere(browser, seats, sifting, application):
    other = sent_application(competition=sifting)
    address = reverse("assessors:conflict", args=["panel", application.reference])

    for _ in range(2):  # a double click
        response = browser.post(address, {"kind": "conflict", "details": "We met."})
        assert response.url == reverse("assessors:competition", args=["panel"])
    browser.get(response.url)  # shows the message that names the reference, once

    code = sifting.criteria.first().code
    for name, *more in (
        ("assessors:conflict",),
        ("assessments:application",),
        ("assessments:criterion", code),
        ("assessments:send",),
        ("moderation:application",),
    ):
        assert browser.get(reverse(name, args=["panel", application.reference, *more])).status_code == 404
    assert browser.post(address, {"kind": "none"}).status_code == 404
    page = browser.get(reverse("assessors:competition", args=["panel"]))
    assert application.reference not in page.text
    assert "0 of 1 sent" in page.text
    assert list_of(browser) == [(f"Candidate {other.reference}", "Declare conflicts first")]
