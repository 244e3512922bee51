"""Foreign PDF files are made safe or refused, and nothing in between."""

import base64
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.pagesizes import A4, landscape

from recruitment.documents.foreign.cleaning import clean_pdf
from recruitment.documents.foreign.faults import Fault, Faulty
from tests.pdfs import pdf, texts
from tests.recruitment.documents import hostile

FORBIDDEN = {
    "/AA", "/AF", "/AcroForm", "/EF", "/EmbeddedFiles", "/FFilter", "/JS", "/JavaScript", "/Launch", "/Metadata",
    "/Names", "/OpenAction", "/PieceInfo", "/Ref", "/RichMediaContent", "/XFA",
}  # fmt: skip


def cleaned(data: bytes, folder: Path) -> Path:
    path = folder / "clean.pdf"
    clean_pdf(data, to=path, max_pages=20)
    return path


def keys_of(document: pikepdf.Pdf) -> set[str]:
    """Return every key that any dictionary of the file has, however deep."""
    found: set[str] = set()

    def walk(thing: object) -> None:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            for key in thing.keys():  # noqa: SIM118 - not a dict
                found.add(key)
                if not getattr(thing[key], "is_indirect", False):
                    walk(thing[key])
        elif isinstance(thing, pikepdf.Array):
            for item in thing:
                if not getattr(item, "is_indirect", False):
                    walk(item)

    for thing in document.objects:
        walk(thing)
    return found


@pytest.mark.parametrize("what", hostile.MADE_SAFE)
def test_what_runs_fetches_or_attaches_is_taken_out(what: str, tmp_path: Path) -> None:
    path = cleaned(hostile.changed(hostile.MADE_SAFE[what]), tmp_path)
    with pikepdf.open(path) as document:
        assert keys_of(document) & FORBIDDEN == set()
        assert not document.check_pdf_syntax()
        assert [page.obj.get("/Annots", []) for page in document.pages] == [[]]
    assert "Curriculum vitae, page 1" in texts(path)[0]


@pytest.mark.parametrize(
    ("data", "fault"), [pytest.param(data, fault, id=what) for what, data, fault in hostile.refused()]
)
def test_a_file_that_cannot_be_made_safe_is_refused(data: bytes, fault: Fault, tmp_path: Path) -> None:
    with pytest.raises(Faulty) as refusal:
        cleaned(data, tmp_path)
    assert refusal.value.fault == fault
    assert not (tmp_path / "clean.pdf").exists()


@pytest.mark.parametrize(
    "address", ["https://example.org/me", "http://example.org/", "mailto:me@example.org"]
)
def test_links_to_the_web_and_to_e_mail_are_kept(address: str, tmp_path: Path) -> None:
    data = hostile.changed(lambda it: hostile._link(it, S=Name.URI, URI=String(address), Next=Dictionary()))
    with pikepdf.open(cleaned(data, tmp_path)) as document:
        [link] = document.pages[0].Annots
        assert str(link.A.URI) == address
        assert set(link.A.keys()) == {"/Type", "/S", "/URI"}
        assert [float(number) for number in link.Rect] == [60, 700, 200, 720]


def test_what_was_typed_into_a_form_stays_readable(tmp_path: Path) -> None:
    assert "typed" in texts(cleaned(hostile.changed(hostile._text_field), tmp_path))[0]


@pytest.mark.parametrize(("turned", "size"), [(0, A4), (90, landscape(A4)), (180, A4), (270, landscape(A4))])
def test_a_turned_page_stands_as_its_reader_saw_it(
    turned: int, size: tuple[float, float], tmp_path: Path
) -> None:
    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Rotate = turned

    path = cleaned(hostile.changed(turn), tmp_path)
    with pikepdf.open(path) as document:
        [page] = document.pages
        assert [float(number) for number in page.mediabox] == pytest.approx([0, 0, *size], abs=0.01)
    assert "Curriculum vitae, page 1" in texts(path)[0]


def test_a_page_shows_no_more_than_its_crop_box(tmp_path: Path) -> None:
    def crop(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.CropBox = Array([50, 300, 500, 800])

    with pikepdf.open(cleaned(hostile.changed(crop), tmp_path)) as document:
        assert [float(number) for number in document.pages[0].mediabox] == [0, 0, 450, 500]


def test_number_of_pages_is_told(tmp_path: Path) -> None:
    assert clean_pdf(pdf(pages=3), to=None, max_pages=3) == 3


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    data = pdf(pages=2)
    assert cleaned(data, tmp_path).read_bytes() == cleaned(data, tmp_path).read_bytes()


def test_a_scanned_page_passes(tmp_path: Path) -> None:
    def scan(document: pikepdf.Pdf) -> None:
        width, height = 1240, 1754
        picture = pikepdf.Stream(document, bytes(width * height), Type=Name.XObject, Subtype=Name.Image)
        picture.Width, picture.Height, picture.BitsPerComponent = width, height, 8
        picture.ColorSpace = Name.DeviceGray
        hostile._draw(document, picture)

    with pikepdf.open(cleaned(hostile.changed(scan), tmp_path)) as document:
        widths = [it.Width for it in document.objects if "/Width" in getattr(it, "keys", list)()]
    assert widths == [1240]


@pytest.mark.parametrize("filters", [["/ASCII85Decode", "/FlateDecode"], ["/ASCIIHexDecode", "/FlateDecode"]])
def test_packed_streams_written_as_letters_pass(filters: list[str], tmp_path: Path) -> None:
    packed = zlib.compress(b"0 0 10 10 re f")
    letters = base64.a85encode(packed) + b"~>" if "85" in filters[0] else packed.hex().encode() + b">"
    change = hostile._content(letters, *(Name(name) for name in filters))
    with pikepdf.open(cleaned(hostile.changed(change, **hostile.AS_WRITTEN), tmp_path)) as document:
        [form] = document.pages[0].resources.XObject.values()
        assert form.read_bytes().strip() == b"0 0 10 10 re f"
