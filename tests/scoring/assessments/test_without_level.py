"""To abstain, and to say that a criterion does not apply, are choices of their own: never a number, never nothing."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from recruitment.competitions.models import Stage
from scoring.assessments.models import Assessment, Score
from scoring.assessments.scoring import save_score
from scoring.assessments.side_by_side import side_by_side
from tests.scoring.acting import declare_none, score, score_and_send, send

pytestmark = pytest.mark.django_db


def address(application, name="criterion", *more):
    return reverse(f"assessments:{name}", args=["panel", application.reference, *more])


@pytest.fixture
def browser(seats, application, sign_in):
    declare_none(seats[1], application)
    return sign_in(seats[1].user)


def test_choices_without_a_level_stand_apart_below_the_levels(browser, application):
    page = browser.get(address(application, "criterion", "E1"))
    assert page.text.count('<div class="govuk-radios__divider">or</div>') == 1
    assert page.text.index("Outstanding") < page.text.index(">or</div>") < page.text.index("I abstain")


@pytest.mark.parametrize(
    ("choice", "said"), [("abstained", "Abstained"), ("not_applicable", "Not applicable")]
)
def test_choice_without_a_level_is_kept_shown_and_sent(browser, seats, application, choice, said):
    score(seats[1], application)
    posted = {"level": choice, "reason": "I taught on the same course.", "version": "1"}
    browser.post(address(application, "criterion", "E1"), posted)

    kept = Score.objects.get(criterion__code="E1")
    assert (kept.level, kept.no_level, kept.said, kept.is_complete) == (None, choice, said, True)
    page = browser.get(address(application, "criterion", "E1"))
    assert page.context["form"]["level"].value() == choice
    assert said in browser.get(address(application, "send")).text
    send(seats[1], application)
    assert said in browser.get(address(application, "application")).text


def test_choice_without_a_level_needs_a_reason_too(browser, application):
    page = browser.post(
        address(application, "criterion", "E1"), {"level": "abstained", "reason": "", "version": "0"}
    )
    assert "Enter the reason for your level" in page.text
    kept = Score.objects.get()
    assert (kept.no_level, kept.is_complete, kept.is_started) == ("abstained", False, True)
    assert "Enter the reason for your level for E1" in browser.post(address(application, "send")).text


def test_a_level_takes_the_place_of_an_abstention_and_the_other_way_round(seats, application):
    declare_none(seats[1], application)
    criterion = seats[1].competition.criteria.get(code="E1")
    level = seats[1].competition.scale_levels.get(value=4)

    def saved(level, no_level):
        return save_score(
            assessor=seats[1],
            application=application,
            stage=Stage.SIFT,
            criterion=criterion,
            level=level,
            no_level=no_level,
            reason="Why.",
            by=seats[1].user,
        )

    for given, no_level, expected in [
        (None, "abstained", (None, "abstained")),
        (level, "abstained", (level, "")),
        (None, "not_applicable", (None, "not_applicable")),
        (None, "", (None, "")),
    ]:
        found = saved(given, no_level)
        assert (found.level, found.no_level) == expected
    assert Score.objects.get().is_complete is False
    with pytest.raises(ValueError, match="perhaps"):
        saved(None, "perhaps")


def test_database_refuses_a_level_beside_an_abstention_and_unknown_words(seats, application):
    score(seats[1], application)
    for change in ({"no_level": "abstained"}, {"no_level": "perhaps", "level": None}):
        with pytest.raises(IntegrityError, match="score_level_or_why_none"), transaction.atomic():
            Score.objects.update(**change)


def test_chair_sees_an_abstention_in_words_beside_the_levels(seats, application, sign_in):
    score_and_send(seats[0], application, value=2)
    score(seats[1], application)
    Score.objects.filter(assessment__assessor=seats[1]).update(level=None, no_level="abstained")
    send(seats[1], application)

    page = sign_in(seats[0].user).get(
        reverse("moderation:application", args=["panel", application.reference])
    )

    assert page.status_code == 200
    assert f"{seats[1].name}: Abstained" in page.text
    criteria = seats[0].competition.criteria.all()
    shown = side_by_side(criteria, Assessment.objects.sent().filter(application=application))
    assert [[opinion.score.said for opinion in each.opinions] for each in shown] == [
        [str(seats[0].competition.scale_levels.get(value=2)), "Abstained"]
    ] * 3
