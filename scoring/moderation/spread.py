"""How far independent scores lie apart."""

from collections.abc import Collection, Sequence

WIDE = 2  # levels; from here on the assessors should discuss (domain guide 3.3)


def levels_apart(given: Collection[int], scale: Sequence[int]) -> int:
    """Return how many levels of the scale lie between the lowest and the highest given value.

    Levels are counted, not subtracted, because the values of a scale need not follow one another.
    """
    positions = [sorted(scale).index(value) for value in given]
    return max(positions) - min(positions) if positions else 0


def in_words(given: Collection[int], scale: Sequence[int]) -> str:
    """Say how far the scores lie apart; nothing where there are fewer than two."""
    if len(given) < 2:
        return ""
    apart = levels_apart(given, scale)
    if apart == 0:
        return "All agree"
    if apart < WIDE:
        return f"Differ by {apart} level{'' if apart == 1 else 's'}"
    return f"Differ by {apart} levels: discuss"
