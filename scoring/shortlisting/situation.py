"""Where a competition is, in words, and what an official does next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone

from recruitment.competitions.models import Competition
from recruitment.govuk.templatetags.moments import moment

# The Department aims to conclude within three months of the closing date (domain guide 2.3).
DAYS_TO_CONCLUDE = 90


class Standing(StrEnum):
    """Where one application is, from an official's point of view."""

    SCORING = "scoring"
    AGREEING = "agreeing"
    DECIDING = "deciding"
    SHORTLISTED = "shortlisted"
    RESERVE = "reserve"
    NOT_SHORTLISTED = "not-shortlisted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The standing in words."""
        return LABELS[self]


LABELS = {
    Standing.SCORING: "To be scored",
    Standing.AGREEING: "Scores to be agreed",
    Standing.DECIDING: "To be decided",
    Standing.SHORTLISTED: "Shortlisted",
    Standing.RESERVE: "Reserve",
    Standing.NOT_SHORTLISTED: "Not shortlisted",
    Standing.WITHDRAWN: "Withdrawn",
}


DECIDED = (Standing.SHORTLISTED, Standing.RESERVE, Standing.NOT_SHORTLISTED)


@dataclass(frozen=True)
class Situation:
    """The state of a competition and the next step. `standing` is that of the applications which need the step."""

    state: str
    next_step: str
    standing: Standing | None = None
    is_decided: bool = False


def situation(
    competition: Competition, counts: Mapping[Standing, int], now: datetime | None = None
) -> Situation:
    """Say where the competition is. `counts` says how many applications have each standing."""
    present = now or timezone.now()
    if not competition.is_published(present):
        return Situation("Not published", "Publish the competition")
    if present < competition.opens:
        return Situation(f"Opens at {moment(competition.opens)}", "Nothing to do until it opens")
    if not competition.is_closed(present):
        closing = moment(competition.closes)
        return Situation(f"Open until {closing}", "Assessors can score applications when it has closed")
    return _after_closing(counts)


def days_since_closing(competition: Competition, today: date | None = None) -> int:
    """Return how many days ago the competition closed."""
    return ((today or timezone.localdate()) - timezone.localdate(competition.closes)).days


def _after_closing(counts: Mapping[Standing, int]) -> Situation:
    scoring, agreeing, deciding = (
        counts.get(standing, 0) for standing in (Standing.SCORING, Standing.AGREEING, Standing.DECIDING)
    )
    decided = sum(counts.get(standing, 0) for standing in DECIDED)
    if not scoring + agreeing + deciding + decided:
        return Situation("Closed", "Nobody’s application is in the competition")
    if deciding:
        step = f"Decide on {_applications(deciding)}"
        return Situation("Sift under way", step, Standing.DECIDING)
    if agreeing:
        step = f"Agree the scores of {_applications(agreeing)}"
        return Situation("Sift under way", step, Standing.AGREEING)
    if scoring:
        state = "Sift under way" if decided else "Closed"
        step = f"Wait for the assessors to score {_applications(scoring)}"
        return Situation(state, step, Standing.SCORING)
    return Situation("Sift decided", "Ask for the shortlist pack", is_decided=True)


def _applications(number: int) -> str:
    return f"{number} application{'' if number == 1 else 's'}"
