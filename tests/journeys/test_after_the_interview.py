"""From the interview to the list for ministers: three assessors, of whom one keeps away, and an official."""

import pytest
from django.utils import timezone

from scoring.findings.models import Finding
from tests import factories
from tests.journeys.test_whole_job import sign_in
from tests.scoring.acting import declare_none, interview, recuse

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def score_interview(visitor, level, reason):
    visitor.go("/assessing/panel/")
    visitor.click("Interviews to score")
    visitor.click("Ann Lee")
    assert "I own a consultancy." in visitor.text
    visitor.click("E1: Criterion number 1")
    for _ in ("E1", "E2"):
        visitor.choose(level)
        visitor.type("Reason", reason)
        visitor.press("Save and continue")
    assert visitor.heading.startswith("Check your scores")
    visitor.press("Send scores")


def test_candidate_is_scored_agreed_and_found_appointable(visit, code_sent_to):
    competition = factories.competition(closed=True, slug="panel", criteria=2, assessors=3, interviews=True)
    runs = factories.OfficialFactory(competition=competition).user
    application = factories.sent_application(competition=competition, name="Ann Lee")
    chair, assessor, recused = competition.assessors.all()
    for seat in (chair, assessor):
        declare_none(seat, application)
    recuse(recused, application)
    interview(application)

    kept_away = visit()
    kept_away.go("/assessing/panel/interviews/")
    sign_in(kept_away, recused.user.email, code_sent_to)
    assert "There are no interviews for you to score yet." in kept_away.text

    at_table = visit()
    at_table.go("/assessing/")
    sign_in(at_table, assessor.user.email, code_sent_to)
    score_interview(at_table, "6 – Strong demonstration", "Answered every question with an example.")

    in_chair = visit()
    in_chair.go("/assessing/")
    sign_in(in_chair, chair.user.email, code_sent_to)
    in_chair.go(f"/officials/panel/interviews/findings/{application.reference}/")
    assert "Answered every question with an example." not in in_chair.text
    score_interview(in_chair, "3 – Moderate demonstration", "Less on what came of it.")
    in_chair.click("Interviews to score")
    in_chair.click("Agree interview scores with the assessment panel")
    in_chair.click("Ann Lee")
    assert "Answered every question with an example." in in_chair.text
    for code in ("E1", "E2"):
        in_chair.choose("5 – Good demonstration", group=f"Agreed level for {code}")
        in_chair.type(f"Reason for the agreed level for {code}", "The examples were clear.")
    in_chair.press("Save agreed scores")

    official = visit()
    official.go("/officials/panel/")
    sign_in(official, runs.email, code_sent_to)
    official.click("Record what was said of conflicts of interest with 1 person")
    official.click("Ann Lee")
    official.click("Record what was said of conflicts")
    official.choose("Yes")
    today = timezone.localdate()
    for part, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        official.type(part, str(number), group="When was it discussed?")
    official.type("If yes, what was discussed", "Which bodies the consultancy works for.")
    official.type("If yes, the panel’s view", "It can be managed.")
    official.press("Record")
    assert "Enter how the conflict would be managed" in official.text
    official.type("If yes, how the conflict would be managed", "Takes no part in cases of its clients.")
    official.press("Record")
    official.press("Record a finding")
    official.type("Strengths on E1: Criterion number 1", "Led through a crisis.")
    official.type("Weaknesses on E2: Criterion number 2", "Few examples from the last years.")
    official.choose("Appointable")
    official.type("Reason for the finding", "Meets every criterion.")
    official.press("Record finding")
    assert Finding.objects.get().outcome == "appointable"
    official.click("After the interviews")
    assert "Appointable" in official.text
    official.click("Appointable candidates")
    for said in ("Ann Lee", "Led through a crisis.", "Few examples", "Takes no part in cases", "Police"):
        assert said in official.text
    assert "Good demonstration" not in official.text
