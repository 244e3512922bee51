"""Files that are not what they say, made as such files come about."""

import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

from recruitment.documents.foreign.faults import Fault
from tests.pdfs import pdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ODT = "application/vnd.oasis.opendocument.text"


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a package of these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, ZIP_STORED if name == "mimetype" else ZIP_DEFLATED)
    return buffer.getvalue()


def docx_parts(*paragraphs: str, main: str = MAIN) -> dict[str, str | bytes]:
    """Return the parts of a small DOCX, which word processors can open."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    types, relations = (
        f"http://schemas.openxmlformats.org/package/2006/{which}"
        for which in ("content-types", "relationships")
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{relations}">'
            f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }


def docx_with_linked_picture(address: str) -> bytes:
    """Return a DOCX that shows a picture which it does not hold."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    parts = docx_parts("Curriculum vitae")
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{office}/image" Target="{address}" TargetMode="External"/></Relationships>'
    )
    shown = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        '<wp:extent cx="1800000" cy="1800000"/><wp:docPr id="1" name="x"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{office}" r:link="rId9"/><a:stretch><a:fillRect/>'
        '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="1800000"/>'
        '</a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    document = str(parts["word/document.xml"])
    return package(parts | {"word/document.xml": document.replace("</w:body>", f"{shown}</w:body>")})


def odt_parts(*paragraphs: str, inside: str = "") -> dict[str, str | bytes]:
    """Return the parts of a small ODT, with more XML `inside` its text."""
    body = "".join(f"<text:p>{text}</text:p>" for text in paragraphs) + inside
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "manifest", "drawing")
    ).replace("xmlns:drawing", "xmlns:draw")
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    return {
        "mimetype": ODT,
        "META-INF/manifest.xml": (
            f"<manifest:manifest {spaces}>"
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>"
        ),
        "content.xml": (
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>{body}'
            "</office:text></office:body></office:document-content>"
        ),
    }


def word_processed(format_: str, *paragraphs: str) -> bytes:
    """Return a good DOCX or ODT."""
    parts = {"docx": docx_parts, "odt": odt_parts}[format_]
    return package(parts(*(paragraphs or ("Curriculum vitae",))))


def zip_bomb() -> bytes:
    """Return a small DOCX of which one part unpacks to many megabytes."""
    return package(docx_parts("CV") | {"word/media/image1.bmp": bytes(400 * 10**6)})


def locked_zip() -> bytes:
    """Return a DOCX whose parts say that they are encrypted."""
    content = bytearray(word_processed("docx"))
    content[6] |= 1  # the flags of the first part, here and in the table of contents
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)

# What a file is, what is wrong with it, and the file.
OTHERS: dict[tuple[str, Fault], Callable[[], bytes]] = {
    ("nothing", Fault.NOT_TAKEN): lambda: b"",
    ("a text", Fault.NOT_TAKEN): lambda: b"hello",
    ("zeros", Fault.NOT_TAKEN): lambda: b"\0" * 5000,
    ("a web page", Fault.NOT_TAKEN): lambda: b"<html>%PDF".ljust(2000),
    ("an old Word file", Fault.NOT_TAKEN): lambda: OLE,
    ("a locked DOCX", Fault.ENCRYPTED): lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    ("a locked zip", Fault.ENCRYPTED): locked_zip,
    ("a locked ODT", Fault.ENCRYPTED): lambda: package(
        odt_parts("CV") | {"META-INF/manifest.xml": "<manifest:encryption-data/>"}
    ),
    ("any zip", Fault.NOT_TAKEN): lambda: package({"a.txt": "hello"}),
    ("a workbook", Fault.NOT_TAKEN): lambda: package({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}),
    ("a drawing", Fault.NOT_TAKEN): lambda: package(
        {"mimetype": "application/vnd.oasis.opendocument.graphics", "content.xml": "x"}
    ),
    ("a DOCM", Fault.MACROS): lambda: package(
        docx_parts("CV", main="application/vnd.ms-word.document.macroEnabled.main+xml")
    ),
    ("a DOCX with macros", Fault.MACROS): lambda: package(
        docx_parts("CV") | {"word/vbaProject.bin": b"\xd0\xcf"}
    ),
    ("an ODT with macros", Fault.MACROS): lambda: package(odt_parts("CV") | {"Basic/script-lc.xml": "<x/>"}),
    ("a DOCX bomb", Fault.TOO_COMPLEX): zip_bomb,
    ("a thousand parts and more", Fault.TOO_COMPLEX): lambda: package(
        docx_parts("CV") | {f"word/{number}.xml": "" for number in range(2000)}
    ),
    ("a DOCX without XML", Fault.DAMAGED): lambda: package(docx_parts("CV") | {"word/document.xml": "CV"}),
    ("an ODT without a text", Fault.DAMAGED): lambda: package({"mimetype": ODT}),
    ("a broken zip", Fault.DAMAGED): lambda: b"PK\x03\x04" + bytes(1000),
}


def saved(made: Pdf, **options: object) -> bytes:
    buffer = BytesIO()
    made.save(buffer, **options)
    return buffer.getvalue()


def opened() -> Pdf:
    return pikepdf.open(BytesIO(pdf(pages=3)))


def locked(*, user: str) -> bytes:
    """Return a file with a password; an empty one opens by itself, but limits what may be done."""
    return saved(opened(), encryption=Encryption(user=user, owner="owner"))


def without_pages() -> bytes:
    return saved(pikepdf.new())


def truncated(part: float) -> bytes:
    """Return the first part of a file, as when a download stopped."""
    whole = pdf(pages=3)
    return whole[: int(len(whole) * part)]


def with_broken_content() -> bytes:
    """Return a file whose first page's drawing cannot be unpacked."""
    made = opened()
    made.pages[0].Contents = Stream(made, b"this is not compressed", Filter=Name.FlateDecode)
    return saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def with_page_loop() -> bytes:
    """Return a file whose tree of pages leads back into itself."""
    made = opened()
    tree = made.Root.Pages
    tree.Kids.append(
        made.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([tree]), Count=1, Parent=tree))
    )
    return saved(made)


def bomb(*, layers: int, megabytes: int = 600) -> bytes:
    """Return a small file whose drawing unpacks to many megabytes, through several layers of compression."""
    size = megabytes * 10**6
    packer = zlib.compressobj(9, wbits=-15)
    segment = packer.compress(b" " * 10**6) + packer.flush(
        zlib.Z_FULL_FLUSH
    )  # unpacks by itself, so it can be repeated
    packed = b"\x78\xda" + segment * megabytes + packer.flush() + _adler_of_spaces(size).to_bytes(4, "big")
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    made = opened()
    made.pages[0].Contents = Stream(made, packed)
    made.pages[0].Contents.Filter = Array([Name.FlateDecode] * layers)
    return saved(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def _adler_of_spaces(size: int) -> int:
    """Return the checksum that ends a zlib stream of `size` spaces."""
    low = (1 + 32 * size) % 65521
    high = (size + 32 * size * (size + 1) // 2) % 65521
    return high << 16 | low
