"""The code with which a person removes their answers. Only they have it: the portal keeps its hash."""

import hashlib
import re
from random import SystemRandom

from recruitment.applications.references import ALPHABET

LENGTH = 16
_UNPREDICTABLE = SystemRandom()
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—]+")


def new_code() -> str:
    """Return a random code like "K7QM-3XPR-WT4B-9HCD" (24^16 of them: about 10^22)."""
    return _grouped("".join(_UNPREDICTABLE.choices(ALPHABET, k=LENGTH)))


def read_code(typed: str) -> str | None:
    """Return the code that was typed, in any case and with any spaces and hyphens, or None if it cannot be one."""
    letters = _SEPARATORS.sub("", typed).upper()
    return _grouped(letters) if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else None


def code_hash(code: str) -> str:
    """Return the SHA-256, in hex, of a code.

    It needs no salt and no key: nobody can try 10^22 codes, and a key that is changed one day would make every code
    useless that was handed out before.
    """
    return hashlib.sha256(code.encode()).hexdigest()


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))
