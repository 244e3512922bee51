"""An assessor at the scoring page: it saves itself, keys choose levels, and everything works without them."""

import pytest
from django.db.models import F

from recruitment.competitions.models import Stage
from scoring.assessments.models import Score
from tests import factories
from tests.scoring.acting import declare_none

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_desk(visit, sign_in, live_server):
    """Return an assessor at the first of three applications on a criterion."""
    competition = factories.competition(closed=True, assessors=2, slug="panel")
    seat = competition.assessors.select_related("user").get(chair=True)
    for _ in range(3):
        declare_none(seat, factories.sent_application(competition=competition))
    visitor = visit()
    session = sign_in(seat.user).cookies["sessionid"].value
    visitor.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    visitor.go("/assessing/panel/")
    visitor.click("Score criterion by criterion")
    visitor.follow(visitor.page.get_by_role("link", name="E1"))
    visitor.press("Next to score")
    return visitor


def test_three_applications_are_scored_on_a_criterion_one_after_another(at_desk):
    for place in (1, 2, 3):
        assert f"application {place} of 3" in at_desk.text
        at_desk.page.locator("input[name=level][value='5']").check()
        at_desk.type("Reason", "Clear throughout.")
        at_desk.press("Save and continue")
    assert "You have scored every application on this criterion." in at_desk.text
    assert Score.objects.filter(is_complete=True, level__value=5).count() == 3


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_page_saves_itself_and_keys_choose_levels_and_lead_on(at_desk):
    page = at_desk.page
    page.keyboard.press("6")
    assert page.locator("input[name=level][value='6']").is_checked()
    at_desk.type("Reason", "6 is not a key here")
    page.get_by_text("Saved at").wait_for()
    score = Score.objects.get(assessment__stage=Stage.SIFT)
    assert (score.level.value, score.reason, score.is_complete) == (6, "6 is not a key here", True)

    page.get_by_role("button", name="Turn shortcuts off").click()
    page.keyboard.press("2")
    assert page.locator("input[name=level][value='6']").is_checked()
    page.get_by_role("button", name="Turn shortcuts on").click()
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    at_desk.check()
    assert "application 2 of 3" in at_desk.text


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_reason_of_a_page_that_is_out_of_date_stays_and_the_page_is_not_left_unasked(at_desk):
    page = at_desk.page
    at_desk.type("Reason", "Typed first.")
    page.get_by_text("Saved at").wait_for()
    Score.objects.update(reason="From another window.", version=F("version") + 1)

    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    at_desk.type("Reason", "Typed in the page that is out of date.")
    page.get_by_text("It is not saved yet").wait_for()
    page.reload()
    page.get_by_text("It is not saved yet").wait_for()

    assert asked == ["beforeunload"]
    assert page.get_by_label("Reason").input_value() == "Typed in the page that is out of date."
    page.locator("input[name=level][value='5']").check()
    at_desk.press("Save and continue")
    assert "From another window." in at_desk.text
    assert page.get_by_label("Reason").input_value() == "Typed in the page that is out of date."
    assert Score.objects.get().reason == "From another window."
    at_desk.press("Save and continue")
    assert "application 2 of 3" in at_desk.text
    assert Score.objects.get().reason == "Typed in the page that is out of date."
