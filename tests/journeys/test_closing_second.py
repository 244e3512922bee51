"""The last evening: the time left is told, and the competition closes while a page is open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recruitment.applications.models import Application, StepDraft
from recruitment.applications.progress import progress_of
from recruitment.competitions.models import Competition
from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_work(visit, live_server, sign_in):
    """Return a function that makes a visitor who is signed in as the applicant."""

    def visitor(application):
        made = visit()
        session = sign_in(application.applicant).cookies["sessionid"].value
        made.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return made

    return visitor


def closes_in(time):
    """Let the competition close after this time; one that is over is the past."""
    Competition.objects.update(closes=timezone.now() + time)


def test_page_that_was_open_at_closing_shows_what_was_typed(at_work):
    application = factories.ApplicationFactory()
    visitor = at_work(application)
    visitor.go(f"/applications/{application.reference}/about-you/name/")
    closes_in(timedelta())
    visitor.type("What is your full name?", "Rose, a second too late")
    visitor.press("Continue")
    assert visitor.heading == "This page was not saved"
    assert "Rose, a second too late" in visitor.text
    assert not StepDraft.objects.exists()
    visitor.click("read it")
    assert visitor.heading == "What you wrote"


def test_send_after_closing_is_told_so_and_the_draft_stays_readable(at_work):
    application = factories.filled_application()
    complete(application)
    visitor = at_work(application)
    visitor.go(f"/applications/{application.reference}/check/")
    closes_in(timedelta())
    visitor.press("Send application")
    assert visitor.heading == "What you wrote"
    assert "this application was not sent" in visitor.text
    assert "Amara Okonkwo" in visitor.text
    assert Application.objects.get().is_draft


def complete(application):
    """Mark every step as accepted, as it is when the person completed its page."""
    progress = progress_of(application)
    for each in progress.sections:
        for step in each.section.steps(progress.outline, progress.answers):
            StepDraft.objects.create(
                application=application,
                section=each.section.key,
                step=step.key,
                data={},
                accepted=True,
                version=1,
            )


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_minutes_are_counted_down_and_told_at_fifteen(at_work):
    application = factories.ApplicationFactory()
    closes_in(timedelta(minutes=16, seconds=30))
    visitor = at_work(application)
    visitor.page.clock.install()
    visitor.go(f"/applications/{application.reference}/")
    left = visitor.page.locator("[data-left]")
    told = visitor.page.locator("#time-left-told")
    assert (left.inner_text(), told.text_content()) == ("16 minutes", "")
    visitor.page.clock.run_for(2 * 60 * 1000)
    assert left.inner_text() in {"13 minutes", "14 minutes"}
    assert told.text_content() == "You have 15 minutes left to send your application."
