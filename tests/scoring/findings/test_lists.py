"""After the interviews everybody stands in alphabetical order, and nowhere by a level."""

import pytest
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from recruitment.competitions.models import Stage
from tests.factories import OfficialFactory, sent_application
from tests.scoring.acting import (
    declare_none,
    discuss,
    find_on,
    interview,
    recuse,
    score_and_send,
    score_interview,
)

pytestmark = pytest.mark.django_db

LIST = reverse("findings:list", args=["panel"])
APPOINTABLE = reverse("findings:appointable", args=["panel"])


def candidate(sifting, name, **when):
    made = interview(sent_application(competition=sifting, name=name), **when)
    for seat in sifting.assessors.all():
        declare_none(seat, made)
    return made


def found_on(sifting, name, by, *, outcome="appointable", value=4):
    made = candidate(sifting, name)
    score_interview(made, by=by, value=value)
    discuss(made, by=by)
    find_on(made, by=by, outcome=outcome, reason=f"About {name}.", despite_unmet=True)
    return made


def rows(page):
    return [
        (item["title"]["text"], (item["status"].get("tag") or item["status"])["text"])
        for item in page.context["tasks"]["items"]
    ]


def test_everybody_is_listed_by_name_with_what_is_left_to_do(sifting, seats, official, sign_in):
    found_on(sifting, "Zoe Ahmed", official, value=7)
    found_on(sifting, "bela Cross", official, outcome="not_appointable", value=2)
    candidate(sifting, "Ada Lane", minutes_ago=-60)
    sending = candidate(sifting, "Carl Moss")
    score_and_send(seats[0], sending, stage=Stage.INTERVIEW)
    agreeing = candidate(sifting, "Dina Orr")
    for seat in seats:
        score_and_send(seat, agreeing, stage=Stage.INTERVIEW)
    score_interview(candidate(sifting, "Eva Poe"), by=official)
    discussed = candidate(sifting, "Finn Rowe")
    score_interview(discussed, by=official)
    discuss(discussed, by=official)
    gone = candidate(sifting, "Gil Shaw")
    withdraw(application=gone, by=gone.applicant)
    sent_application(competition=sifting, name="Hal Tran")  # never told anything

    browser = sign_in(official)
    assert rows(browser.get(LIST)) == [
        ("Ada Lane", "To be interviewed"),
        ("bela Cross", "Not appointable"),
        ("Carl Moss", "Scores to be sent"),
        ("Dina Orr", "Scores to be agreed"),
        ("Eva Poe", "Conflicts to record"),
        ("Finn Rowe", "To be found appointable or not"),
        ("Gil Shaw", "Withdrawn"),
        ("Zoe Ahmed", "Appointable"),
    ]
    assert rows(sign_in(seats[0].user).get(LIST)) == rows(browser.get(LIST))
    following = browser.get(reverse("shortlisting:competition", args=["panel"])).text
    for step in (
        "1 person is still to be interviewed",
        "Wait for the interview scores of 1 person",
        "Agree the interview scores of 1 person",
        "Record what was said of conflicts of interest with 1 person",
        "Record whether 1 person is appointable",
    ):
        assert step in following
    assert "Hand over the list" not in following  # it is not complete


def test_complete_list_is_to_be_handed_over(sifting, official, sign_in):
    found_on(sifting, "Zoe Ahmed", official)
    found_on(sifting, "Bela Cross", official, outcome="not_appointable")
    page = sign_in(official).get(reverse("shortlisting:competition", args=["panel"])).text
    assert "Hand over the list of appointable candidates: 1" in page


def test_list_for_ministers_has_the_appointable_by_name_and_no_order_of_merit(sifting, official, sign_in):
    found_on(sifting, "Zoe Ahmed", official, value=7)
    found_on(sifting, "Ada Lane", official, value=4)
    found_on(sifting, "Bela Cross", official, outcome="not_appointable", value=7)
    gone = found_on(sifting, "Gil Shaw", official)
    withdraw(application=gone, by=gone.applicant)
    page = sign_in(official).get(APPOINTABLE)
    assert [each.file.title for each, _ in page.context["people"]] == ["Ada Lane", "Zoe Ahmed"]
    for said in (
        "About Ada Lane.",
        "Strong on E1.",
        "Police",
        "Members",
        "Keeps out of its cases.",
        "council",
    ):
        assert said in page.text
    for unsaid in ("Bela Cross", "Gil Shaw", "Outstanding", "hearing loop", "This list is not complete"):
        assert unsaid not in page.text
    candidate(sifting, "Carl Moss")
    assert "This list is not complete" in sign_in(official).get(APPOINTABLE).text


def test_official_who_also_assesses_reads_nothing_of_what_people_need(sifting, seats, official, sign_in):
    OfficialFactory(competition=sifting, user=seats[1].user)
    found_on(sifting, "Ada Lane", official)
    text = sign_in(seats[1].user).get(APPOINTABLE).text
    assert "Ada Lane" in text
    assert "hearing loop" not in text


def test_recused_official_reads_no_list_that_somebody_is_missing_from(sifting, seats, official, sign_in):
    OfficialFactory(competition=sifting, user=seats[1].user)
    made = interview(sent_application(competition=sifting, name="Ada Lane"))
    recuse(seats[1], made)
    for seat in (seats[0], seats[2]):
        declare_none(seat, made)
    score_interview(made, by=official)
    discuss(made, by=official)
    find_on(made, by=official)
    found_on(sifting, "Zoe Ahmed", official)
    page = sign_in(seats[1].user).get(APPOINTABLE).text
    assert ("Ada Lane" in page, "Zoe Ahmed" in page) == (False, False)
    assert rows(sign_in(seats[1].user).get(LIST)) == [("Zoe Ahmed", "Appointable")]


def test_nobody_else_finds_the_pages(sifting, seats, sign_in):
    for user in (seats[1].user, OfficialFactory().user):
        for address in (LIST, APPOINTABLE):
            assert sign_in(user).get(address).status_code == 404
