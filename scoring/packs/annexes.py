"""Puts the pages of CVs into the frames that the layout kept for them."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Pdf, Rectangle

from scoring.packs.layout import Slot


def place_cvs(laid_out: Path, *, slots: Sequence[Slot], cvs: Mapping[str, Path], to: Path) -> None:
    """Write to `to` the pack `laid_out` with each slot filled by its page of a cleaned CV.

    `cvs` are the clean copies, by the reference of their person. Pages are made to fit, never
    enlarged. The same files give the same bytes.
    """
    with ExitStack() as stack:
        pack = stack.enter_context(pikepdf.open(laid_out))
        opened = {reference: stack.enter_context(pikepdf.open(path)) for reference, path in cvs.items()}
        for slot in slots:
            _place(pack, pack.pages[slot.page - 1], opened[slot.reference].pages[slot.cv_page - 1], slot)
        pack.save(to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _place(pack: Pdf, sheet: Any, cv_page: Any, slot: Slot) -> None:
    width, height = (float(number) for number in list(cv_page.mediabox)[2:])
    scale = min(slot.width / width, slot.height / height, 1)
    x = slot.x + (slot.width - width * scale) / 2
    y = slot.y + slot.height - height * scale
    # ReportLab's pages share their resources, so each page of a CV has a name of its own.
    name = Name(f"/Cv{slot.page}")
    sheet.add_resource(pack.copy_foreign(cv_page.as_form_xobject()), Name.XObject, name)
    matrix = Matrix().translated(x, y).scaled(scale, scale)
    # What the page drew before is shut in, so that nothing of it reaches the CV or the other way round.
    sheet.contents_add(b"q\n", prepend=True)
    sheet.contents_add(b"Q q %s cm %s Do Q" % (matrix.encode(), str(name).encode()))
    links = [
        pack.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=matrix.transform(Rectangle(link.Rect)).as_array(),
                Border=Array([0, 0, 0]),
                A=Dictionary(S=Name.URI, URI=link.A.URI),
            )
        )
        for link in cv_page.obj.get("/Annots", [])
    ]
    if links:
        sheet.obj.Annots = Array(links)
