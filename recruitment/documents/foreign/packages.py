"""DOCX and ODT: which of the two a file is, by what is in it, and whether it can be opened without harm."""

from io import BytesIO
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from recruitment.documents.foreign.faults import Fault, Faulty

_MAX_PARTS = 2000
_MAX_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together; text packs to a tenth, pictures hardly
_OLD_CONTAINER = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Word wrote before DOCX, and wraps a locked DOCX in
)
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ODT = b"application/vnd.oasis.opendocument.text"


_CHUNK = 1024 * 1024


def format_of(content: bytes) -> str:
    """Return "docx" or "odt". Raises Faulty for anything else, and for one that is locked, damaged or has macros."""
    if content.startswith(_OLD_CONTAINER):
        raise Faulty(Fault.ENCRYPTED if _LOCKED in content else Fault.NOT_TAKEN)
    if not content.startswith(b"PK\x03\x04"):
        raise Faulty(Fault.NOT_TAKEN)
    try:
        with ZipFile(BytesIO(content)) as package:
            _unpack(package)
            return _format(package)
    except (Faulty, MemoryError):
        raise
    # What a broken or hostile package makes its reader raise cannot be listed.
    except Exception as error:
        raise Faulty(Fault.DAMAGED) from error


def _unpack(package: ZipFile) -> None:
    """Unpack every part once, counting what really comes out: what a package says of itself may be untrue."""
    parts = package.infolist()
    if len(parts) > _MAX_PARTS:
        raise Faulty(Fault.TOO_COMPLEX)
    unpacked = 0
    for part in parts:
        if part.flag_bits & 1:
            raise Faulty(Fault.ENCRYPTED)
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > _MAX_UNPACKED:
                    raise Faulty(Fault.TOO_COMPLEX)


def _parse(xml: bytes) -> None:
    """Raise an error where the text is no XML: LibreOffice would make an empty page of it, and say nothing."""
    ParserCreate().Parse(xml, True)  # noqa: FBT003 - that this is all of it


def _format(package: ZipFile) -> str:
    names = set(package.namelist())
    if "mimetype" in names and package.read("mimetype").strip() == _ODT:
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise Faulty(Fault.ENCRYPTED)
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise Faulty(Fault.MACROS)
        _parse(package.read("content.xml"))
        return "odt"
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        if has_macros or b"macroenabled" in package.read("[Content_Types].xml").lower():
            raise Faulty(Fault.MACROS)
        _parse(package.read("word/document.xml"))
        return "docx"
    raise Faulty(Fault.NOT_TAKEN)
