"""The order that informs a shortlist: which candidates meet every essential criterion, and how they compare.

It decides nothing. Order (domain guide 3.5): every essential criterion met; then the sum of the essential levels; then
the level for the lead criterion; then the sum of the desirable levels. Whoever is equal after that is shown as equal:
name, time of sending and reference never break a tie.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class RankedCriterion:
    """A criterion, as far as the order depends on it."""

    code: str
    essential: bool
    lead: bool


@dataclass(frozen=True)
class Scored:
    """A candidate with the values of the agreed levels, by the criterion's code."""

    reference: str
    levels: Mapping[str, int]


@dataclass(frozen=True)
class Result:
    """What a candidate's agreed levels come to. `lead` is None where no criterion is the lead criterion."""

    reference: str
    levels: tuple[int, ...]  # in the order of the criteria
    unmet: tuple[str, ...]  # codes of essential criteria below the acceptable level
    essentials: int
    lead: int | None
    desirables: int

    @property
    def merit(self) -> tuple[int, int, int]:
        """What the order depends on, the greater the better."""
        return (self.essentials, self.lead or 0, self.desirables)


@dataclass(frozen=True)
class Place:
    """Where a candidate stands among those above the line. Candidates with equal merit share the place."""

    number: int
    tied: bool
    result: Result


@dataclass(frozen=True)
class Ranking:
    """Everybody, each once. Within a place, and below the line, in the order of references."""

    above: tuple[Place, ...]  # they meet every essential criterion
    below: tuple[Result, ...]
    not_agreed: tuple[str, ...]  # references of candidates for whom some level is not agreed


def rank(candidates: Iterable[Scored], criteria: Sequence[RankedCriterion], acceptable: int) -> Ranking:
    """Return the candidates in order. Levels for other criteria than these are left out of account."""
    results, not_agreed = [], []
    for candidate in sorted(candidates, key=lambda candidate: candidate.reference):
        if all(criterion.code in candidate.levels for criterion in criteria):
            results.append(result(candidate, criteria, acceptable))
        else:
            not_agreed.append(candidate.reference)
    return Ranking(
        above=_places([found for found in results if not found.unmet]),
        below=tuple(found for found in results if found.unmet),
        not_agreed=tuple(not_agreed),
    )


def result(candidate: Scored, criteria: Sequence[RankedCriterion], acceptable: int) -> Result:
    """Return what the levels of one candidate come to. Raises KeyError where one is missing."""
    levels = candidate.levels
    return Result(
        reference=candidate.reference,
        levels=tuple(levels[criterion.code] for criterion in criteria),
        unmet=tuple(
            criterion.code
            for criterion in criteria
            if criterion.essential and levels[criterion.code] < acceptable
        ),
        essentials=sum(levels[criterion.code] for criterion in criteria if criterion.essential),
        lead=next((levels[criterion.code] for criterion in criteria if criterion.lead), None),
        desirables=sum(levels[criterion.code] for criterion in criteria if not criterion.essential),
    )


def _places(results: Sequence[Result]) -> tuple[Place, ...]:
    """Return the places of results that come in the order of references, which a stable sort keeps within a tie."""
    places: list[Place] = []
    best_first = sorted(results, key=lambda found: found.merit, reverse=True)
    for _, equals in groupby(best_first, key=lambda found: found.merit):
        group = list(equals)
        number = len(places) + 1
        places += [Place(number, len(group) > 1, found) for found in group]
    return tuple(places)
