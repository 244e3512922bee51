"""Makes the file of a pack: CVs fetched, pages laid out, CVs placed."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scoring.packs.annexes import place_cvs
from scoring.packs.contents import Person, ShortlistPack
from scoring.packs.layout import lay_out

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

    The same contents and CVs give the same bytes. A CV that cannot be included never stops the pack: it is named on
    its face and in its place.
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
    missing = tuple(
        f"The CV of {person.name} ({person.reference}). {why}"
        for person in pack.people
        if isinstance(why := cv_pages[person.reference], str)
    )
    progress(len(pack.people), total, "Laying out the pages")
    sheets, finished = folder / "sheets.pdf", folder / "pack.pdf"
    with sheets.open("wb") as file:
        laid_out = lay_out(pack, cv_pages=cv_pages, missing=missing, file=file)
    progress(len(pack.people) + 1, total, "Adding the CVs")
    place_cvs(sheets, slots=laid_out.slots, cvs=cvs, to=finished)
    return Assembled(finished, laid_out.pages, missing)


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
