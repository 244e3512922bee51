"""No headcount that is not shown can be worked out from those that are."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.equality.figures import LEAST_ANSWERS, LEAST_SHOWN, shown

COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=14)


def figures(counts):
    """Return what is shown of these counts, in order."""
    return tuple(shown(dict(enumerate(counts))).values())


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((12, 7, 6), (12, 7, 6)),
        ((12, 7, 4), (12, None, None)),
        ((12, 7, 0), (12, None, None)),
        ((12, 7, 7, 4), (12, None, None, None)),
        ((20, 12, 3, 2), (20, None, None, None)),
        ((5, 4), (None, None)),
        ((4, 4, 4), (None, None, None)),
        ((9, 0), (None, None)),
        ((0, 0), (None, None)),
    ],
)
def test_what_is_shown(counts, expected):
    assert figures(counts) == expected


@given(COUNTS)
def test_nothing_small_is_shown_and_nothing_shown_is_untrue(counts):
    for count, figure in zip(counts, figures(counts), strict=True):
        assert figure is None or figure == count >= LEAST_SHOWN


@given(COUNTS)
def test_never_is_one_group_alone_hidden(counts):
    assert figures(counts).count(None) != 1


@given(COUNTS.filter(lambda counts: sum(counts) >= LEAST_ANSWERS), st.randoms(use_true_random=False))
def test_the_hidden_counts_in_any_other_order_look_the_same(counts, random):
    """Therefore each hidden group may have any of the hidden counts, and these are never all equal ..."""
    found = figures(counts)
    hidden = [position for position, figure in enumerate(found) if figure is None]
    order = random.sample(hidden, len(hidden))
    moved = list(counts)
    for position, other in zip(hidden, order, strict=True):
        moved[position] = counts[other]
    assert figures(moved) == found
    if hidden and any(count >= LEAST_SHOWN for count in counts):  # ... save where all of them are hidden
        assert len({counts[position] for position in hidden}) > 1


@pytest.mark.parametrize("groups", [2, 3, 4])
@pytest.mark.parametrize("total", range(LEAST_ANSWERS, 23))
def test_who_knows_the_rule_and_the_total_still_cannot_tell_a_hidden_count(groups, total):
    """Try every way in which so many people can be spread, and compare those that look the same."""
    possible = {}
    for first in product(range(total + 1), repeat=groups - 1):
        if sum(first) <= total:
            counts = (*first, total - sum(first))
            possible.setdefault(figures(counts), []).append(counts)
    for found, spreads in possible.items():
        for position, figure in enumerate(found):
            if figure is None:
                assert len({counts[position] for counts in spreads}) > 1, (found, spreads)
