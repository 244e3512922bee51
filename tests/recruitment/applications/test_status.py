"""Where an application is, as its applicant sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recruitment.applications import tracking
from recruitment.applications.models import Milestone
from recruitment.applications.queries import tracked_applications
from recruitment.applications.status import track_of
from recruitment.records.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def track(application, now=None):
    return track_of(tracked_applications(application.applicant).get(pk=application.pk), now)


def said(application, now=None):
    return [event.text for event in track(application, now).happened]


def page_of(sign_in, application):
    address = f"/applications/{application.reference}/sent/"
    return sign_in(application.applicant).get(address).content.decode()


def test_draft_is_in_progress_until_it_closes():
    application = factories.ApplicationFactory()
    assert track(application).status.label == "In progress"
    assert track(application, application.closes).status.label == "Not sent"
    assert track(application, application.closes).happened == ()


def test_sent_application_waits_for_the_closing_and_then_for_the_sift():
    application = factories.sent_application()
    closes = application.competition.closes
    assert track(application).status.label == "Sent"
    assert [each.what for each in track(application).expected] == [
        "The competition closes",
        "The sift",
        "Interviews",
    ]
    assert said(application) == ["You sent your application"]
    assert track(application, closes).status.label == "Waiting for the sift"
    assert said(application, closes) == ["You sent your application", "The competition closed"]
    assert [each.what for each in track(application, closes).expected] == ["The sift", "Interviews"]


def test_sift_is_under_way_for_everybody_when_it_began_for_one():
    competition = factories.competition(closed=True)
    first, second = (factories.sent_application(competition=competition) for _ in range(2))
    elsewhere = factories.sent_application(competition=factories.competition(closed=True))
    tracking.note(application=first, kind=Milestone.Kind.SIFT_STARTED, by=None)
    assert track(first) == track(second)
    assert track(second).status.label == "Sift under way"
    assert said(second)[-1] == "The assessment panel began the sift"
    assert track(elsewhere).status.label == "Waiting for the sift"


def test_note_twice_is_one_milestone_and_one_event():
    application = factories.sent_application()
    moment = timezone.now()
    kind = Milestone.Kind.SHORTLISTED
    assert tracking.note(application=application, kind=kind, by=application.applicant, now=moment)
    assert not tracking.note(application=application, kind=kind, by=application.applicant)
    assert application.milestones.get().at == moment
    [event] = AuditEvent.objects.filter(action="milestone.noted")
    assert (event.subject, event.details) == (application.reference, {"kind": "shortlisted"})


def test_milestone_is_not_shown_before_its_moment():
    application = factories.sent_application()
    later = timezone.now() + timedelta(hours=1)
    tracking.note(application=application, kind=Milestone.Kind.SHORTLISTED, by=None, now=later)
    assert track(application).status.label == "Sent"
    assert track(application, later).status.label == "Shortlisted for interview"


def test_receipt_becomes_a_status_page_when_something_happens(sign_in):
    application = factories.sent_application()
    receipt = page_of(sign_in, application)
    assert "govuk-panel--confirmation" in receipt
    assert "What has happened" not in receipt
    type(application.competition).objects.update(closes=timezone.now())
    status = page_of(sign_in, application)
    assert "govuk-panel--confirmation" not in status
    assert "Where your application stands" in status
    assert "The competition closed" in status


@pytest.mark.parametrize(
    ("kind", "words", "may_withdraw"),
    [("shortlisted", "You were shortlisted for interview", True),
     ("reserve", "You became a reserve for interview", True),
     ("not_shortlisted", "To ask for feedback", False)],
)  # fmt: skip
def test_outcome_is_on_the_page(sign_in, kind, words, may_withdraw):
    application = factories.sent_application(competition=factories.competition(closed=True))
    tracking.note(application=application, kind=kind, by=None)
    page = page_of(sign_in, application)
    assert words in page
    assert ("Withdraw your application" in page) is may_withdraw


def test_list_says_the_status_and_the_next_date(sign_in):
    application = factories.sent_application()
    page = sign_in(application.applicant).get("/applications/").content.decode()
    assert "Sent" in page
    assert "Next: The competition closes" in page


# Once the outcome is told, one query asks for feedback.
@pytest.mark.parametrize(("count", "queries"), [(1, 7), (3, 8)])
def test_cost_of_the_status_page_does_not_grow(sign_in, count, queries, django_assert_num_queries):
    competition = factories.competition(closed=True)
    application = factories.sent_application(competition=competition)
    for other in [factories.sent_application(competition=competition) for _ in range(count)]:
        tracking.note(application=other, kind=Milestone.Kind.SIFT_STARTED, by=None)
    if count > 1:
        tracking.note(application=application, kind=Milestone.Kind.SIFT_STARTED, by=None)
        tracking.note(application=application, kind=Milestone.Kind.SHORTLISTED, by=None)
    client = sign_in(application.applicant)
    with django_assert_num_queries(queries):
        assert client.get(f"/applications/{application.reference}/sent/").status_code == 200
