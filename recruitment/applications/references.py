"""References: what people call an application."""

import secrets

# Without 0 O 1 I L 5 S 2 Z, which are misread aloud and on paper, and without vowels, so that no word appears.
ALPHABET = "346789BCDFGHJKMNPQRTVWXY"


def new_reference() -> str:
    """Return a random reference like "K7QM-3XPR" (24^8, about 10^11 of them; the database keeps them unique)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
