"""How long somebody worked at one level in one sector, counted from their roles. Pure: no database.

The rule, for the roles at the level (docs/decisions/0011-how-years-of-experience-are-counted.md):

1. A role counts from the month it began to the month it ended, both included; one that goes on counts up to a given
   month.
2. A career break within a role is taken off its end: people are asked how long it was, never when or why.
3. A month counts once, however many roles cover it. Those months are the time worked.
4. For the full-time equivalent each month counts with the largest part of a week that any role in it had, of ten
   half-days, and the sum is rounded to whole months.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FULL_WEEK = 10  # half-days


@dataclass(frozen=True)
class Worked:
    """A role as it counts. `started` and `ended` are any day of a month; `ended` is None while the role goes on."""

    started: date
    ended: date | None
    half_days_a_week: int = FULL_WEEK  # 1 to 10
    months_of_break: int = 0
    strategic: bool = True
    frontline: bool = True


@dataclass(frozen=True)
class Duration:
    """How long: whole months by the calendar, and the same as full-time work, which is never more."""

    months: int
    full_time: int

    def __str__(self) -> str:
        """Return "7 years and 3 months", with the full-time equivalent where that is less."""
        if self.full_time == self.months:
            return in_words(self.months)
        return f"{in_words(self.months)} ({in_words(self.full_time)} as full-time work)"


@dataclass(frozen=True)
class Experience:
    """How long somebody worked at each level."""

    strategic: Duration
    frontline: Duration


def experience(roles: Iterable[Worked], *, until: date) -> Experience:
    """Return how long these roles make at each level, up to and with the month of `until`."""
    counted = list(roles)
    return Experience(
        strategic=duration((role for role in counted if role.strategic), until=until),
        frontline=duration((role for role in counted if role.frontline), until=until),
    )


def duration(roles: Iterable[Worked], *, until: date) -> Duration:
    """Return how long these roles make together, whatever their levels, up to and with the month of `until`."""
    half_days: dict[int, int] = {}  # the largest number a week in each month
    for role in roles:
        for month in _months(role, until):
            half_days[month] = max(half_days.get(month, 0), role.half_days_a_week)
    return Duration(months=len(half_days), full_time=_rounded(sum(half_days.values()), FULL_WEEK))


def length(started: date, ended: date) -> int:
    """Return how many months there are from one to the other, both included; 0 where the end comes first."""
    return max(_number(ended) - _number(started) + 1, 0)


def in_words(months: int) -> str:
    """Return "7 years and 3 months", "1 year", "8 months", or "None" for no month."""
    years, rest = divmod(months, 12)
    parts = [
        f"{number} {unit}" if number == 1 else f"{number} {unit}s"
        for number, unit in ((years, "year"), (rest, "month"))
        if number
    ]
    return " and ".join(parts) or "None"


def _months(role: Worked, until: date) -> range:
    """Return the months that count, numbered one after another."""
    last = min(_number(role.ended), _number(until)) if role.ended else _number(until)
    return range(_number(role.started), last + 1 - role.months_of_break)


def _number(day: date) -> int:
    return day.year * 12 + day.month


def _rounded(whole: int, part: int) -> int:
    """Return whole / part, rounded to the nearest; a half goes up."""
    return (2 * whole + part) // (2 * part)
