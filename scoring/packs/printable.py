"""Takes out of a pack what cannot be laid out, so that one person's text does not stop everybody's pack."""

import logging
from dataclasses import replace
from io import BytesIO

from scoring.packs.contents import Person, ShortlistPack
from scoring.packs.layout import lay_out

logger = logging.getLogger(__name__)

LEFT_OUT = "A fault in the service kept them off these pages. Read them in the portal."


def without_unprintable(pack: ShortlistPack) -> ShortlistPack:
    """Return the pack without the texts of each person who cannot be laid out; `Person.left_out` then says why.

    A name that cannot be laid out either gives way to the reference. Each person is tried alone, so this takes as
    long as the layout itself: it is for a pack whose layout failed.
    """
    for person in pack.people:
        if _can_be_laid_out(pack, person):
            continue
        bare = replace(
            person, decision_reason="", experience=(), evidence=(), sections=(), scores=(), left_out=LEFT_OUT
        )
        if not _can_be_laid_out(pack, bare):
            bare = replace(bare, name=f"Application {person.reference}")
        logger.error("What %s wrote could not be laid out", person.reference)
        pack = _with(pack, bare, instead_of=person)
    return pack


def _can_be_laid_out(pack: ShortlistPack, person: Person) -> bool:
    alone = replace(pack, people=(person,), coverage=())
    try:
        lay_out(alone, cv_pages={person.reference: ""}, missing=(), file=BytesIO())
    # Whatever the text does to the layout, it is this person's text that does it.
    except Exception:
        return False
    return True


def _with(pack: ShortlistPack, bare: Person, *, instead_of: Person) -> ShortlistPack:
    def renamed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(bare.name if name == instead_of.name else name for name in names)

    return replace(
        pack,
        people=tuple(bare if each is instead_of else each for each in pack.people),
        coverage=tuple(
            replace(row, strategic=renamed(row.strategic), frontline=renamed(row.frontline))
            for row in pack.coverage
        ),
    )
