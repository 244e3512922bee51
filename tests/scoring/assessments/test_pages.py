"""The pages on which an assessor scores one application."""

import pytest
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from recruitment.records.models import AuditEvent
from scoring.assessments.models import Assessment, Score
from tests import factories
from tests.factories import sent_application
from tests.scoring.acting import declare_none, recuse, score, score_and_send, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(seats, application, sign_in):
    """Return a browser of the second assessor, who declared to have no conflict."""
    declare_none(seats[1], application)
    return sign_in(seats[1].user)


def address(application, name="application", *more):
    return reverse(f"assessments:{name}", args=["panel", application.reference, *more])


def statuses(page):
    return [
        (item["title"]["text"][:2], (item["status"].get("tag") or item["status"])["text"])
        for item in page.context["tasks"]["items"]
    ]


def test_application_page_shows_what_is_assessed_and_what_remains(browser, application):
    page = browser.get(address(application))

    assert "My evidence for E1" in page.text
    assert "Organisation of Police" in page.text
    assert "3 of 3 criteria still need a level and a reason" in page.text
    assert statuses(page) == [("E1", "Not started"), ("E2", "Not started"), ("D3", "Not started")]
    assert "Check and send scores" not in page.text


def test_save_and_continue_leads_through_the_criteria_to_the_check(browser, application):
    for code, following in (("E1", "E2"), ("E2", "D3")):
        response = browser.post(
            address(application, "criterion", code), {"level": "5", "reason": "Clear.", "version": "0"}
        )
        assert response.url == address(application, "criterion", following)
    response = browser.post(
        address(application, "criterion", "D3"), {"level": "7", "reason": "Clear.", "version": "0"}
    )

    assert response.url == address(application, "send")
    assert "Check and send scores" in browser.get(address(application)).text


def test_change_from_the_check_page_leads_back_to_it(browser, seats, application):
    score(seats[1], application)

    response = browser.post(
        address(application, "criterion", "E1"), {"level": "7", "reason": "Read again.", "version": "1"}
    )

    assert response.url == address(application, "send")


def test_save_and_come_back_later_keeps_what_is_there(browser, application):
    for code, answer in (("E1", {"level": "1"}), ("E2", {"reason": "Only this."})):
        response = browser.post(
            address(application, "criterion", code), {**answer, "version": "0", "save_and_leave": "yes"}
        )
        assert response.url == address(application)

    assert statuses(browser.get(address(application)))[:2] == [("E1", "In progress"), ("E2", "In progress")]
    assert "Only this." in browser.get(address(application, "criterion", "E2")).text


@pytest.mark.parametrize(
    ("answer", "message", "kept"),
    [
        ({"reason": "Typed."}, "Select a level", (None, "Typed.")),
        ({"level": "3"}, "Enter the reason for your level", (3, "")),
        ({"level": "99", "reason": "Typed."}, "Select", (None, "Typed.")),
        ({"level": "3", "reason": "x" * 5001}, "Reason must be 5000 characters or less", (3, "x" * 5001)),
    ],
)
def test_save_and_continue_keeps_what_is_not_complete_and_says_what_is_missing(
    browser, application, answer, message, kept
):
    page = browser.post(address(application, "criterion", "E1"), {**answer, "version": "0"})

    assert message in page.text
    assert "<title>Error: " in page.text
    assert Score.objects.values_list("level__value", "reason").get() == kept


def test_save_after_an_error_counts_as_having_seen_what_was_kept(browser, application):
    page = browser.post(address(application, "criterion", "E1"), {"reason": "Typed.", "version": "0"})
    version = page.context["form"]["version"].value()

    response = browser.post(
        address(application, "criterion", "E1"), {"level": "4", "reason": "Typed.", "version": version}
    )

    assert response.status_code == 302


def test_save_from_a_second_window_shows_both_and_the_next_save_decides(browser, application):
    page = address(application, "criterion", "E1")
    browser.post(page, {"level": "4", "reason": "First window.", "version": "0"})

    response = browser.post(page, {"level": "5", "reason": "Second window.", "version": "0"})

    assert response.status_code == 409
    assert "First window." in response.text
    assert "Second window." in response.text
    assert Score.objects.get().reason == "First window."
    version = response.context["form"]["version"].value()
    browser.post(page, {"level": "5", "reason": "Second window.", "version": version})
    assert Score.objects.get().reason == "Second window."


def test_save_after_sending_is_refused_and_shows_what_was_typed(browser, seats, application):
    score_and_send(seats[1], application)

    response = browser.post(
        address(application, "criterion", "E1"), {"level": "7", "reason": "Typed too late.", "version": "1"}
    )

    assert response.status_code == 409
    assert "You have sent your scores" in response.text
    assert "Typed too late." in response.text
    assert not Score.objects.filter(reason="Typed too late.").exists()


def test_criterion_page_shows_the_scale_and_that_reasons_can_be_disclosed(browser, application):
    page = browser.get(address(application, "criterion", "E2"))

    assert "Criterion number 2" in page.text
    assert "My evidence for E2" in page.text
    assert "Meaning of level 7" in page.text
    assert "What you write can be disclosed to the candidate." in page.text
    assert "checked" not in page.text


def test_criterion_that_does_not_exist_is_not_found(browser, application):
    assert browser.get(address(application, "criterion", "E9")).status_code == 404


def test_send_with_gaps_links_to_them(browser, application):
    browser.post(address(application, "criterion", "E1"), {"level": "4", "version": "0"})
    browser.post(address(application, "criterion", "E2"), {"reason": "Typed.", "version": "0"})

    page = browser.post(address(application, "send"))

    assert "<title>Error: " in page.text
    assert page.context["errors"]["errorList"] == [
        {"text": "Enter the reason for your level for E1", "href": address(application, "criterion", "E1")},
        {"text": "Select a level for E2", "href": address(application, "criterion", "E2")},
        {"text": "Select a level and enter a reason for D3", "href": address(application, "criterion", "D3")},
    ]


def test_send_shows_what_was_sent_however_often_it_is_pressed(browser, seats, application):
    score(seats[1], application)
    assert "A good reason." in browser.get(address(application, "send")).text

    for _ in range(2):
        assert browser.post(address(application, "send")).url == address(application)

    page = browser.get(address(application))
    assert "They cannot be changed." in page.text
    for name, *more in (("send",), ("criterion", "E1")):
        assert browser.get(address(application, name, *more)).url == address(application)


def test_sent_application_offers_the_next_one(browser, seats, sifting, application):
    score_and_send(seats[1], application)
    following = sent_application(competition=sifting)

    assert address(following) in browser.get(address(application)).text


def test_others_scores_show_after_sending_and_only_if_they_were_sent(browser, seats, application):
    score_and_send(seats[0], application, reason="The chair sent this.")
    score(seats[2], application, reason="Not sent by the third.")
    score(seats[1], application, reason="My own.")

    for name, *more in (("application",), ("criterion", "E1"), ("send",)):
        page = browser.get(address(application, name, *more))
        assert "The chair sent this." not in page.text
        assert "Not sent by the third." not in page.text

    send(seats[1], application)
    page = browser.get(address(application))
    assert "The chair sent this." in page.text
    assert "My own." in page.text
    assert "Not sent by the third." not in page.text


def test_application_that_was_withdrawn_is_not_found(browser, application):
    withdraw(application=application, by=application.applicant)

    for name, *more in (("application",), ("criterion", "E1"), ("send",)):
        assert browser.get(address(application, name, *more)).status_code == 404
        assert browser.post(address(application, name, *more), {"reason": "x"}).status_code == 404
    assert not Assessment.objects.exists()


def cv_of(application):
    """Return the address at which assessors get the CV."""
    return reverse("assessments:cv", args=[application.competition.slug, application.reference])


def test_cv_is_not_there_in_a_blind_sift(sign_in, seats, application):
    declare_none(seats[1], application)
    assert sign_in(seats[1].user).get(cv_of(application)).status_code == 404


def test_cv_is_there_where_names_are_shown_and_its_download_is_recorded(sign_in):
    competition = factories.competition(closed=True, assessors=2, blind_sift=False)
    application = factories.sent_application(competition=competition)
    first, second = competition.assessors.all()
    browser = sign_in(first.user)
    assert browser.get(cv_of(application)).status_code == 302  # to the declaration of conflicts
    declare_none(first, application)
    page = browser.get(reverse("assessments:application", args=[competition.slug, application.reference]))
    assert cv_of(application) in page.content.decode()
    assert browser.get(cv_of(application)).getvalue().startswith(b"%PDF")
    event = AuditEvent.objects.get(action="document.downloaded")
    assert (event.actor_id, event.actor_label) == (first.user.pk, "assessor")
    recuse(second, application)
    assert sign_in(second.user).get(cv_of(application)).status_code == 404
