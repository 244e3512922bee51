"""PDF files as nobody should send them."""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream, String

from recruitment.documents.foreign.faults import Fault
from tests.pdfs import pdf

# How to save without touching the streams.
AS_WRITTEN = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}


def changed(change: Callable[[Pdf], None], *, pages: int = 1, **saving: object) -> bytes:
    """Return a small PDF file after `change`."""
    with pikepdf.open(BytesIO(pdf(pages=pages))) as document:
        change(document)
        file = BytesIO()
        document.save(file, **saving)
        return file.getvalue()


def _javascript() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _annotate(document: Pdf, **keys: object) -> None:
    annotation = Dictionary(Type=Name.Annot, Rect=[60, 700, 200, 720], **keys)
    document.pages[0].obj.Annots = Array([document.make_indirect(annotation)])


def _link(document: Pdf, **action: object) -> None:
    _annotate(document, Subtype=Name.Link, A=Dictionary(**action))


def _open_action(document: Pdf) -> None:
    document.Root.OpenAction = _javascript()


def _page_action(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=_javascript())


def _named_javascript(document: Pdf) -> None:
    names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), _javascript()])))
    document.Root.Names = names


def _embedded_file(document: Pdf) -> None:
    document.attachments["evil.exe"] = b"MZ"


def _associated_file(document: Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=Stream(document, b"MZ")))
    form = Stream(document, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10], AF=Array([file]))
    form.PieceInfo = Dictionary(Word=Dictionary(Private=String("notes")))
    form.Metadata = Stream(document, b"<x/>")
    _draw(document, form)


def _reference_to_another_file(document: Pdf) -> None:
    form = Stream(document, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10])
    form.Ref = Dictionary(F=Dictionary(Type=Name.Filespec, F=String("/etc/passwd")), Page=0)
    _draw(document, form)


def _stream_in_another_file(document: Pdf) -> None:
    form = Stream(document, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10])
    form.F = String("/etc/passwd")
    form.FFilter = Name.FlateDecode
    _draw(document, form)


def _draw(document: Pdf, form: pikepdf.Object, times: int = 1) -> None:
    page = document.pages[0]
    name = page.add_resource(document.make_indirect(form), Name.XObject)
    page.contents_add(b"%s Do " % str(name).encode() * times)


def _text_field(document: Pdf) -> None:
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("x"),
        V=String("typed"),
        Rect=[60, 600, 200, 620],
        DA=String("/Helv 12 Tf 0 g"),
        AA=Dictionary(K=_javascript()),
    )
    indirect = document.make_indirect(field)
    document.pages[0].obj.Annots = Array([indirect])
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(Helv=helvetica))
    document.Root.AcroForm = Dictionary(Fields=Array([indirect]), DR=resources, DA=String("/Helv 12 Tf 0 g"))


def _rich_media(document: Pdf) -> None:
    _annotate(document, Subtype=Name.RichMedia, RichMediaContent=Dictionary())


def _file_attachment(document: Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=Stream(document, b"MZ")))
    _annotate(document, Subtype=Name.FileAttachment, FS=file)


MADE_SAFE: dict[str, Callable[[Pdf], None]] = {
    "a script that runs on opening": _open_action,
    "a script that runs on a page": _page_action,
    "a script under a name": _named_javascript,
    "an attached file": _embedded_file,
    "a file that belongs to a drawing": _associated_file,
    "a drawing in another file": _reference_to_another_file,
    "a stream in another file": _stream_in_another_file,
    "a form field with a script": _text_field,
    "a film": _rich_media,
    "a file behind a paper clip": _file_attachment,
    "a link that starts a program": lambda it: _link(it, S=Name.Launch, F=String("cmd.exe")),
    "a link to a place in another file": lambda it: _link(
        it, S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit])
    ),
    "a link that sends a form": lambda it: _link(it, S=Name.SubmitForm, F=String("http://example.org/")),
    "a link that is a script": lambda it: _link(it, S=Name.JavaScript, JS=String("app.alert(1)")),
    "a web link that is a script": lambda it: _link(it, S=Name.URI, URI=String("javascript:alert(1)")),
    "a web link to a file of the reader": lambda it: _link(it, S=Name.URI, URI=String("file:///etc/passwd")),
    "a link after which a script runs": lambda it: _link(
        it, S=Name.URI, URI=String("file:"), Next=_javascript()
    ),
}


def _xfa(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(XFA=Stream(document, b"<xdp/>"), Fields=Array())


def _media_box(*box: float) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        document.pages[0].obj.MediaBox = Array(box)

    return change


def _content(data: bytes, *filters: pikepdf.Name) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        stream = Stream(document, b"")
        stream.write(data, filter=list(filters))
        document.pages[0].obj.Contents = document.make_indirect(stream)

    return change


def _run_length_bomb() -> bytes:
    return bytes([129, 32]) * 5_000_000


def _laughs(document: Pdf) -> None:
    """Make forms that draw the one below them twenty times: 20 to the power of five in all."""
    inner = Stream(document, b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(5):
        indirect = document.make_indirect(inner)
        inner = Stream(document, b"/L Do " * 20, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        inner.Resources = Dictionary(XObject=Dictionary(L=indirect))
    _draw(document, inner)


def _draws_itself(document: Pdf) -> None:
    form = document.make_indirect(
        Stream(document, b"/L Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    )
    form.Resources = Dictionary(XObject=Dictionary(L=form))
    _draw(document, form)


def _large_picture(document: Pdf) -> None:
    picture = Stream(document, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    _draw(document, picture)


def _no_pages(document: Pdf) -> None:
    del document.pages[0]


def refused() -> Iterator[tuple[str, bytes, Fault]]:
    """Yield what each file is, the file, and what is wrong with it."""
    whole = pdf(pages=2)
    yield "empty", b"", Fault.DAMAGED
    yield "a text", b"Dear panel,", Fault.DAMAGED
    yield "a web page", b"<html><script>alert(1)</script></html>", Fault.DAMAGED
    yield "cut off in the middle", whole[: len(whole) // 2], Fault.DAMAGED
    yield "cut off at the end", whole[:-40], Fault.DAMAGED
    yield "without its table of objects", whole[: whole.index(b"xref")], Fault.DAMAGED
    yield "too many pages", pdf(pages=21), Fault.TOO_LONG
    yield "no pages", changed(_no_pages), Fault.NO_PAGES
    password = Encryption(owner="owner", user="user", R=6)
    yield "a password", changed(lambda it: None, encryption=password), Fault.ENCRYPTED
    rights = Encryption(owner="owner", user="", R=6)
    yield "rights", changed(lambda it: None, encryption=rights), Fault.ENCRYPTED
    yield "XFA", changed(_xfa), Fault.FORM
    yield "a giant page", changed(_media_box(0, 0, 14_000, 14_000)), Fault.PAGE_SIZE
    yield "a page without height", changed(_media_box(0, 0, 595, 0)), Fault.PAGE_SIZE
    twice = zlib.compress(zlib.compress(bytes(10_000_000)))
    packed_twice = _content(twice, Name.FlateDecode, Name.FlateDecode)
    yield "packed twice", changed(packed_twice, **AS_WRITTEN), Fault.TOO_COMPLEX
    bomb = _content(zlib.compress(bytes(500_000_000), 1), Name.FlateDecode)
    yield "a bomb", changed(bomb, **AS_WRITTEN), Fault.TOO_COMPLEX
    runs = _content(_run_length_bomb(), Name.RunLengthDecode)
    yield "runs without end", changed(runs, **AS_WRITTEN), Fault.TOO_COMPLEX
    yield "a giant picture", changed(_large_picture), Fault.TOO_COMPLEX
    yield "billions of drawings", changed(_laughs), Fault.TOO_COMPLEX
    yield "a drawing of itself", changed(_draws_itself), Fault.TOO_COMPLEX
