"""Files that are not what they say, made as such files come about."""

import zlib
from io import BytesIO
from zipfile import ZipFile

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

from tests.pdfs import pdf


def docx() -> bytes:
    """Return a file like those of word processors."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


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
