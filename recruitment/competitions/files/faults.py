"""What is wrong with a competition file."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the key it stands under, such as "criteria[E3].word_limit", and what is wrong with it.

    The key is empty where the file as a whole is meant.
    """

    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.key}: {self.problem}" if self.key else self.problem


class FileRefused(ValueError):
    """A competition file cannot be loaded; `faults` says why, everything at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
