"""The order that informs a shortlist: which candidates meet every essential criterion, and how they compare.

It decides nothing. Order (domain guide 3.5): every essential criterion met; then the sum of the essential levels; then
the level for the lead criterion; then the sum of the desirable levels; then what the panel recorded on why one of two
equals goes before the other. Whoever is equal after that is shown as equal: name, time of sending and reference never
break a tie.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Step(StrEnum):
    """What puts one candidate after another, in words; in the order in which the steps are taken."""

    ESSENTIALS = "total for the essential criteria"
    LEAD = "level for the lead criterion"
    DESIRABLES = "total for the desirable criteria"
    RECORDED = "recorded reason"


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
class Before:
    """What the panel recorded on two equals, by reference. It counts only between equals."""

    first: str
    second: str


@dataclass(frozen=True)
class Difference:
    """The first step in which a candidate differs from those one place better, with both numbers.

    There are no numbers where the step is a recorded reason.
    """

    step: Step
    own: int | None = None
    better: int | None = None

    @property
    def in_words(self) -> str:
        """Why the candidate stands here and not one place better, without a full stop."""
        if self.step is Step.RECORDED:
            return "Equal in all totals, after those before by a recorded reason"
        return f"{self.step.capitalize()}: {self.own}, against {self.better} one place better"


@dataclass(frozen=True)
class Place:
    """Where a candidate stands among those above the line. Candidates who are equal after every step share the place.

    `after` is None for the best.
    """

    number: int
    tied: bool
    result: Result
    after: Difference | None


@dataclass(frozen=True)
class Ranking:
    """Everybody, each once. Within a place, and below the line, in the order of references."""

    above: tuple[Place, ...]  # they meet every essential criterion
    below: tuple[Result, ...]
    not_agreed: tuple[str, ...]  # references of candidates for whom some level is not agreed


def rank(
    candidates: Iterable[Scored],
    criteria: Sequence[RankedCriterion],
    acceptable: int,
    recorded: Iterable[Before] = (),
) -> Ranking:
    """Return the candidates in order. Levels for other criteria than these are left out of account.

    What is `recorded` follows from one to the next: A before B and B before C puts A before C. Where it contradicts
    itself, or leaves open how others of the same equals stand, these stay equal.
    """
    results, not_agreed = [], []
    for candidate in sorted(candidates, key=lambda candidate: candidate.reference):
        if all(criterion.code in candidate.levels for criterion in criteria):
            results.append(result(candidate, criteria, acceptable))
        else:
            not_agreed.append(candidate.reference)
    return Ranking(
        above=_places([found for found in results if not found.unmet], tuple(recorded)),
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


def first_of(above: Sequence[Place], number: int) -> tuple[Place, ...]:
    """Return the first `number` places, and with the last of them all who share it: equals stay together."""
    if not number:
        return ()
    last = above[min(number, len(above)) - 1].number if above else 0
    return tuple(place for place in above if place.number <= last)


def _places(results: Sequence[Result], recorded: Sequence[Before]) -> tuple[Place, ...]:
    """Return the places of results that come in the order of references, which a stable sort keeps within a tie."""
    places: list[Place] = []
    best_first = sorted(results, key=lambda found: found.merit, reverse=True)
    for _, equals in groupby(best_first, key=lambda found: found.merit):
        for group in _in_recorded_order(list(equals), recorded):
            number = len(places) + 1
            after = _difference(group[0], places[-1].result) if places else None
            places += [Place(number, len(group) > 1, found, after) for found in group]
    return tuple(places)


def _difference(own: Result, better: Result) -> Difference:
    """Return the first step in which the results differ."""
    for step, mine, theirs in zip(Step, own.merit, better.merit, strict=False):
        if mine != theirs:
            return Difference(step, mine, theirs)
    return Difference(Step.RECORDED)


def _in_recorded_order(equals: list[Result], recorded: Sequence[Before]) -> list[list[Result]]:
    """Return the equals in as many groups as were put in order, each wholly before the next.

    A group is closed only where everybody in it goes before everybody after it, so that nobody is put before or after
    somebody without a recorded reason.
    """
    present = {found.reference for found in equals}
    used = [before for before in recorded if {before.first, before.second} <= present]
    if not used:
        return [equals]
    after = {reference: _after(reference, used) for reference in present}
    surely = {one: {other for other in after[one] if one not in after[other]} for one in present}
    groups: list[list[Result]] = []
    group: list[Result] = []
    rest, after_all = set(present), set(present)
    for found in sorted(equals, key=lambda found: len(surely[found.reference]), reverse=True):
        group.append(found)
        rest.remove(found.reference)
        after_all &= surely[found.reference]
        if rest <= after_all:
            groups.append(sorted(group, key=lambda found: found.reference))
            group, after_all = [], set(rest)
    return groups


def _after(reference: str, recorded: Sequence[Before]) -> set[str]:
    """Return who comes after the candidate by what is recorded, from one to the next."""
    found: set[str] = set()
    coming = {reference}
    while coming:
        coming = {before.second for before in recorded if before.first in coming} - found
        found |= coming
    return found
