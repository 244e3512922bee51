"""Dates and times as GOV.UK writes them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from recruitment.govuk.templatetags.moments import day, duration, moment, to_day, weekday

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(("value", "text"), [
    (datetime(2021, 5, 4, 23, 59, tzinfo=LONDON), "11:59pm on Tuesday 4 May 2021"),
    (datetime(2021, 5, 4, 9, 0, tzinfo=LONDON), "9am on Tuesday 4 May 2021"),
    (datetime(2021, 5, 4, 0, 5, tzinfo=LONDON), "12:05am on Tuesday 4 May 2021"),
    (datetime(2021, 5, 4, 12, 0, tzinfo=LONDON), "midday on Tuesday 4 May 2021"),
    (datetime(2021, 5, 4, 12, 30, tzinfo=LONDON), "12:30pm on Tuesday 4 May 2021"),
    (datetime(2021, 5, 5, 0, 0, tzinfo=LONDON), "midnight at the end of Tuesday 4 May 2021"),
    (datetime(2021, 5, 4, 22, 59, tzinfo=UTC), "11:59pm on Tuesday 4 May 2021"),
    (datetime(2021, 12, 31, 23, 59, tzinfo=UTC), "11:59pm on Friday 31 December 2021"),
])  # fmt: skip
def test_moment_is_said_in_local_time(value, text):
    assert moment(value) == text


def test_day_and_weekday_of_a_date():
    assert day(date(2021, 6, 7)) == "7 June 2021"
    assert weekday(date(2021, 6, 7)) == "Monday 7 June 2021"
    assert day(datetime(2021, 6, 7, 23, 30, tzinfo=UTC)) == "8 June 2021"


def test_days_from_one_to_another_or_one_alone():
    assert to_day(date(2021, 6, 7), date(2021, 7, 1)) == "7 June 2021 to 1 July 2021"
    assert to_day(date(2021, 6, 7), date(2021, 6, 7)) == "7 June 2021"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(seconds=1), "1 minute"),
        (timedelta(seconds=61), "2 minutes"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=2, seconds=1), "3 hours"),
    ],
)
def test_duration_is_never_said_to_be_shorter_than_it_is(value, text):
    assert duration(value) == text
