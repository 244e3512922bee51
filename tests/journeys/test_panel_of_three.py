"""A panel of three, with a conflict of interest and a replacement: from closing to the list for ministers."""

import pytest
from django.utils import timezone

from scoring.findings.models import Finding
from tests import factories
from tests.journeys.test_whole_job import sign_in
from tests.scoring.acting import interview

pytestmark = [pytest.mark.journey, pytest.mark.long, pytest.mark.django_db(transaction=True)]


def declare(visitor, application, answer, details=""):
    visitor.go("/assessing/panel/")
    visitor.click(f"Candidate {application.reference}")
    assert "Ann Lee" not in visitor.text
    visitor.choose(answer)
    visitor.type("If yes, details of your connection or conflict of interest", details)
    visitor.press("Continue")


def score(visitor, level, reason):
    visitor.click("E1: Criterion number 1")
    for _ in ("E1", "E2"):
        visitor.choose(level)
        visitor.type("Reason", reason)
        visitor.press("Save and continue")
    assert visitor.heading.startswith("Check your scores")
    visitor.press("Send scores")


def agree(visitor, level):
    for code in ("E1", "E2"):
        visitor.choose(level, group=f"Agreed level for {code}")
        visitor.type(f"Reason for the agreed level for {code}", "The examples were clear.")
    visitor.press("Save agreed scores")


def replace(official, name):
    official.click("Assessment panel")
    official.click(f"Replace {name}")
    official.type("Full name", "Nia Powell")
    official.type("Email address", "nia@example.org")
    official.type("Significant political activity in the last five years", "None declared")
    official.type("Why is the member replaced?", "Is ill for the next months.")
    official.press("Continue")
    official.press("Confirm")
    assert "Nia Powell now has the place" in official.page.inner_text("body")


def shortlist(official, application):
    official.go(f"/officials/panel/applications/{application.reference}/")
    official.press("Record a decision")
    official.choose("Shortlisted")
    official.type("Reason for the decision", "Meets every essential criterion.")
    official.press("Record decision")
    official.go("/officials/panel/")
    official.click("Confirm 1 decision")
    official.press("Confirm the decisions")
    official.click("Tell 1 applicant the outcome of the sift")
    official.press("Tell applicants")


def record_conflicts(official):
    official.go("/officials/panel/")
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


def find_appointable(official):
    official.press("Record a finding")
    official.type("Strengths on E1: Criterion number 1", "Led through a crisis.")
    official.type("Weaknesses on E2: Criterion number 2", "Few examples from the last years.")
    official.choose("Appointable")
    official.type("Reason for the finding", "Meets every criterion.")
    official.press("Record finding")


def test_panel_goes_from_closing_to_the_list_of_the_appointable(visit, code_sent_to):
    competition = factories.competition(closed=True, slug="panel", criteria=2, assessors=3, interviews=True)
    runs = factories.OfficialFactory(competition=competition).user
    application = factories.sent_application(competition=competition, name="Ann Lee")
    chair, recused, replaced = competition.assessors.all()

    kept_away = visit()
    kept_away.go("/assessing/")
    sign_in(kept_away, recused.user.email, code_sent_to)
    declare(kept_away, application, "Yes, I have a conflict of interest", "We ran a service together.")
    assert "There are no applications for you to score." in kept_away.text

    official = visit()
    official.go("/officials/panel/")
    sign_in(official, runs.email, code_sent_to)
    replace(official, replaced.name)

    in_chair, joined = visit(), visit()
    for visitor, address, level in (
        (in_chair, chair.user.email, "4 – Acceptable demonstration"),
        (joined, "nia@example.org", "6 – Strong demonstration"),
    ):
        visitor.go("/assessing/")
        sign_in(visitor, address, code_sent_to)
        declare(visitor, application, "No, I have no conflict of interest")
        score(visitor, level, "As the evidence says.")
    in_chair.go(f"/moderation/panel/{application.reference}/")
    agree(in_chair, "5 – Good demonstration")

    shortlist(official, application)
    interview(application, minutes_ago=0)  # the time that the candidate chose has come

    kept_away.go("/assessing/panel/interviews/")
    assert "There are no interviews for you to score yet." in kept_away.text
    joined.go("/assessing/panel/")
    joined.click("Interviews to score")
    joined.click("Ann Lee")
    assert "I own a consultancy." in joined.text
    score(joined, "6 – Strong demonstration", "Answered every question with an example.")
    in_chair.go(f"/officials/panel/interviews/findings/{application.reference}/")
    assert "Answered every question with an example." not in in_chair.text
    in_chair.click("Read the whole application")
    score(in_chair, "3 – Moderate demonstration", "Less on what came of it.")
    in_chair.click("Interviews to score")
    in_chair.click("Agree interview scores with the assessment panel")
    in_chair.click("Ann Lee")
    assert "Answered every question with an example." in in_chair.text
    agree(in_chair, "5 – Good demonstration")

    record_conflicts(official)
    find_appointable(official)
    assert Finding.objects.get().outcome == "appointable"
    official.click("After the interviews")
    assert "Appointable" in official.text
    official.click("Appointable candidates")
    for said in ("Ann Lee", "Led through a crisis.", "Few examples", "Takes no part in cases", "Police"):
        assert said in official.text
    assert "Good demonstration" not in official.text
