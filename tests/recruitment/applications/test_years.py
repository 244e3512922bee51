"""How years are counted: what must hold for any career, and a few that can be counted on fingers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.applications.years import Duration, Worked, duration, experience, in_words, length

UNTIL = date(2021, 4, 6)
MONTHS = st.dates(date(1980, 1, 1), date(2025, 12, 1))


@st.composite
def roles(draw):
    """Draw a role as it may come out of the database, also one that begins or ends after the month of counting."""
    first, last = sorted((draw(MONTHS), draw(MONTHS)))
    return Worked(
        started=first,
        ended=draw(st.sampled_from([last, None])),
        half_days_a_week=draw(st.integers(1, 10)),
        months_of_break=draw(st.integers(0, 700)),
        strategic=draw(st.booleans()),
        frontline=draw(st.booleans()),
    )


CAREERS = st.lists(roles(), max_size=8)


def counted(*career):
    found = duration(career, until=UNTIL)
    return found.months, found.full_time


@given(CAREERS)
def test_never_negative_and_never_more_than_the_span(career):
    found = duration(career, until=UNTIL)
    first = min((role.started for role in career), default=UNTIL)
    last = max((min(role.ended or UNTIL, UNTIL) for role in career), default=UNTIL)
    assert 0 <= found.full_time <= found.months <= length(first, last)


@given(CAREERS, roles())
def test_one_more_role_never_lowers_it(career, more):
    before, after = duration(career, until=UNTIL), duration([*career, more], until=UNTIL)
    assert (after.months >= before.months, after.full_time >= before.full_time) == (True, True)


@given(CAREERS.flatmap(lambda career: st.tuples(st.just(career), st.permutations(career))))
def test_order_does_not_matter(careers):
    career, shuffled = careers
    assert duration(career, until=UNTIL) == duration(shuffled, until=UNTIL)


@given(CAREERS)
def test_the_same_months_count_once(career):
    assert duration(career + career, until=UNTIL) == duration(career, until=UNTIL)


@given(CAREERS)
def test_each_level_counts_its_own_roles(career):
    found = experience(career, until=UNTIL)
    assert found.strategic == duration([role for role in career if role.strategic], until=UNTIL)
    assert found.frontline == duration([role for role in career if role.frontline], until=UNTIL)


@given(CAREERS, MONTHS)
def test_time_that_passes_never_lowers_it(career, later):
    until, later = sorted((UNTIL, later))
    assert duration(career, until=later).months >= duration(career, until=until).months


def test_first_and_last_month_count():
    assert counted(Worked(date(2012, 3, 1), date(2012, 3, 31))) == (1, 1)
    assert counted(Worked(date(2012, 3, 1), date(2019, 5, 1))) == (87, 87)


def test_role_that_goes_on_counts_to_the_month_of_counting():
    assert counted(Worked(date(2020, 5, 1), None)) == (12, 12)
    assert counted(Worked(date(2022, 5, 1), None)) == (0, 0)


def test_overlap_counts_once():
    assert counted(
        Worked(date(2010, 1, 1), date(2014, 12, 1)), Worked(date(2013, 1, 1), date(2015, 12, 1))
    ) == (
        72,
        72,
    )


def test_break_is_taken_off():
    role = Worked(date(2010, 1, 1), date(2010, 12, 1), months_of_break=5)
    assert counted(role) == (7, 7)
    assert counted(Worked(date(2010, 1, 1), date(2010, 12, 1), months_of_break=99)) == (0, 0)


def test_part_time_counts_in_full_by_the_calendar_and_in_part_as_full_time_work():
    assert counted(Worked(date(2010, 1, 1), date(2010, 12, 1), half_days_a_week=4)) == (12, 5)  # 4.8


def test_half_days_count():
    assert counted(Worked(date(2010, 1, 1), date(2010, 12, 1), half_days_a_week=5)) == (12, 6)
    assert counted(Worked(date(2010, 1, 1), date(2010, 12, 1), half_days_a_week=1)) == (12, 1)  # 1.2


def test_month_with_several_roles_counts_with_the_fullest():
    part = Worked(date(2010, 1, 1), date(2010, 12, 1), half_days_a_week=4)
    full = Worked(date(2010, 10, 1), date(2010, 12, 1))
    assert counted(part, full) == (12, 7)  # 9 months of 2/5, 3 whole ones


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "None"),
        (1, "1 month"),
        (8, "8 months"),
        (12, "1 year"),
        (13, "1 year and 1 month"),
        (87, "7 years and 3 months"),
    ],
)
def test_words(months, words):
    assert in_words(months) == words


def test_full_time_equivalent_is_said_where_it_is_less():
    assert str(Duration(months=24, full_time=24)) == "2 years"
    assert str(Duration(months=24, full_time=10)) == "2 years (10 months as full-time work)"
