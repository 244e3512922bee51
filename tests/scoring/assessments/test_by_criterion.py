"""Scoring one criterion after another: each assessor in an order of their own, and sending what is complete."""

import pytest
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from recruitment.competitions.models import Stage
from scoring.assessments.models import Assessment, Score
from scoring.assessments.queries import applications_on, ready_to_send
from tests.factories import sent_application
from tests.scoring.acting import declare_none, recuse, score, score_and_send

pytestmark = pytest.mark.django_db


def address(name="criteria", *more):
    return reverse(f"assessments:{name}", args=["panel", *more])


def rows(page):
    return [
        (item["title"]["text"][-9:], (item["status"].get("tag") or item["status"])["text"])
        for item in page.context["tasks"]["items"]
    ]


@pytest.fixture
def applications(sifting):
    return [sent_application(competition=sifting) for _ in range(12)]


@pytest.fixture
def browser(seats, sign_in):
    return sign_in(seats[1].user)


def test_each_assessor_reads_each_criterion_in_an_order_of_their_own_that_stays(seats, applications):
    for seat in seats:
        for application in applications:
            declare_none(seat, application)
    criteria = seats[0].competition.criteria.all()

    def order(seat, criterion):
        found = applications_on(criterion, seat, Stage.SIFT)
        return tuple(application.reference for application in found)

    orders = [order(seat, criterion) for seat in seats for criterion in criteria]

    assert orders == [order(seat, criterion) for seat in seats for criterion in criteria]
    assert {frozenset(each) for each in orders} == {frozenset(each.reference for each in applications)}
    assert len(set(orders)) == len(orders)


def test_declarations_come_before_anything_is_read(browser, seats, applications):
    page = browser.get(address())
    assert page.context["to_declare"] == 12
    assert page.context["tasks"]["items"] == []
    assert "12 applications still need your declaration" in page.text

    for _ in range(12):
        waiting = browser.get(address()).context["next_to_declare"]
        declared = browser.post(
            reverse("assessors:conflict", args=["panel", waiting.reference]) + "?then=criteria",
            {"kind": "none"},
        )
    assert declared.url == address()
    page = browser.get(address())
    assert page.context["to_declare"] == 0
    assert [item["hint"]["text"] for item in page.context["tasks"]["items"]] == [
        "0 of 12 applications scored"
    ] * 3


def test_declaration_leads_to_the_next_one_and_a_conflict_too(browser, applications):
    first = browser.get(address()).context["next_to_declare"].reference
    conflict = reverse("assessors:conflict", args=["panel", first]) + "?then=criteria"
    declared = browser.post(conflict, {"kind": "none"})
    second = browser.get(address()).context["next_to_declare"].reference
    assert declared.url == reverse("assessors:conflict", args=["panel", second]) + "?then=criteria"
    recused = browser.post(declared.url, {"kind": "conflict", "details": "My cousin."})
    assert recused.url == address()
    browser.get(address())  # the message is shown once
    for page in (address(), reverse("assessors:competition", args=["panel"])):
        assert second not in browser.get(page).text


def test_scores_lead_from_one_application_to_the_next_in_the_same_order(browser, seats, applications):
    for application in applications[:3]:
        declare_none(seats[1], application)
    page = browser.get(address("by-criterion", "E1"))
    order = [reference for reference, _ in rows(page)]
    assert page.context["next"].reference == order[0]

    for reference, following in zip(order, [*order[1:], None], strict=True):
        saved = browser.post(
            address("on-criterion", "E1", reference), {"level": "5", "reason": "Clear.", "version": "0"}
        )
        assert saved.url == (
            address("on-criterion", "E1", following) if following else address("by-criterion", "E1")
        )
    page = browser.get(address("by-criterion", "E1"))
    assert rows(page) == [(reference, "Completed") for reference in order]
    assert "You have scored every application on this criterion." in page.text
    assert [
        (item["hint"]["text"], item["status"]) for item in browser.get(address()).context["tasks"]["items"]
    ] == [
        ("3 of 3 applications scored", {"text": "Completed"}),
        *[("0 of 3 applications scored", {"tag": {"text": "Not started", "classes": ""}})] * 2,
    ]


def test_page_shows_one_answer_and_the_way_to_its_neighbours(browser, seats, applications):
    for application in applications[:3]:
        declare_none(seats[1], application)
    first, second, third = (reference for reference, _ in rows(browser.get(address("by-criterion", "E2"))))

    page = browser.get(address("on-criterion", "E2", second))

    assert "My evidence for E2" in page.text
    assert "My evidence for E1" not in page.text
    assert "application 2 of 3" in page.text
    assert page.context["neighbours"] == {
        "landmarkLabel": "Scores",
        "previous": {"text": "Previous", "href": address("on-criterion", "E2", first)},
        "next": {"text": "Next", "href": address("on-criterion", "E2", third)},
    }


def test_applications_in_which_the_assessor_has_no_part_are_nowhere(browser, seats, applications):
    kept, mine_recused, withdrawn, undeclared, *_ = applications
    declare_none(seats[1], kept)
    recuse(seats[1], mine_recused)
    declare_none(seats[1], withdrawn)
    withdraw(application=withdrawn, by=withdrawn.applicant)

    assert rows(browser.get(address("by-criterion", "E1"))) == [(kept.reference, "Not started")]
    for application, status in [(mine_recused, 404), (withdrawn, 404), (undeclared, 302)]:
        answer = browser.get(address("on-criterion", "E1", application.reference))
        assert answer.status_code == status
    assert browser.get(address("by-criterion", "E9")).status_code == 404


def test_everything_complete_is_sent_together_and_nothing_else(browser, seats, applications):
    complete, also, begun, done, *_ = applications
    score(seats[1], complete)
    score(seats[1], also, value=6)
    declare_none(seats[1], begun)
    score_and_send(seats[1], done)

    assert {each.application for each in ready_to_send(seats[1], Stage.SIFT)} == {complete, also}
    assert browser.get(address()).context["ready"] == 2
    page = browser.get(address("send-all"))
    assert "Send scores for 2 applications" in page.text
    chosen = [reference for reference, _, _ in page.context["ready"]]
    Score.objects.filter(assessment__application=also, criterion__code="E1").update(is_complete=False)
    answer = browser.post(address("send-all"), {"application": [*chosen, "ZZZZ-ZZZZ"]}, follow=True)

    assert "Your scores for 1 application are sent." in answer.text
    assert "1 application changed in the meantime and could not be sent." in answer.text
    assert set(Assessment.objects.sent().values_list("application", flat=True)) == {complete.pk, done.pk}
    assert browser.get(address("send-all")).url == address()


def test_nobody_sends_the_scores_of_another_assessor(browser, seats, applications):
    score(seats[0], applications[0])
    browser.post(address("send-all"), {"application": [applications[0].reference]})
    assert not Assessment.objects.sent().exists()
