"""Scoring at the interview: the same pages and rules as at the sift, for those who interview, from the time on."""

import pytest
from django.urls import reverse

from recruitment.competitions.models import Stage
from scoring.assessments.models import Assessment, Score
from scoring.assessments.scoring import NotInterviewed, NotTheirs, save_score
from scoring.assessments.sending import send_assessment
from scoring.interviews.models import Slot
from scoring.shortlisting.deciding import decide
from tests.factories import competition, sent_application
from tests.scoring.acting import (
    confirm_and_release,
    declare_none,
    interview,
    recuse,
    score,
    score_and_send,
    sift,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sifting(db):
    return competition(closed=True, assessors=3, slug="panel", interviews=True)


@pytest.fixture
def met(application, seats):
    """Return an application whose interview has begun; all three declared that they have no conflict."""
    for seat in seats:
        declare_none(seat, application)
    return interview(application)


def address(application, name="application", *more):
    return reverse(f"assessments:interview-{name}", args=["panel", application.reference, *more])


def save(seat, application):
    criterion = seat.competition.criteria.first()
    level = seat.competition.scale_levels.first()
    return save_score(
        assessor=seat,
        application=application,
        stage=Stage.INTERVIEW,
        criterion=criterion,
        level=level,
        reason="Said so.",
        by=seat.user,
    )


def test_interviewer_reads_who_it_is_with_what_they_declared_and_never_what_they_need(sign_in, seats, met):
    page = sign_in(seats[1].user).get(address(met))
    assert "Amara Okonkwo" in page.text
    assert "My evidence for E1" in page.text
    assert "consultancy" in page.text  # a conflict of interest
    assert "Stood for the council" in page.text  # political activity
    assert "hearing loop" not in page.text
    assert "Disability Confident" not in page.text
    assert address(met, "cv") in page.text


def test_scores_are_given_checked_and_sent_through_the_pages(sign_in, seats, met):
    browser = sign_in(seats[1].user)
    codes = [criterion.code for criterion in met.competition.criteria.all()]
    for code, following in zip(codes, [*codes[1:], None], strict=True):
        response = browser.post(
            address(met, "criterion", code), {"level": "5", "reason": "Said so.", "version": "0"}
        )
        assert response.url == (address(met, "criterion", following) if following else address(met, "send"))
    assert "Said so." in browser.get(address(met, "send")).text
    assert browser.post(address(met, "send")).url == address(met)
    sent = Assessment.objects.sent().get(application=met)
    assert (sent.stage, sent.assessor) == ("interview", seats[1])
    assert "Scores sent so far" in browser.get(address(met)).text


def test_scores_of_the_sift_are_others(sign_in, seats, met):
    score(seats[1], met, value=2, stage=Stage.SIFT)
    page = sign_in(seats[1].user).get(address(met, "criterion", "E1"))
    assert page.context["score"] is None
    save(seats[1], met)
    assert Score.objects.filter(assessment__application=met, assessment__stage="sift").count() == 3


def test_nothing_is_scored_before_the_interview_begins(sign_in, seats, met):
    Slot.objects.update(starts=met.competition.closes.replace(year=2099))
    with pytest.raises(NotInterviewed):
        save(seats[1], met)
    browser = sign_in(seats[1].user)
    assert "You can score when the interview has begun" in browser.get(address(met)).text
    assert browser.get(address(met, "criterion", "E1")).url == address(met)
    assert browser.get(address(met, "send")).url == address(met)
    typed = {"level": "5", "reason": "Too early.", "version": "0"}
    assert browser.post(address(met, "criterion", "E1"), typed).status_code == 302
    assert not Score.objects.exists()
    assert "Interview to come" in browser.get(reverse("assessors:interviews", args=["panel"])).text


def test_somebody_without_an_interview_is_not_there(sign_in, seats, application):
    declare_none(seats[1], application)
    assert sign_in(seats[1].user).get(address(application)).status_code == 404
    with pytest.raises(NotInterviewed):
        save(seats[1], application)


def test_recused_assessor_meets_the_candidate_nowhere(sign_in, seats, application):
    recuse(seats[1], application)
    interview(application)
    browser = sign_in(seats[1].user)
    for page in (address(application), address(application, "criterion", "E1"), address(application, "cv")):
        assert browser.get(page).status_code == 404
    listed = browser.get(reverse("assessors:interviews", args=["panel"]))
    assert application.reference not in listed.text
    assert "Okonkwo" not in listed.text
    with pytest.raises(NotTheirs):
        save(seats[1], application)
    with pytest.raises(NotTheirs):
        send_assessment(assessor=seats[1], application=application, stage=Stage.INTERVIEW, by=seats[1].user)


def test_who_has_not_declared_does_so_first_and_is_led_on(sign_in, seats, application):
    interview(application)
    browser = sign_in(seats[2].user)
    asked = reverse("assessors:conflict", args=["panel", application.reference]) + "?then=interview"
    assert browser.get(address(application)).url == asked
    assert asked in browser.get(reverse("assessors:interviews", args=["panel"])).text
    assert browser.post(asked, {"kind": "none", "details": ""}).url == address(application)


def test_nobody_sees_anothers_scores_before_they_sent_theirs(sign_in, seats, met):
    score_and_send(seats[0], met, value=7, reason="Outstanding in the room.", stage=Stage.INTERVIEW)
    browser = sign_in(seats[1].user)
    score(seats[1], met, stage=Stage.INTERVIEW)
    for page in (address(met), address(met, "criterion", "E1"), address(met, "send")):
        assert "Outstanding in the room." not in browser.get(page).text
    browser.post(address(met, "send"))
    assert "Outstanding in the room." in browser.get(address(met)).text


def test_list_is_in_order_of_time_and_says_how_far_each_is(sign_in, seats, met):
    earlier = interview(sent_application(competition=met.competition, name="Zoe Adams"), minutes_ago=90)
    score_and_send(seats[1], earlier, stage=Stage.INTERVIEW)
    score(seats[1], met, stage=Stage.INTERVIEW)
    page = sign_in(seats[1].user).get(reverse("assessors:interviews", args=["panel"]))
    found = [
        (item["title"]["text"], (item["status"].get("tag") or item["status"])["text"])
        for item in page.context["tasks"]["items"]
    ]
    assert found == [("Zoe Adams", "Sent"), ("Amara Okonkwo", "Ready to send")]
    assert (
        reverse("assessors:interviews", args=["panel"])
        in sign_in(seats[1].user).get(reverse("assessors:competition", args=["panel"])).text
    )


def test_chair_agrees_after_everybody_sent_and_sees_only_the_interviews_scores(sign_in, seats, met):
    for seat in seats:
        score_and_send(seat, met, value=2, reason="At the sift.")
    for seat in seats[:2]:
        score_and_send(seat, met, value=6, reason="In the room.", stage=Stage.INTERVIEW)
    chair = sign_in(seats[0].user)
    page = reverse("moderation:interview", args=["panel", met.reference])
    assert seats[2].name in chair.get(page).text
    assert "In the room." in chair.get(page).text
    assert "At the sift." not in chair.get(page).text
    score_and_send(seats[2], met, value=6, stage=Stage.INTERVIEW)
    response = chair.post(page, {"E1-level": "6", "E1-reason": "We agree.", "E1-version": "0"})
    assert response.url == f"{page}#E2"
    assert [(each.stage, each.level.value) for each in met.agreed_scores.all()] == [("interview", 6)]
    assert "We agree." in chair.get(page).text
    untouched = chair.get(page).context["agreements"][1].form
    assert untouched.initial == {"version": 0}


def test_chair_who_has_not_sent_and_interviews_that_have_not_begun_are_not_in_the_meeting(
    sign_in, seats, official, met
):
    listed = reverse("moderation:interviews", args=["panel"])
    score_and_send(seats[1], met, stage=Stage.INTERVIEW)
    assert not sign_in(seats[0].user).get(listed).context["tasks"]["items"]
    assert len(sign_in(official).get(listed).context["tasks"]["items"]) == 1
    later = interview(sent_application(competition=met.competition), minutes_ago=-60)
    assert later.reference not in sign_in(official).get(listed).text
    page = reverse("moderation:interview", args=["panel", later.reference])
    assert sign_in(official).get(page).status_code == 404


def test_sent_scores_are_opened_again_also_after_the_sift_is_decided(sign_in, seats, official, application):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    confirm_and_release(competition=application.competition, by=official)
    met = interview(application)
    for seat in seats:
        score_and_send(seat, met, stage=Stage.INTERVIEW)
    page = reverse("assessments:interview-reopen", args=["panel", met.reference, seats[1].pk])
    chair = sign_in(seats[0].user)
    meeting = reverse("moderation:interview", args=["panel", met.reference])
    assert page in chair.get(meeting).text
    assert chair.post(page, {"reason": "A slip."}).url == meeting
    assert "A slip." in sign_in(seats[1].user).get(address(met)).text
