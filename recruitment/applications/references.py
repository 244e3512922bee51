"""References: what people call an application."""

from random import Random, SystemRandom

# Without 0 O 1 I L 5 S 2 Z, which are misread aloud and on paper, and without vowels, so that no word appears.
ALPHABET = "346789BCDFGHJKMNPQRTVWXY"
_UNPREDICTABLE = SystemRandom()


def new_reference(source: Random = _UNPREDICTABLE) -> str:
    """Return a random reference like "K7QM-3XPR" (24^8, about 10^11 of them; the database keeps them unique)."""
    letters = "".join(source.choices(ALPHABET, k=8))
    return f"{letters[:4]}-{letters[4:]}"
