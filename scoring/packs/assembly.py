"""Makes the file of a pack: CVs fetched, pages laid out, CVs placed."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.packs.annexes import place_cvs
from scoring.packs.contents import Person, ShortlistPack
from scoring.packs.layout import LaidOut, lay_out
from scoring.packs.printable import without_unprintable

logger = logging.getLogger(__name__)

# Called with steps done, steps in all, and the present step in words.
Progress = Callable[[int, int, str], None]
_STEPS_AFTER_CVS = 2


class CannotInclude(ValueError):
    """A CV that cannot be included. The text says why, as a sentence for the pack."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A finished file. `missing` says what could not be included, one sentence each; empty: it is complete."""

    path: Path
    pages: int
    missing: tuple[str, ...]


def assemble(pack: ShortlistPack, *, folder: Path, progress: Progress) -> Assembled:
    """Write the pack into `folder`, an empty one for this alone, and return what came of it.

    The same contents and CVs give the same bytes. A CV or texts that cannot be included never stop the pack: they are
    named on its face and in their place.
    """
    total = len(pack.people) + _STEPS_AFTER_CVS
    cvs: dict[str, Path] = {}
    cv_pages: dict[str, int | str] = {}
    for number, person in enumerate(pack.people):
        progress(number, total, f"Reading CV {number + 1} of {len(pack.people)}")
        path = folder / f"cv-{number}.pdf"
        try:
            cv_pages[person.reference] = _fetch_cv(person, to=path)
            cvs[person.reference] = path
        except CannotInclude as reason:
            cv_pages[person.reference] = str(reason)
    progress(len(pack.people), total, "Laying out the pages")
    sheets, finished = folder / "sheets.pdf", folder / "pack.pdf"
    try:
        laid_out, missing = _lay_out(pack, cv_pages, to=sheets)
    # Whose text it was is found by laying out each person alone; a fault of another kind comes again.
    except Exception:
        logger.exception("The pages of a pack could not be laid out")
        laid_out, missing = _lay_out(without_unprintable(pack), cv_pages, to=sheets)
    progress(len(pack.people) + 1, total, "Adding the CVs")
    place_cvs(sheets, slots=laid_out.slots, cvs=cvs, to=finished)
    return Assembled(finished, laid_out.pages, missing)


def _lay_out(
    pack: ShortlistPack, cv_pages: dict[str, int | str], *, to: Path
) -> tuple[LaidOut, tuple[str, ...]]:
    """Write the pages to the file `to`; return what came of it and what could not be included."""
    missing = tuple(
        sentence for person in pack.people for sentence in _missing(person, cv_pages[person.reference])
    )
    with to.open("wb") as file:
        return lay_out(pack, cv_pages=cv_pages, missing=missing, file=file), missing


def _missing(person: Person, cv: int | str) -> Iterator[str]:
    if person.left_out:
        yield f"The answers and scores of {person.name} ({person.reference}). {person.left_out}"
    if isinstance(cv, str):
        yield f"The CV of {person.name} ({person.reference}). {cv}"


def _fetch_cv(person: Person, *, to: Path) -> int:
    """Write the clean copy of a person's CV to the file `to` and return its number of pages."""
    if person.cv is None:
        raise CannotInclude("The application holds no CV that was checked.")
    try:
        data = person.cv.read()
    except OSError as error:
        raise CannotInclude("The file is not in the store.") from error
    if hashlib.sha256(data).hexdigest() != person.cv.sha256:
        raise CannotInclude("The file in the store is not the one that was checked.")
    to.write_bytes(data)
    return person.cv.pages
