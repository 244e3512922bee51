"""Move a competition in time, for trying it out."""

from copy import deepcopy
from datetime import date, datetime, timedelta

from django.utils import timezone

from recruitment.competitions.files.format import Contents


def opening_on(day: date, contents: Contents) -> Contents:
    """Return contents in which every date is moved by the same number of days, so that it opens on `day`.

    Times stay what the clock in London shows, whether or not summer time lies between.
    """
    moved = deepcopy(contents)
    competition = moved["competition"]
    days = day - timezone.localdate(competition["opens"])
    for key in ("opens", "closes"):
        competition[key] = _same_time(competition[key], days)
    competition["sift"] += days
    competition["interviews"] = [each + days for each in competition["interviews"]]
    for member in moved["body"]["members"]:
        member["starts"] += days
        member["ends"] += days
    return moved


def _same_time(moment: datetime, days: timedelta) -> datetime:
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime.combine(local.date() + days, local.time()))
