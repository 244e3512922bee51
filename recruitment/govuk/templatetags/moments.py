"""Dates and times as GOV.UK writes them: `{{ competition.closes|moment }}`. Built into every template."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def day(value: date | datetime) -> str:
    """Return "4 May 2021"."""
    local = _local(value)
    return f"{local.day} {local:%B %Y}"


@register.filter
def to_day(first: date, last: date) -> str:
    """Return "4 May 2021 to 6 May 2021", or "4 May 2021" where both are the same day."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


@register.filter
def weekday(value: date | datetime) -> str:
    """Return "Tuesday 4 May 2021"."""
    return f"{_local(value):%A} {day(value)}"


@register.filter
def moment(value: datetime) -> str:
    """Return "11:59pm on Tuesday 4 May 2021".

    Midnight is said as the end of the day before, because "midnight on Tuesday" is read both ways.
    """
    local = _local(value)
    if (local.hour, local.minute) == (0, 0):
        return f"midnight at the end of {weekday(local.date() - timedelta(days=1))}"
    return f"{clock(local)} on {weekday(local)}"


@register.filter
def duration(value: timedelta) -> str:
    """Return "1 minute", "10 minutes" or "2 hours": never less than there is."""
    minutes = max(1, -(-value // timedelta(minutes=1)))
    number, unit = (minutes, "minute") if minutes < 120 else (-(-minutes // 60), "hour")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


@register.filter
def time_left(value: datetime) -> str:
    """Return "3 hours 12 minutes": the whole minutes left until a moment; empty if it is past or a day away."""
    minutes = (value - timezone.now()) // timedelta(minutes=1)
    if not 0 <= minutes < 24 * 60:
        return ""
    return " ".join(
        f"{number} {unit}" if number == 1 else f"{number} {unit}s"
        for number, unit in ((minutes // 60, "hour"), (minutes % 60, "minute"))
        if number or unit == "minute"
    )


@register.filter
def clock(value: datetime) -> str:
    """Return "2:02pm", "5pm" or "midday"."""
    local = _local(value)
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) else value
