"""What the public pages ask about competitions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet, Sum

from recruitment.accounts.models import User
from recruitment.competitions.models import Assessor, Competition

# The Governance Code's aim is to finish within three months of closing; until then people look for what they sent.
_RECENTLY = timedelta(days=92)


@dataclass(frozen=True)
class Listing:
    """The competitions on the home page, each with its number of `vacancies`."""

    open: list[Competition]
    opening_soon: list[Competition]
    closed: list[Competition]


def listing(now: datetime) -> Listing:
    """Return the published competitions, in one query: the next to close, the next to open, the last that closed."""
    competitions = list(
        Competition.objects.published()
        .filter(closes__gt=now - _RECENTLY)
        .annotate(vacancies=Sum("posts__vacancies", default=0))
        .order_by("closes", "slug")
    )
    return Listing(
        open=[each for each in competitions if each.is_open(now)],
        opening_soon=sorted((each for each in competitions if now < each.opens), key=lambda each: each.opens),
        closed=[each for each in reversed(competitions) if each.is_closed(now)],
    )


def still_open_to(user: User, competition: Competition, now: datetime) -> bool:
    """Say whether this person was given longer than the closing time, and has not sent yet."""
    drafts = competition.applications.filter(sent_at=None, asked_to_send_at=None, extended_until__gt=now)
    return drafts.filter(applicant=user).exists()


def adverts() -> QuerySet[Competition]:
    """Return published competitions with all that an advert says, in a fixed number of queries."""
    return (
        Competition.objects.published()
        .select_related("body")
        .prefetch_related(
            "posts__sectors",
            "criteria__posts",
            "scale_levels",
            Prefetch("assessors", Assessor.objects.serving()),
        )
    )
