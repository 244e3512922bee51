"""Dates and months as people write them, with the messages of the Design System's date input pattern."""

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from recruitment.govuk.fields import GovukField
from recruitment.govuk.widgets import DateInput

LAST_YEAR = 2100  # far later than any date that is asked for
MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]

_COMPARISONS: dict[str, Callable[[date, date], bool]] = {
    "in the past": operator.lt,
    "today or in the past": operator.le,
    "this month or in the past": operator.le,
    "in the future": operator.gt,
    "today or in the future": operator.ge,
    "this month or in the future": operator.ge,
}


class DateField(GovukField):
    """A date, typed in three parts. The month may be a number, a name or the beginning of a name.

    `must_be` is one of: "in the past", "today or in the past", "in the future", "today or in the future".
    Each error tells the parts that are wrong in `params["parts"]`; only those are shown in red.
    """

    parts: tuple[str, ...] = ("day", "month", "year")
    thing = "date"

    def __init__(self, label: str, *, must_be: str | None = None, **kwargs: Any) -> None:
        self.must_be = must_be
        self._holds = _COMPARISONS[must_be] if must_be else None
        super().__init__(label, widget=DateInput(self.parts), **kwargs)

    def to_python(self, value: date | Mapping[str, str] | None) -> date | None:
        """The date that the parts say, None where all are empty."""
        if value is None or isinstance(value, date):
            return value
        typed = {part: value.get(part, "").strip() for part in self.parts}
        missing = [part for part in self.parts if not typed[part]]
        if missing == list(self.parts):
            return None
        if missing:
            raise self._error(f"must include a {' and '.join(missing)}", "incomplete", missing)
        return self._date(typed)

    def validate(self, value: date | None) -> None:
        """Refuse a missing date, and one on the wrong side of today."""
        super().validate(value)
        if value and self._holds and not self._holds(value, self._today()):
            raise self._error(f"must be {self.must_be}", "must_be")

    def _date(self, typed: dict[str, str]) -> date:
        if not (len(typed["year"]) == 4 and typed["year"].isdecimal()):
            raise ValidationError("Year must include 4 numbers", "year", {"parts": ["year"]})
        if int(typed["year"]) > LAST_YEAR:
            raise ValidationError(f"Year must be {LAST_YEAR} or earlier", "year", {"parts": ["year"]})
        numbers = {"day": _number(typed.get("day", "1"), 31), "month": _month(typed["month"])}
        wrong = [part for part, number in numbers.items() if number is None]
        try:
            return date(int(typed["year"]), numbers["month"] or 0, numbers["day"] or 0)
        except ValueError as error:
            raise self._error(f"must be a real {self.thing}", "unreal", wrong) from error

    def _today(self) -> date:
        return localdate()

    def _error(self, predicate: str, code: str, parts: Iterable[str] = ()) -> ValidationError:
        """Parts that are left out mean the whole date."""
        return ValidationError(
            f"{self.subject} {predicate}", code, {"parts": list(parts) or list(self.parts)}
        )


class MonthField(DateField):
    """A month of a year, typed in two parts; its value is the first day of the month.

    `must_be` is one of: "in the past", "this month or in the past", "in the future",
    "this month or in the future".
    """

    parts = ("month", "year")
    thing = "month"

    def _today(self) -> date:
        return localdate().replace(day=1)


def _number(text: str, highest: int) -> int | None:
    """The number from 1 to `highest` that the text says, or None."""
    number = int(text) if text.isdecimal() and len(text) <= 2 else 0
    return number if 1 <= number <= highest else None


def _month(text: str) -> int | None:
    """The month from 1 to 12 that the text says: 3, 03, March, mar, Sept."""
    beginning = text.lower().rstrip(".")
    if len(beginning) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(beginning):
                return number
    return _number(text, 12)
