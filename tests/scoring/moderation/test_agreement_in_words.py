"""What the statistics of agreement mean, in words."""

import pytest

from scoring.moderation.agreement import Alpha, Habit, Pair
from scoring.moderation.agreement_in_words import (
    alpha_in_short,
    alpha_in_words,
    habit_in_words,
    interval,
    number,
    pair_in_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.714, "0.71"), (-0.3, "−0.30"), (-0.001, "0.00"), (1, "1.00"), (None, "Not calculated")],
)
def test_numbers_have_two_decimals(value, words):
    assert number(value) == words


@pytest.mark.parametrize(("value", "words"), [(0.714, "+0.71"), (-0.3, "−0.30"), (-0.001, "0.00")])
def test_signed_numbers_have_their_sign(value, words):
    assert number(value, signed=True) == words


@pytest.mark.parametrize(
    ("alpha", "words"),
    [(Alpha(0.7, (-0.1, 0.95), 9), "−0.10 to 0.95"), (Alpha(0.7, None, 3), "Not calculated")],
)
def test_interval_has_both_ends(alpha, words):
    assert interval(alpha) == words


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (
            Alpha(0.86, (0.8, 0.9), 40),
            "The assessors use the scale alike. The interval is narrow",
        ),
        (Alpha(0.7, (0.65, 0.75), 40), "scale mostly alike. The interval"),
        (Alpha(0.4, (0.1, 0.7), 12), "use the scale differently. Agree what each level looks like"),
        (Alpha(0.4, (0.1, 0.7), 12), "The interval is wide, as it is with few assessors"),
        (Alpha(-0.2, (-0.5, 0), 40), "no more alike than by chance. Agree"),
        (Alpha(0.9, None, 3), "too few applications to say how far this is chance"),
        (Alpha(None, None, 3), "every score is the same level"),
        (Alpha(None, None, 0), "no application has the scores of two assessors"),
    ],
)
def test_alpha_in_words(alpha, words):
    assert words in alpha_in_words(alpha)


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (Alpha(0.86, (0.8, 0.9), 40), "Alike"),
        (Alpha(0.7, (0.4, 0.9), 40), "Mostly alike; wide interval"),
        (Alpha(0.4, None, 3), "Differently"),
        (Alpha(None, None, 3), "All the same level"),
        (Alpha(None, None, 0), "No two scores"),
    ],
)
def test_alpha_in_short(alpha, words):
    assert alpha_in_short(alpha) == words


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (Pair((1, 2), 0.5, 1), "1 score in common"),
        (Pair((1, 2), 0.5, 24), "24 scores in common"),
        (Pair((1, 2), None, 24), "Both gave one level throughout: 24 scores in common"),
        (Pair((1, 2), None, 0), "Scored nothing in common"),
    ],
)
def test_pair_in_words(pair, words):
    assert pair_in_words(pair) == words


@pytest.mark.parametrize(
    ("habit", "words"),
    [
        (Habit(1, 30, 0.2, 1.0, 1.1), "About as severe as the others. Uses as much of the scale."),
        (Habit(1, 30, 0.8, 0.5, 1.1), "More severe than the others. Uses less of the scale."),
        (Habit(1, 30, -0.8, 2.0, 1.1), "Less severe than the others. Uses more of the scale."),
        (
            Habit(1, 9, 0.0, 0.0, 0.0),
            "About as severe as the others. Uses as much of the scale. From few scores",
        ),
        (Habit(1, 0, None, None, None), "Nobody else scored the same."),
    ],
)
def test_habit_in_words(habit, words):
    assert habit_in_words(habit).startswith(words)
