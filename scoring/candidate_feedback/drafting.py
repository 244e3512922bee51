"""The first words of a letter, from what was published and agreed. Pure: no database."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreed:
    """What was agreed on one criterion."""

    criterion: str  # "E1: Leadership of child protection"
    level: str  # with its value and its label
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What a letter is drafted from. No other candidate, rank or single assessor is in it."""

    name: str
    competition: str
    reference: str
    contact: str
    is_shortlisted: bool
    scale: str  # "0 to 5"
    acceptable: str  # the lowest level that meets a criterion
    agreed: Sequence[Agreed]


def drafted(outcome: Outcome) -> str:
    """Return the draft of a letter, in plain text, for an official to edit."""
    result = (
        "You were shortlisted for interview."
        if outcome.is_shortlisted
        else "Your application was not taken forward to interview."
    )
    criteria = [f"{each.criterion}\nAgreed level: {each.level}\n{each.reason}" for each in outcome.agreed]
    scored = (
        "The assessment panel scored your application against the published criteria on a scale of "
        f"{outcome.scale}. A criterion is met from level {outcome.acceptable}. For each criterion the panel agreed a "
        "level, with a reason:"
    )
    asking = (
        f"If you have a question about this feedback, write to {outcome.contact} and give your reference, "
        f"{outcome.reference}."
    )
    greeting = [f"Dear {outcome.name},", f"Thank you for applying: {outcome.competition}. {result}"]
    return "\n\n".join([*greeting, scored, *criteria, asking])
