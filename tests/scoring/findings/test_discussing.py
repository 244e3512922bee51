"""Conflicts of interest are discussed at the interview, and it is recorded that they were."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.models import Interests
from recruitment.applications.withdrawal import withdraw
from recruitment.records.models import AuditEvent
from scoring.assessors.locking import NotInCompetition
from scoring.findings.discussing import record_discussion
from scoring.findings.errors import (
    ConflictDeclared,
    DiscussedElsewhere,
    NotBefore,
    NotInterviewed,
    NotTheirs,
    WordsMissing,
)
from scoring.findings.models import ConflictDiscussion
from tests.factories import UserFactory, sent_application
from tests.refusals import lifted
from tests.scoring.acting import discuss, interview, recuse

pytestmark = pytest.mark.django_db


def none(application, by, **more):
    values = {"kind": "none", "discussed_on": timezone.localdate()} | more
    return record_discussion(application=application, by=by, **values)


@pytest.fixture
def undeclared(met):
    """Return the candidate as one who declared no conflict."""
    with lifted("applications_interests"):
        Interests.objects.filter(application=met).update(has_conflict=False, conflict_details="")
    return met


def page_of(application, name="discussion"):
    return reverse(f"findings:{name}", args=["panel", application.reference])


def test_what_was_discussed_is_kept_with_the_panels_view_and_how_it_is_managed(met, official):
    made = discuss(met, by=official)
    assert (made.kind, made.discussed, made.view, made.mitigation, made.version) == (
        "discussed",
        "The consultancy.",
        "It can be managed.",
        "Keeps out of its cases.",
        1,
    )
    event = AuditEvent.objects.get(action="interview.conflicts_discussed")
    assert (event.subject, event.details["kind"]) == (met.reference, "discussed")
    assert discuss(met, by=official) == made


def test_that_there_is_none_is_recorded_and_is_not_the_same_as_nothing_recorded(undeclared, seats, sign_in):
    chair = sign_in(seats[0].user)
    assert "Not recorded yet." in chair.get(page_of(undeclared, "person")).text
    none(undeclared, seats[0].user, discussed="Left over.")
    page = chair.get(page_of(undeclared, "person")).text
    assert "The panel asked, and there is no conflict of interest" in page
    assert "Not recorded yet." not in page
    assert ConflictDiscussion.objects.get().discussed == ""


def test_who_declared_a_conflict_has_it_discussed(met, official):
    with pytest.raises(ConflictDeclared):
        none(met, official)


@pytest.mark.parametrize("left_out", ["discussed", "view", "mitigation"])
def test_a_conflict_is_discussed_in_words(met, official, left_out):
    said = dict.fromkeys(("discussed", "view", "mitigation"), "Words.") | {left_out: " \x00"}
    with pytest.raises(WordsMissing):
        record_discussion(
            application=met, kind="discussed", discussed_on=timezone.localdate(), by=official, **said
        )
    assert not ConflictDiscussion.objects.exists()


def test_nobody_else_records_it(met, seats, application):
    for user in (seats[1].user, UserFactory(), application.applicant):
        with pytest.raises(NotTheirs):
            discuss(met, by=user)
    recuse(seats[0], met)
    with pytest.raises(NotTheirs):
        discuss(met, by=seats[0].user)


def test_it_is_not_recorded_before_the_interview_or_for_tomorrow_or_of_somebody_withdrawn(
    sifting, official, undeclared
):
    later = interview(sent_application(competition=sifting), minutes_ago=-60)
    with pytest.raises(NotInterviewed):
        discuss(later, by=official)
    with pytest.raises(NotBefore):
        none(undeclared, official, discussed_on=timezone.localdate() + timedelta(days=1))
    withdraw(application=undeclared, by=undeclared.applicant)
    with pytest.raises(NotInCompetition):
        none(undeclared, official)


def test_a_change_is_a_new_version_and_two_at_once_are_noticed(met, official, seats):
    first = discuss(met, by=official)
    second = discuss(met, by=seats[0].user)
    assert (first.version, second.version) == (1, 2)
    with pytest.raises(DiscussedElsewhere):
        record_discussion(
            application=met,
            kind="discussed",
            discussed_on=timezone.localdate(),
            discussed="Other.",
            view="Other.",
            mitigation="Other.",
            by=official,
            seen=1,
        )
    assert list(ConflictDiscussion.objects.current()) == [second]


def test_the_database_keeps_what_was_recorded(met, official):
    made = discuss(met, by=official)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConflictDiscussion.objects.update(view="Changed.")
    with pytest.raises(IntegrityError), transaction.atomic():
        made.delete()


def test_page_shows_what_was_declared_and_asks_for_what_is_missing(met, official, sign_in):
    browser = sign_in(official)
    page = browser.get(page_of(met))
    assert "consultancy" in page.text
    today = timezone.localdate()
    typed = {
        "discussed_on-day": str(today.day),
        "discussed_on-month": str(today.month),
        "discussed_on-year": str(today.year),
        "version": "0",
    }
    refused = browser.post(page_of(met), typed | {"kind": "discussed", "discussed": "Talked."})
    assert "Enter the panel’s view" in refused.text
    assert "Enter how the conflict would be managed" in refused.text
    assert "Talked." in refused.text
    refused = browser.post(page_of(met), typed | {"kind": "none"})
    assert "Select yes and what was discussed" in refused.text
    whole = typed | {"kind": "discussed", "discussed": "Talked.", "view": "Fine.", "mitigation": "Steps out."}
    assert browser.post(page_of(met), whole).url == page_of(met, "person")
    shown = browser.get(page_of(met, "person")).text
    for said in ("Talked.", "Fine.", "Steps out."):
        assert said in shown
    elsewhere = browser.post(page_of(met), whole | {"view": "Other."})
    assert "while this page was open" in elsewhere.text
    again = browser.post(page_of(met), whole | {"view": "Other.", "version": "1"})
    assert again.url == page_of(met, "person")
    assert "What was recorded of conflicts before" in browser.get(page_of(met, "person")).text
