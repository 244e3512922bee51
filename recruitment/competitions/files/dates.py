"""Move a competition in time, for trying it out."""

from copy import deepcopy
from datetime import date, datetime, timedelta

from django.utils import timezone

from recruitment.competitions.files.format import Contents


def opened_yesterday(contents: Contents, *, today: date) -> Contents:
    """Return contents in which every date is moved by the same number of days, so that it opened yesterday.

    Times stay what the clock in London shows, whether or not summer time lies between.
    """
    moved = deepcopy(contents)
    competition = moved["competition"]
    days = today - timedelta(days=1) - timezone.localdate(competition["opens"])
    for key in ("opens", "closes"):
        competition[key] = _same_time(competition[key], days)
    competition["sift"] += days
    competition["interviews"] = [day + days for day in competition["interviews"]]
    for member in moved["body"]["members"]:
        member["starts"] += days
        member["ends"] += days
    return moved


def _same_time(moment: datetime, days: timedelta) -> datetime:
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(local.date() + days, local.time()))
