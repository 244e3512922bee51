"""The pages of interviews take as many queries for 1, 3 and 30 people and times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scoring.interviews.answering import cannot_come, choose
from tests.factories import OfficialFactory, competition
from tests.scoring.interviews.inviting import add, invite_all, shortlisted

pytestmark = pytest.mark.django_db


def counts(number, sign_in):
    made = competition(closed=True)
    official = OfficialFactory(competition=made).user
    slots = add(made, by=official, number=3 * number, minutes=5)
    for_time, cannot, waiting = (shortlisted(made, number=number) for _ in range(3))
    invite_all(made, by=official)
    shortlisted(made, number=number)
    for application, slot in zip(for_time, slots, strict=False):
        choose(application=application, slot=slot, by=application.applicant)
    for application in cannot:
        cannot_come(application=application, reason="", by=application.applicant)
    reference = waiting[0].reference
    pages = [
        (official, f"/officials/{made.slug}/interviews/"),
        (official, f"/officials/{made.slug}/interviews/invite/"),
        (waiting[0].applicant, f"/applications/{reference}/interview/"),
        (waiting[0].applicant, f"/applications/{reference}/interview/time/"),
        (waiting[0].applicant, f"/applications/{reference}/sent/"),
    ]
    found = []
    for person, address in pages:
        browser = sign_in(person)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        found.append(len(queries))
    return found


def test_number_of_queries_does_not_grow(sign_in):
    one, three, thirty = (counts(number, sign_in) for number in (1, 3, 30))
    assert one == three == thirty
    assert max(one) <= 14
