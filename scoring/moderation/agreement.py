"""How far assessors agree beyond chance: Krippendorff's alpha, weighted kappa, and how severe each of them is.

A pure calculation. Scores that are no level (abstained, not applicable) are left out by the caller: neither is a
number, and both measures allow for what is missing. Levels count by their place on the scale, never by their value,
because the values of a scale need not follow one another.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 2004  # any number: the same scores give the same interval every time
FEWEST_FOR_INTERVAL = 5  # applications; drawing again from fewer says nothing of chance
MISSING = -1

Table = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Given:
    """The level, by its value, that one assessor gave one application on one criterion."""

    application: int
    criterion: str
    assessor: int
    level: int


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's ordinal alpha with its 95 % interval, and how many applications two or more assessors scored.

    1: always the same level; 0: no more alike than chance. `value` is None where there is nothing to compare: where
    `applications` is 0, or every score is the same level. `interval` is also None for very few applications.
    """

    value: float | None
    interval: tuple[float, float] | None
    applications: int


@dataclass(frozen=True)
class Pair:
    """Two assessors' linearly weighted kappa over the `scores` that both gave; None where both only gave one level."""

    assessors: tuple[int, int]
    kappa: float | None
    scores: int


@dataclass(frozen=True)
class Habit:
    """How one assessor scores beside the others, over the `scores` that somebody else gave too.

    `severity`: levels below (positive) or above (negative) the others' mean, on average. `spread` and `others_spread`:
    standard deviations in levels, of this assessor's scores and of the others' for the same. None where there are none.
    """

    assessor: int
    scores: int
    severity: float | None
    spread: float | None
    others_spread: float | None


@dataclass(frozen=True)
class Agreement:
    """All of it: alpha overall and by criterion, kappa of each pair, each assessor's habits."""

    overall: Alpha
    by_criterion: dict[str, Alpha]
    pairs: tuple[Pair, ...]
    habits: tuple[Habit, ...]


def agreement(given: Collection[Given], *, scale: Sequence[int]) -> Agreement:
    """Calculate how far those who gave these scores agree. `scale` holds the values of its levels.

    The order of the scores does not matter. Criteria and assessors come out sorted.
    """
    levels = {value: place for place, value in enumerate(sorted(scale))}
    assessors = {assessor: column for column, assessor in enumerate(sorted({one.assessor for one in given}))}
    units = sorted({(one.application, one.criterion) for one in given})
    row_of = {unit: row for row, unit in enumerate(units)}
    table = np.full((len(units), len(assessors)), MISSING, dtype=np.int64)
    for one in given:
        table[row_of[one.application, one.criterion], assessors[one.assessor]] = levels[one.level]
    applications = np.array([application for application, _ in units], dtype=np.int64)
    criteria = np.array([criterion for _, criterion in units])
    return Agreement(
        overall=_alpha_of(table, applications, len(scale)),
        by_criterion={
            criterion: _alpha_of(
                table[criteria == criterion], applications[criteria == criterion], len(scale)
            )
            for criterion in sorted({criterion for _, criterion in units})
        },
        pairs=tuple(
            _pair(pair, table[:, [assessors[assessor] for assessor in pair]], len(scale))
            for pair in combinations(assessors, 2)
        ),
        habits=tuple(_habit(assessor, table, column) for assessor, column in assessors.items()),
    )


def _alpha_of(table: Table, applications: Table, levels: int) -> Alpha:
    """Return alpha over the units in the rows of `table`, each of the application in the same place.

    The interval comes from drawing whole applications anew, because scores of one application hang together. Draws in
    which every score is the same level have no alpha and do not count.
    """
    is_paired = (table != MISSING).sum(axis=1) >= 2
    _, place = np.unique(applications[is_paired], return_inverse=True)
    count = int(place.max()) + 1 if place.size else 0
    coincidences = np.zeros((count, levels, levels))
    np.add.at(coincidences, place, _coincidences(table[is_paired], levels))
    alpha = _alphas(coincidences.sum(axis=0, keepdims=True))[0]
    if np.isnan(alpha):
        return Alpha(None, None, count)
    if count < FEWEST_FOR_INTERVAL:
        return Alpha(float(alpha), None, count)
    drawn = _alphas((_draws(count) @ coincidences.reshape(count, -1)).reshape(-1, levels, levels))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Alpha(float(alpha), (float(low), float(high)), count)


def _coincidences(table: Table, levels: int) -> Numbers:
    """Return for each unit how often each level meets each other in pairs of scores, shape (units, levels, levels).

    A unit that m assessors scored weighs m in all (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", D).
    """
    counts = (table[:, :, None] == np.arange(levels)).sum(axis=1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(levels)
    return pairs / (counts.sum(axis=1) - 1)[:, None, None]


def _alphas(coincidences: Numbers) -> Numbers:
    """Return the ordinal alpha of each matrix of coincidences; nan where there is nothing but one level, or nothing.

    The ordinal distance of two levels is the number of scores that lie between them, counting half of those on each
    (the same source, "ordinal metric differences").
    """
    counts = coincidences.sum(axis=2)
    middles = counts.cumsum(axis=1) - counts / 2
    distances = (middles[:, :, None] - middles[:, None, :]) ** 2
    observed = (coincidences * distances).sum(axis=(1, 2))
    by_chance = (counts[:, :, None] * counts[:, None, :] * distances).sum(axis=(1, 2))
    found = np.full(len(coincidences), np.nan)
    np.divide(observed * (counts.sum(axis=1) - 1), by_chance, out=found, where=by_chance > 0)
    return 1 - found


def _draws(count: int) -> Numbers:
    """Return how often each of `count` things is in each of RESAMPLES draws of as many, shape (RESAMPLES, count)."""
    drawn = np.random.default_rng(SEED).integers(count, size=(RESAMPLES, count))
    drawn += count * np.arange(RESAMPLES)[:, None]
    return np.bincount(drawn.ravel(), minlength=RESAMPLES * count).reshape(RESAMPLES, count).astype(float)


def _pair(pair: tuple[int, int], table: Table, levels: int) -> Pair:
    """Return the kappa of the two columns of `table`: a difference of two levels counts twice that of one."""
    both = table[(table != MISSING).all(axis=1)]
    joint = np.bincount(both[:, 0] * levels + both[:, 1], minlength=levels**2).reshape(levels, levels)
    distances = abs(np.arange(levels)[:, None] - np.arange(levels))
    by_chance = int((np.outer(joint.sum(axis=1), joint.sum(axis=0)) * distances).sum())
    kappa = 1 - float((joint * distances).sum()) * len(both) / by_chance if by_chance else None
    return Pair(pair, kappa, len(both))


def _habit(assessor: int, table: Table, column: int) -> Habit:
    """Return how the assessor in this column of `table` scores beside those in the other columns."""
    others = np.delete(table, column, axis=1)
    is_shared = (table[:, column] != MISSING) & (others != MISSING).any(axis=1)
    own, others = table[is_shared, column], others[is_shared]
    if not own.size:
        return Habit(assessor, 0, None, None, None)
    is_there = others != MISSING
    means = np.where(is_there, others, 0).sum(axis=1) / is_there.sum(axis=1)
    return Habit(
        assessor,
        int(own.size),
        severity=float((means - own).mean()),
        spread=float(own.std()),
        others_spread=float(others[is_there].std()),
    )
