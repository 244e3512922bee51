"""Dates and numbers as a pack writes them."""

from datetime import date, datetime

from django.utils import timezone


def day(moment: date, *, clock: bool = False) -> str:
    """Return a date such as "4 May 2021", in the site's time zone; with the time of day if asked for."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    text = f"{local.day} {local:%B %Y}"
    return f"{text} at {local:%H:%M}" if clock else text


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 person", "3 people"."""
    return f"{number} {one if number == 1 else many}"
