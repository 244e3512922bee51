"""How far independent scores lie apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.moderation.disagreement import Spread, spread

ONE_TO_SEVEN = range(1, 8)


@pytest.mark.parametrize(
    ("levels", "verdict", "words"),
    [
        ([4, 4, 4], "Agree", "All gave level 4"),
        ([4, 5], "Differ", "Levels 4 to 5, standard deviation 0.50"),
        ([2, 3, 3], "Differ", "Levels 2 to 3, standard deviation 0.47"),
        ([4, 6, 5], "Differ widely", "Levels 4 to 6, standard deviation 0.82"),
        (
            [3, 4],
            "Differ widely",
            "Levels 3 to 4, standard deviation 0.50, on both sides of the acceptable level",
        ),
        (
            [1, 7],
            "Differ widely",
            "Levels 1 to 7, standard deviation 3.00, on both sides of the acceptable level",
        ),
    ],
)
def test_spread_in_words(levels, verdict, words):
    found = spread(levels, scale=ONE_TO_SEVEN, acceptable=4)

    assert (found.verdict, found.in_words) == (verdict, words)


@pytest.mark.parametrize("levels", [[], [4]])
def test_fewer_than_two_scores_have_no_spread(levels):
    assert spread(levels, scale=ONE_TO_SEVEN, acceptable=4) is None


def test_levels_are_counted_on_a_scale_whose_values_do_not_follow_one_another():
    found = spread([0, 10], scale=[50, 0, 10], acceptable=50)

    assert found == Spread(lowest=0, highest=10, apart=1, deviation=0.5, across=False)


@given(
    st.lists(st.sampled_from(ONE_TO_SEVEN), min_size=2).flatmap(
        lambda levels: st.tuples(st.just(levels), st.permutations(levels))
    )
)
def test_spread_does_not_depend_on_who_gave_which(lists):
    one, two = (spread(levels, scale=ONE_TO_SEVEN, acceptable=4) for levels in lists)

    assert one == two
    assert one.apart == max(lists[0]) - min(lists[0])
