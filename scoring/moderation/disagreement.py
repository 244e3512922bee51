"""How far the independent scores of one application for one criterion lie apart, in words and numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import pstdev

WIDE = 2  # levels; from here on the assessors should discuss (domain guide 3.3)


class Verdict(StrEnum):
    """What the scores come to."""

    AGREE = "Agree"
    DIFFER = "Differ"
    DIFFER_WIDELY = "Differ widely"


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest value, how many levels they lie `apart`, and the standard deviation in levels.

    `across`: some are below the acceptable level and some are not, so that they differ on whether the criterion is met.
    """

    lowest: int
    highest: int
    apart: int
    deviation: float
    across: bool

    @property
    def verdict(self) -> Verdict:
        """Whether they agree, differ, or differ widely: WIDE levels or more, or on both sides of acceptable."""
        if self.apart >= WIDE or self.across:
            return Verdict.DIFFER_WIDELY
        return Verdict.DIFFER if self.apart else Verdict.AGREE

    @property
    def in_words(self) -> str:
        """The range and the standard deviation; no full stop."""
        if not self.apart:
            return f"All gave level {self.lowest}"
        words = f"Levels {self.lowest} to {self.highest}, standard deviation {self.deviation:.2f}"
        return f"{words}, on both sides of the acceptable level" if self.across else words


def spread(given: Collection[int], *, scale: Sequence[int], acceptable: int) -> Spread | None:
    """Return how far the given values lie apart; None where there are fewer than two.

    Levels are counted, not subtracted, because the values of a scale need not follow one another. The standard
    deviation is that of these scores, which are all there are, not an estimate for others.
    """
    if len(given) < 2:
        return None
    values = sorted(scale)
    places = [values.index(value) for value in given]
    lowest, highest = min(given), max(given)
    return Spread(
        lowest=lowest,
        highest=highest,
        apart=max(places) - min(places),
        deviation=pstdev(places),
        across=lowest < acceptable <= highest,
    )
