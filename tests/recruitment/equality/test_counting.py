"""What officials see: headcounts of groups, once no more answers can come."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recruitment.equality.asking import TIME_TO_ANSWER
from recruitment.equality.counting import NOT_KNOWN, count
from recruitment.equality.models import Response
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    closes = timezone.now() - TIME_TO_ANSWER
    return factories.competition(opens=closes - timedelta(days=28), closes=closes)


@pytest.fixture
def client(competition, sign_in):
    return sign_in(factories.OfficialFactory(competition=competition).user)


def respond(competition, people, **answers):
    Response.objects.bulk_create(
        Response(competition=competition, code_hash=f"{answers}{number}"[-64:], **answers)
        for number in range(people)
    )


def page(client, competition):
    return client.get(reverse("equality:counts", args=[competition.slug])).text


def test_groups_are_counted_and_small_ones_hidden(competition):
    respond(competition, 9, sex="female", region="london")
    respond(competition, 6, sex="male", region="london")
    respond(competition, 5, sex="prefer_not_to_say", region="wales")
    respond(factories.competition(), 7, sex="male")
    found = count(competition)
    tables = {table.title: dict(table.rows) for table in found.tables}
    assert found.people == 20
    assert tables["Sex"] == {"Female": 9, "Male": 6, NOT_KNOWN: 5}
    assert tables["Main home"]["London"] == 15
    assert {people for region, people in tables["Main home"].items() if region != "London"} == {None}
    assert not any(table.has_figures for table in found.tables if table.title == "Religion")


def test_fewer_than_ten_people_are_not_counted_at_all(competition, client):
    respond(competition, 9, sex="female")
    assert count(competition).tables == []
    assert "Fewer than 10 people answered" in page(client, competition)


def test_page_says_how_counting_works(competition, client):
    respond(competition, 12, sex="female")
    respond(competition, 5, sex="male")
    respond(competition, 8)
    found = page(client, competition)
    assert "A headcount under 5 is not shown, not even 0." in found
    assert "25 people went through the questions" in found
    assert "Not shown: the groups are too small." in found


def test_before_the_time_is_over_nothing_is_counted(sign_in):
    competition = factories.competition(closed=True)
    client = sign_in(factories.OfficialFactory(competition=competition).user)
    respond(competition, 20, sex="female")
    found = page(client, competition)
    assert "Figures are shown from" in found
    assert "Female" not in found


def test_page_costs_the_same_for_one_response_and_for_three_hundred(competition, client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            page(client, competition)
        return len(found)

    respond(competition, 1)
    before = queries()
    respond(competition, 299, sex="female")
    assert queries() == before
