"""From the invitation to an interview to the day's list: the invited person, then somebody who telephones."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from recruitment.applications.models import Milestone
from recruitment.correspondence.models import Email
from tests import factories
from tests.journeys.test_whole_job import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PLACE = "Room 4, 1 Bridge Street, Leeds"
NEEDS = "A sign language interpreter."


def fill_day(visitor: Any, legend: str, days: int) -> None:
    """Fill in the day in so many days."""
    day = timezone.localdate() + timedelta(days=days)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        visitor.type(part, str(number), group=legend)


def test_interview_is_arranged(visit, code_sent_to):
    competition = factories.competition(closed=True, slug="panel")
    runs = factories.OfficialFactory(competition=competition).user
    online, by_telephone = (
        factories.sent_application(competition=competition, name=name) for name in ("Ann Lee", "Bo Chan")
    )
    for application in (online, by_telephone):
        Milestone.objects.create(application=application, kind=Milestone.Kind.SHORTLISTED)

    official = visit()
    official.go("/officials/panel/")
    sign_in(official, runs.email, code_sent_to)
    official.click("Interviews")
    official.click("Add interview times")
    fill_day(official, "On which day?", 20)
    official.type("When does the first interview start?", "9:30am")
    official.type("How many minutes is each interview?", "45")
    official.type("How many interviews, one after the other?", "2")
    official.type("Where is it, or how does one join?", PLACE)
    official.press("Add times")
    official.click("Invite 2 people to interviews")
    fill_day(official, "Until the end of which day can people answer?", 7)
    official.press("Invite")
    assert "People invited: 2" in official.text
    assert Email.objects.filter(kind="interview-invitation").count() == 2

    invited = visit()
    invited.go("/applications/")
    sign_in(invited, online.applicant.email, code_sent_to)
    invited.click(competition.title)
    invited.click("Your interview: choose a time, or say that you cannot come")
    invited.press("Choose a time")
    [chosen, left] = [str(slot) for slot in competition.interview_slots.all()]
    invited.choose(chosen)
    invited.press("Continue")
    invited.type("What do you need at the interview? (optional)", NEEDS)
    invited.press("Save")
    for said in (chosen, PLACE, NEEDS):
        assert said in invited.text

    official.go("/officials/panel/interviews/")
    assert NEEDS in official.text
    official.click("Answer for Bo Chan")
    official.press("Choose a time")
    assert chosen not in official.text
    official.choose(left)
    official.press("Continue")
    official.press("Save")
    assert "The interview of Bo Chan" in official.heading
    official.click("Interviews")
    assert "Invited, without a time" not in official.text
