"""What a single value of a competition file may be.

A check takes a value as TOML gives it and returns what is wrong with it in words, or nothing.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, TextField

Check = Callable[[Any], str]

# Far enough for any term of office, and near enough for every calendar.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_MOMENT = "must be a date and time with its offset, such as 2021-04-06T09:00:00+01:00"
_DAY = "must be a date, such as 2021-05-18"
_YEARS = f"must be from the years {_FIRST_YEAR} to {_LAST_YEAR}"


def text(model: type[Model], column: str, *, form: str = "must be written in another form") -> Check:
    """Return the check of a text that goes into a column; `form` says in words what the column's validators want."""
    field: Any = model._meta.get_field(column)
    in_lines = isinstance(field, TextField)

    def check(value: Any) -> str:
        if not isinstance(value, str):
            return f"must be a text in quotes, not {shown(value)}"
        if not value.strip():
            return "" if field.blank and not value else "must not be empty"
        if field.max_length and len(value) > field.max_length:
            return f"must be {field.max_length} characters or fewer; it has {len(value)}"
        if not all(_is_plain(character, in_lines=in_lines) for character in value):
            return "must not contain control characters" + ("" if in_lines else " or line breaks")
        try:
            field.run_validators(value)
        except ValidationError:
            return form
        return ""

    return check


def whole(least: int, most: int) -> Check:
    """Return the check of a whole number."""

    def check(value: Any) -> str:
        good = type(value) is int and least <= value <= most  # True is an int, but not a number to people
        return "" if good else f"must be a whole number from {least:,} to {most:,}, not {shown(value)}"

    return check


def flag(value: Any) -> str:
    """Check a yes or no."""
    return "" if isinstance(value, bool) else f"must be true or false, not {shown(value)}"


def moment(value: Any) -> str:
    """Check a date and time that says its offset."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return f"{_MOMENT}, not {shown(value)}"
    return "" if _FIRST_YEAR <= value.year <= _LAST_YEAR else _YEARS


def day(value: Any) -> str:
    """Check a date without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        return f"{_DAY}, not {shown(value)}"
    return "" if _FIRST_YEAR <= value.year <= _LAST_YEAR else _YEARS


def first_and_last(value: Any) -> str:
    """Check a list of two days."""
    if not isinstance(value, list) or len(value) != 2:
        return "must be a list of two dates, the first and the last day"
    return day(value[0]) or day(value[1])


def one_of(*options: int | str) -> Check:
    """Return the check of a choice."""

    def check(value: Any) -> str:
        good = any(type(value) is type(option) and value == option for option in options)
        return "" if good else f"must be {_either(options)}, not {shown(value)}"

    return check


def some_of(*options: str, least: int = 0) -> Check:
    """Return the check of a list of choices."""

    def check(value: Any) -> str:
        if problem := several(value):
            return problem
        for item in value:
            if item not in options:
                return f"must be a list of {_either(options)}; {shown(item)} is neither"
        return "" if len(value) >= least else f"must name at least one of {_either(options)}"

    return check


def several(value: Any) -> str:
    """Check a list of different texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return f"must be a list of texts in quotes, not {shown(value)}"
    twice = [item for item, count in Counter(value).items() if count > 1]
    return f"names {shown(twice[0])} twice" if twice else ""


def shown(value: Any) -> str:
    """Return a value for a message, about as it stands in the file, shortened."""
    if isinstance(value, bool | str):
        words = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict | list):
        words = "a table" if isinstance(value, dict) else "a list"
    else:
        words = str(value)
    return words if len(words) <= 60 else f"{words[:57]}..."


def _either(options: tuple[int | str, ...]) -> str:
    *others, last = (shown(option) for option in options)
    return f"{', '.join(others)} or {last}"


def _is_plain(character: str, *, in_lines: bool) -> bool:
    if character in "\n\t":
        return in_lines
    return unicodedata.category(character) not in {"Cc", "Zl", "Zp"}
