"""Hidden means absent: what a person may not know is in no byte of any page that they can open."""

import pytest
from django.urls import reverse

from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide
from tests.factories import sent_application
from tests.scoring.acting import agree_all, declare_none, score, score_and_send, sift

pytestmark = pytest.mark.django_db

PERSONAL = [
    "Amara",
    "Okonkwo",
    "amara.okonkwo@example.org",
    "07700 900 982",
    "1 High Street",
    "LS1 4AP",
    "Referee 1",
    "referee1@example.org",
    "Curriculum vitae.pdf",
]
# Not read at a sift by anybody who scores, blind or not.
NOT_FOR_SCORERS = ["A hearing loop.", "I own a consultancy.", "Stood for the council in 2019."]


@pytest.fixture
def application(sifting):
    """Return an application that names its writer wherever it can."""
    made = sent_application(competition=sifting, applicant__email="amara.okonkwo@example.org")
    assert made.evidence.filter(text__contains="Amara").exists()
    return made


def everything(browser, application):
    """Return all bytes of all pages that the person finds, following nothing."""
    slug, reference = application.competition.slug, application.reference
    codes = list(application.competition.criteria.values_list("code", flat=True))
    addresses = [
        reverse("assessors:home"),
        reverse("assessors:competition", args=[slug]),
        reverse("assessments:criteria", args=[slug]),
        reverse("assessments:send-all", args=[slug]),
        reverse("moderation:competition", args=[slug]),
        *(
            reverse(name, args=[slug, reference])
            for name in (
                "assessors:conflict",
                "assessors:conflict-later",
                "assessments:application",
                "assessments:send",
                "moderation:application",
            )
        ),
        *(reverse("assessments:criterion", args=[slug, reference, code]) for code in codes),
        reverse("moderation:agreement", args=[slug]),
        *(reverse("assessments:by-criterion", args=[slug, code]) for code in codes),
        *(reverse("assessments:on-criterion", args=[slug, code, reference]) for code in codes),
    ]
    responses = [browser.get(address) for address in addresses]
    assert sum(response.status_code == 200 for response in responses) >= 3
    return b"".join(response.content for response in responses).decode()


def assert_absent(texts, found):
    assert [text for text in texts if text in found] == []


def test_names_are_on_no_page_of_a_blind_sift(seats, official, application, sign_in):
    chair = seats[0]
    browser = sign_in(chair.user)

    assert_absent(PERSONAL + NOT_FOR_SCORERS, everything(browser, application))
    declare_none(chair, application)
    assert_absent(PERSONAL + NOT_FOR_SCORERS, everything(browser, application))
    score(chair, application)
    assert_absent(PERSONAL + NOT_FOR_SCORERS, everything(browser, application))
    for seat in seats:
        score_and_send(seat, application)
    assert_absent(PERSONAL + NOT_FOR_SCORERS, everything(browser, application))
    agree_all(application, by=official)
    assert_absent(PERSONAL + NOT_FOR_SCORERS, everything(browser, application))


def test_names_appear_when_the_decisions_are_confirmed_and_not_what_scorers_never_read(
    seats, official, application, sign_in
):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    browser = sign_in(seats[1].user)
    assert_absent(PERSONAL + NOT_FOR_SCORERS, everything(browser, application))
    confirm(competition=application.competition, by=official)

    found = everything(browser, application)

    assert "Amara Okonkwo" in found
    assert_absent(NOT_FOR_SCORERS, found)


@pytest.mark.parametrize("reader", range(3))
def test_unsent_scores_are_on_no_page_of_anybody_else(seats, official, application, sign_in, reader):
    for seat in seats:
        score(seat, application, reason=f"Unsent reason of {seat.name}.")
    others = [f"Unsent reason of {seat.name}." for seat in seats if seat != seats[reader]]

    assert_absent(others, everything(sign_in(seats[reader].user), application))


def test_sent_scores_are_on_no_page_of_an_assessor_who_has_not_sent(seats, application, sign_in):
    score_and_send(seats[1], application, value=7, reason="Sent reason of another.")
    score_and_send(seats[2], application, value=7, reason="Sent reason of another.")
    score(seats[0], application, value=2)

    assert_absent(["Sent reason of another."], everything(sign_in(seats[0].user), application))


def test_official_reads_no_unsent_score(seats, official, application, sign_in):
    score(seats[0], application, reason="Unsent reason.")
    browser = sign_in(official)
    slug, reference = application.competition.slug, application.reference

    pages = [
        browser.get(reverse("shortlisting:application", args=[slug, reference])),
        browser.get(reverse("moderation:application", args=[slug, reference])),
    ]

    assert [page.status_code for page in pages] == [200, 200]
    assert_absent(["Unsent reason."], "".join(page.text for page in pages))
