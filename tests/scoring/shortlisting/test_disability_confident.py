"""Disability Confident is brought up after the ranking, for an official who does not assess and for nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment.applications.models import Application, PostChoice
from recruitment.applications.reading import Reader, disability_confident
from scoring.packs.queries import shortlist_contents
from scoring.shortlisting.deciding import decide
from tests.factories import OfficialFactory, competition, filled_application, sent_application
from tests.scoring.acting import confirm_and_release, recuse, score_and_send, sift

pytestmark = pytest.mark.django_db

URL = "/officials/panel/ranking/"
SCHEME = "Disability Confident"


def sifted(made, *, by, opted_in=True, **levels):
    """Make an application with agreed scores, under the scheme or not."""
    application = sent_application(competition=made, opted_in=opted_in)
    sift(application, by=by, **levels)
    return application


def shown(page):
    return [
        (row["person"].reference, row["person"].place, row["decision"])
        for row in page.context["under_the_scheme"]
    ]


def test_those_above_the_line_who_are_not_shortlisted_are_listed_by_place(sifting, official, sign_in):
    second = sifted(sifting, by=official)
    best = sifted(sifting, by=official, E1=6)
    sifted(sifting, by=official, opted_in=False, E1=7)
    sifted(sifting, by=official, E1=3)
    shortlisted = sifted(sifting, by=official, E1=5)
    decide(application=shortlisted, outcome="shortlisted", reason="Strong.", by=official)
    decide(application=second, outcome="not_shortlisted", reason="Others were stronger.", by=official)

    page = sign_in(official).get(URL)

    assert shown(page) == [(best.reference, 2, "Not decided"), (second.reference, 4, "Not shortlisted")]
    part = page.text.partition(SCHEME)[2]
    assert f"/applications/{best.reference}/decide/" in part
    assert "not shortlisted: 2." in part


def test_nobody_left_is_said(sifting, official, sign_in):
    sifted(sifting, by=official, E1=3)
    assert "Nobody under the scheme is above the line and not shortlisted." in sign_in(official).get(URL).text


def test_a_decision_that_was_told_is_shown_without_a_way_to_change_it(sifting, official, sign_in):
    application = sifted(sifting, by=official)
    decide(application=application, outcome="not_shortlisted", reason="Others were stronger.", by=official)
    confirm_and_release(competition=sifting, by=official)

    part = sign_in(official).get(URL).text.partition(SCHEME)[2]

    assert "Not shortlisted, and told so" in part
    assert "/decide/" not in part


def test_each_post_has_its_own(sign_in):
    made = competition(closed=True, assessors=2, posts=2, slug="panel")
    official = OfficialFactory(competition=made).user
    first, other = made.posts.all()
    application = filled_application(competition=made)
    PostChoice.objects.filter(application=application, post=first).delete()
    application.state, application.sent_at = "sent", made.closes
    application.save()
    sift(application, by=official)
    browser = sign_in(official)

    assert shown(browser.get(URL, {"post": first.key})) == []
    assert [row[0] for row in shown(browser.get(URL, {"post": other.key}))] == [application.reference]


def test_what_if_says_nothing_of_it(sifting, official, sign_in):
    sifted(sifting, by=official)
    assert SCHEME not in sign_in(official).get(reverse("shortlisting:what-if", args=["panel"])).text


def test_an_official_who_also_assesses_never_reads_it(sifting, seats, sign_in):
    seat = seats[1]
    OfficialFactory(competition=sifting, user=seat.user)
    application = sifted(sifting, by=seat.user)
    browser = sign_in(seat.user)
    for outcome in ("not_shortlisted", None):  # names are shown once all is decided; the scheme is not
        page = browser.get(URL)
        assert page.status_code == 200
        assert application.reference in page.text
        assert SCHEME not in page.text
        assert "under_the_scheme" not in page.context
        if outcome:
            decide(application=application, outcome=outcome, reason="Others.", by=seat.user)


def test_assessors_and_the_chair_do_not_find_the_page(sifting, seats, official, sign_in):
    sifted(sifting, by=official)
    for seat in seats:
        browser = sign_in(seat.user)
        assert browser.get(URL).status_code == 404
        for name in ("assessors:competition", "moderation:competition"):
            assert SCHEME not in browser.get(reverse(name, args=["panel"])).text


def test_an_official_who_assessed_and_is_recused_meets_nobody_in_it(sifting, seats, sign_in):
    seat = seats[2]
    OfficialFactory(competition=sifting, user=seat.user)
    application = sent_application(competition=sifting)
    for scoring in seats[:2]:
        score_and_send(scoring, application)
    recuse(seat, application)
    assert application.reference not in sign_in(seat.user).get(URL).text


@pytest.mark.parametrize("reader", [Reader.BLIND_ASSESSOR, Reader.ASSESSOR, Reader.PACK])
def test_readers_who_score_and_packs_select_nothing(sifting, reader):
    sent_application(competition=sifting)
    with CaptureQueriesContext(connection) as queries:
        assert not disability_confident(Application.objects.all(), reader=reader).exists()
    assert "support" not in " ".join(query["sql"] for query in queries)


def test_a_pack_does_not_hold_it(sifting, official):
    application = sifted(sifting, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    with CaptureQueriesContext(connection) as queries:
        contents = shortlist_contents(sifting)
    assert [person.reference for person in contents.people] == [application.reference]
    assert SCHEME not in repr(contents)
    assert "applications_support" not in " ".join(query["sql"] for query in queries)


def test_number_of_queries_does_not_grow(sign_in):
    found = []
    for number in (1, 3):
        made = competition(closed=True, assessors=2)
        official = OfficialFactory(competition=made).user
        for _ in range(number):
            sifted(made, by=official)
        browser = sign_in(official)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(reverse("shortlisting:ranking", args=[made.slug]))
        assert len(page.context["under_the_scheme"]) == number
        found.append(len(queries))
    assert found[0] == found[1]
