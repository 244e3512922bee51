"""A PDF that somebody else made, turned into one that is safe to keep and to join.

Nothing of the old file's structure survives: each page's drawing is copied, as one form, onto a new page of a new
file, without scripts, actions, attachments, form fields or anything that points out of the file. Of the annotations
only links to the web and to e-mail addresses are made again. Files that cannot be made safe are refused.
"""

import base64
import math
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Pdf, Rectangle

from recruitment.documents.foreign.faults import Fault, Faulty

# The sum of what the streams of one file may unpack to. A scanned page in colour has 25 MB.
_MAX_UNPACKED = 400 * 1024 * 1024
# What one byte can become at worst, by filter. Pictures in the formats of photographs are bounded by their pixels.
_WORST_RATIO = {"/RunLengthDecode": 64, "/LZWDecode": 1400, "/CCITTFaxDecode": 2000, "/JBIG2Decode": 2000}
_MAX_PIXELS = 60_000_000
_MAX_DRAWN_FORMS = 5000
_SMALLEST_SIDE, _LARGEST_SIDE = 36, 5000  # points: half an inch to about two sheets of A0
_LINKS = {"http", "https", "mailto"}
# Keys that run, fetch, attach or describe something and draw nothing.
_DROPPED_KEYS = (
    "/AA",
    "/AF",
    "/EF",
    "/EmbeddedFiles",
    "/FDecodeParms",
    "/FFilter",
    "/JS",
    "/JavaScript",
    "/Metadata",
    "/Names",
    "/OPI",
    "/OpenAction",
    "/PieceInfo",
    "/StructParent",
    "/StructParents",
)


def clean_pdf(content: bytes, *, to: Path | None, max_pages: int) -> int:
    """Return the number of pages of a PDF that can be made safe, and write a safe copy to the file `to`, if any.

    Raises Faulty where the file is damaged, protected, too long, a form that only some programs can show, or made so
    as to harm its reader.
    """
    try:
        # Without recovery, because a truncated file would be "recovered" with pages missing or blank.
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as source:
            _refuse(source, max_pages=max_pages)
            with _copy(source) as clean:
                if to:
                    clean.save(to, deterministic_id=True)
                return len(clean.pages)
    except pikepdf.PasswordError as error:
        raise Faulty(Fault.ENCRYPTED) from error
    except (Faulty, MemoryError, RecursionError):
        raise
    # What a hostile file makes a reader raise cannot be listed.
    except Exception as error:
        raise Faulty(Fault.DAMAGED) from error


def _refuse(source: Pdf, *, max_pages: int) -> None:
    if source.is_encrypted:
        raise Faulty(Fault.ENCRYPTED)
    if not source.pages:
        raise Faulty(Fault.NO_PAGES)
    if len(source.pages) > max_pages:
        raise Faulty(Fault.TOO_LONG)
    if "/XFA" in source.Root.get("/AcroForm", {}):
        raise Faulty(Fault.FORM)
    for page in source.pages:
        for box in (page.mediabox, page.cropbox):
            x0, y0, x1, y1 = (float(number) for number in box)
            sides = (abs(x1 - x0), abs(y1 - y0))
            if not all(math.isfinite(side) and _SMALLEST_SIDE <= side <= _LARGEST_SIDE for side in sides):
                raise Faulty(Fault.PAGE_SIZE)
    _refuse_bombs(source)
    if source.check_pdf_syntax() or source.get_warnings():
        raise Faulty(Fault.DAMAGED)


def _refuse_bombs(source: Pdf) -> None:
    """Refuse streams that unpack to much more than a page can need, and forms that draw each other endlessly."""
    unpacked = 0
    for stream in source.objects:
        if not isinstance(stream, pikepdf.Stream):
            continue
        unpacked += _unpacked_size(stream, _MAX_UNPACKED - unpacked)
        pixels = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        if unpacked > _MAX_UNPACKED or pixels > _MAX_PIXELS:
            raise Faulty(Fault.TOO_COMPLEX)
    known: dict[tuple[int, int], int] = {}
    if (
        sum(_drawn_forms(page.resources, _content(page), known, ()) for page in source.pages)
        > _MAX_DRAWN_FORMS
    ):
        raise Faulty(Fault.TOO_COMPLEX)


def _unpacked_size(stream: pikepdf.Stream, limit: int) -> int:
    """Return how large a stream is at most when unpacked, without unpacking more than `limit`."""
    filters = stream.get("/Filter", Array())
    names = [str(name) for name in (filters if isinstance(filters, Array) else [filters])]
    data = stream.read_raw_bytes()
    while names and names[0] in _TEXT_FILTERS:
        data = _TEXT_FILTERS[names.pop(0)](data)
    if len(names) > 1:
        raise Faulty(Fault.TOO_COMPLEX)
    if names == ["/FlateDecode"]:
        return len(zlib.decompressobj().decompress(data, max(limit, 0) + 1))
    return len(data) * _WORST_RATIO.get(names[0] if names else "", 1)


def _from_ascii85(data: bytes) -> bytes:
    return base64.a85decode(data[: data.find(b"~>")] if b"~>" in data else data)


def _from_hexadecimal(data: bytes) -> bytes:
    digits = b"".join(data.split(b">")[0].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


# Filters that write bytes as letters; they make a stream larger, never smaller.
_TEXT_FILTERS = {"/ASCII85Decode": _from_ascii85, "/ASCIIHexDecode": _from_hexadecimal}


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents", Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _drawn_forms(
    resources: Any,
    content: bytes,
    known: dict[tuple[int, int], int],
    above: tuple[tuple[int, int], ...],
) -> int:
    """Return how many forms a content draws in all, through the forms that it draws; at most a little too many."""
    drawn = 0
    for name, form in dict(resources.get("/XObject", {})).items():
        times = content.count(str(name).encode("latin-1", "ignore"))
        if not times or form.get("/Subtype") != Name.Form:
            continue
        if form.objgen in above:
            raise Faulty(Fault.TOO_COMPLEX)
        if form.objgen not in known:
            inner = form.get("/Resources", Dictionary())
            known[form.objgen] = 1 + _drawn_forms(inner, form.read_bytes(), known, (*above, form.objgen))
        drawn += times * known[form.objgen]
    return drawn


def _copy(source: Pdf) -> Pdf:
    """Return a new file with the drawings and the links of `source` on pages of their displayed size."""
    _draw_what_was_typed(source)
    source.flatten_annotations("all")
    clean = Pdf.new()
    for page in source.pages:
        form: Any = page.as_form_xobject()
        _scrub(form)
        turned = Matrix(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
        box = turned.transform(Rectangle(form.BBox))
        shown = turned @ Matrix().translated(-box.llx, -box.lly)
        new = clean.add_blank_page(page_size=(box.width, box.height))
        new.add_resource(clean.copy_foreign(form), Name.XObject, Name.Page)
        new.contents_add(b"q %s cm /Page Do Q" % Matrix().translated(-box.llx, -box.lly).encode())
        links = [
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=shown.transform(place).as_array(),
                Border=Array([0, 0, 0]),
                A=Dictionary(Type=Name.Action, S=Name.URI, URI=pikepdf.String(address)),
            )
            for place, address in _links(page)
        ]
        if links:
            new.obj.Annots = clean.make_indirect(Array(links))
    return clean


def _draw_what_was_typed(source: Pdf) -> None:
    """Give form fields that leave it to their reader to draw them a drawing, which then becomes part of the page."""
    if "/AcroForm" not in source.Root:
        return
    annotations = [annotation for page in source.pages for annotation in page.obj.get("/Annots", [])]
    if any(
        annotation.get("/Subtype") == Name.Widget and "/AP" not in annotation for annotation in annotations
    ):
        source.Root.AcroForm.NeedAppearances = True
        source.generate_appearance_streams()


def _scrub(form: Any) -> None:
    """Take out of everything a form draws with whatever runs, fetches or attaches something."""
    waiting, seen = [form], set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, Array):
            waiting.extend(item for item in found if isinstance(item, Array | Dictionary | pikepdf.Stream))
            continue
        if found.is_indirect:
            if found.objgen in seen:
                continue
            seen.add(found.objgen)
        for key in list(found.keys()):
            outside = isinstance(found, pikepdf.Stream) and key in {"/F", "/Ref", "/PS"}
            if outside or key in _DROPPED_KEYS:
                del found[key]
            elif isinstance(found[key], Array | Dictionary | pikepdf.Stream):
                waiting.append(found[key])


def _links(page: Any) -> Iterator[tuple[Rectangle, str]]:
    """Yield place and address of each link of a page that leads to the web or to an e-mail address."""
    for annotation in page.obj.get("/Annots", []):
        action = annotation.get("/A", Dictionary())
        if annotation.get("/Subtype") != Name.Link or action.get("/S") != Name.URI:
            continue
        address = str(action.get("/URI", ""))
        if address.isascii() and address.isprintable() and urlsplit(address).scheme.lower() in _LINKS:
            yield Rectangle(annotation.Rect), address
