"""How far independent scores lie apart, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.moderation.spread import in_words, levels_apart

ONE_TO_SEVEN = range(1, 8)


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        ([], ""),
        ([4], ""),
        ([4, 4, 4], "All agree"),
        ([4, 5], "Differ by 1 level"),
        ([3, 5, 4], "Differ by 2 levels: discuss"),
        ([1, 7], "Differ by 6 levels: discuss"),
    ],
)
def test_spread_in_words(levels, words):
    assert in_words(levels, ONE_TO_SEVEN) == words


def test_spread_counts_levels_of_a_scale_whose_values_do_not_follow_one_another():
    assert in_words([0, 10], [0, 10, 20]) == "Differ by 1 level"


@given(
    st.lists(st.sampled_from(ONE_TO_SEVEN), min_size=1).flatmap(
        lambda xs: st.tuples(st.just(xs), st.permutations(xs))
    )
)
def test_spread_does_not_depend_on_who_gave_which(lists):
    given_, shuffled = lists

    assert (
        levels_apart(given_, ONE_TO_SEVEN)
        == levels_apart(shuffled, ONE_TO_SEVEN)
        == max(given_) - min(given_)
    )
