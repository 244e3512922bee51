"""Deciding at once on candidates below the line, with one reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.applications.models import PostChoice
from recruitment.competitions.models import Competition
from recruitment.records.models import AuditEvent
from scoring.shortlisting.deciding import NotAnOfficial, ReasonMissing, decide, pass_over
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import below_the_line
from tests.factories import (
    AssessorFactory,
    OfficialFactory,
    UserFactory,
    competition,
    filled_application,
    sent_application,
)
from tests.scoring.acting import recuse, score_and_send, sift

pytestmark = pytest.mark.django_db

URL = "/officials/panel/ranking/below/"
REASON = "They do not meet E1."


@pytest.fixture
def below(sifting, official):
    """Return three applications below the line; one more is above it."""
    applications = [sent_application(competition=sifting) for _ in range(4)]
    for application in applications:
        sift(application, by=official, E1=4 if application is applications[3] else 3)
    return applications[:3]


def outcomes():
    return dict(SiftDecision.objects.current().values_list("application__reference", "outcome"))


def test_official_decides_on_all_below_the_line_at_once(below, official, sign_in):
    browser = sign_in(official)
    assert URL in browser.get("/officials/panel/ranking/").text
    page = browser.get(URL)
    references = sorted(each.reference for each in below)
    assert page.context["form"]["references"].value() == references
    assert page.text.count("Does not meet E1") == 3
    browser.post(URL, {"references": references[:2], "reason": f" {REASON} "})
    assert outcomes() == dict.fromkeys(references[:2], "not_shortlisted")
    assert set(SiftDecision.objects.values_list("reason", "version", "decided_by")) == {
        (REASON, 1, official.pk)
    }
    events = AuditEvent.objects.filter(action="sift.decided")
    assert sorted(event.subject for event in events) == references[:2]
    assert events[0].details == {"outcome": "not_shortlisted", "version": 1, "unmet_essentials": ["E1"]}
    browser.post(URL, {"references": references[2:], "reason": REASON})
    assert "nobody below the line" in browser.get(URL).text
    assert URL not in browser.get("/officials/panel/ranking/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": REASON}, "Select at least one candidate"),
        ({"references": "all", "reason": " "}, "Enter why they are not shortlisted"),
        ({"references": ["2222-2222"], "reason": REASON}, "is no longer below the line"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(below, official, sign_in, typed, said):
    typed = {
        key: [each.reference for each in below] if text == "all" else text for key, text in typed.items()
    }
    page = sign_in(official).post(URL, typed)
    assert said in page.text
    assert page.context["form"]["reason"].value() == typed["reason"]
    assert outcomes() == {}


def test_nobody_is_taken_who_is_above_the_line_decided_or_not_agreed(below, sifting, official):
    decide(application=below[0], outcome="shortlisted", reason="Exceptional.", by=official)
    untouched = sent_application(competition=sifting)
    everybody = list(sifting.applications.values_list("reference", flat=True))
    assert pass_over(competition=sifting, references=everybody, reason=REASON, by=official) == 2
    assert outcomes() == {below[0].reference: "shortlisted"} | {
        each.reference: "not_shortlisted" for each in below[1:]
    }
    assert untouched.reference not in outcomes()


def test_somebody_above_the_line_of_another_post_is_not_below_it():
    made = competition(closed=True, assessors=2, posts=2)
    runs = OfficialFactory(competition=made).user
    first, second = made.posts.all()
    Competition.objects.update(published_at=None)
    made.criteria.get(code="E1").posts.add(first)
    Competition.objects.update(published_at=made.opens)
    only_first, both = filled_application(competition=made), sent_application(competition=made)
    PostChoice.objects.filter(application=only_first, post=second).delete()
    only_first.state, only_first.sent_at = "sent", made.opens
    only_first.save()
    for application in (only_first, both):
        sift(application, by=runs, E1=3)
    assert list(below_the_line(made, user=runs)) == [only_first.reference]


def test_only_officials_without_a_conflict_and_never_without_a_reason(below, sifting, official):
    references = [each.reference for each in below]
    for person in (UserFactory(), sifting.assessors.first().user, OfficialFactory().user):
        with pytest.raises(NotAnOfficial):
            pass_over(competition=sifting, references=references, reason=REASON, by=person)
    with pytest.raises(ReasonMissing):
        pass_over(competition=sifting, references=references, reason=" \x00", by=official)
    assert outcomes() == {}
    seat = AssessorFactory(competition=sifting, position=9, user=official)
    recuse(seat, below[0])
    for application in below[1:]:
        score_and_send(seat, application)
    assert pass_over(competition=sifting, references=references, reason=REASON, by=official) == 2
    assert below[0].reference not in outcomes()


def test_cost_of_reading_does_not_grow_with_candidates(below, sifting, official):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            below_the_line(sifting, user=official)
        return len(queries)

    three = cost()
    sift(sent_application(competition=sifting), by=official, E1=3)
    assert cost() == three


def test_what_is_not_met_is_of_all_posts():
    made = competition(closed=True, assessors=2, posts=2)
    runs = OfficialFactory(competition=made).user
    first, second = made.posts.all()
    Competition.objects.update(published_at=None)
    made.criteria.get(code="E1").posts.add(first)
    made.criteria.get(code="E2").posts.add(second)
    Competition.objects.update(published_at=made.opens)
    both = sent_application(competition=made)
    sift(both, by=runs, E1=1, E2=1)
    assert below_the_line(made, user=runs)[both.reference].unmet == ("E1", "E2")
