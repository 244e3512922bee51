"""Look into a PDF that somebody else made, in a process of its own.

A hostile file can make its reader use all of the machine's memory and time. The reader therefore runs as a program of
its own, `python inspection.py`, with limits that the operating system keeps: it takes the file on standard input and
writes one line of JSON: {"pages": 2}, or {"fault": "encrypted"}.
"""

import json
import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

_MEMORY = 1024 * 1024 * 1024  # bytes of address space; the libraries alone take about a fifth
_UNPACKED = 400 * 1024 * 1024  # bytes of all streams: a scanned page in colour has 25 MB
_PROCESSOR_SECONDS = 10
_SECONDS = 20


class Fault(StrEnum):
    """What can be wrong with a file."""

    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    TOO_COMPLEX = "too_complex"


@dataclass(frozen=True)
class Inspection:
    """What was found: a number of pages, or a fault."""

    pages: int = 0
    fault: Fault | None = None


def inspect(file: IO[bytes]) -> Inspection:
    """Return what is in a file, which must have a file descriptor; it is read from its beginning."""
    file.seek(0)
    try:
        done = subprocess.run(  # noqa: S603 (this file itself, with no words of anybody)
            # -I: nothing of this site is imported there, and no variable of this process changes what runs.
            [sys.executable, "-I", __file__],
            stdin=file,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Inspection(fault=Fault.TOO_COMPLEX)
    found = json.loads(done.stdout)
    return Inspection(fault=Fault(found["fault"])) if "fault" in found else Inspection(pages=found["pages"])


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _look(content: bytes) -> dict[str, int | str]:
    from io import BytesIO

    import pikepdf  # after the limits, and only in the process that has them

    if b"%PDF-" not in content[:1024]:
        return {"fault": Fault.NOT_PDF}
    try:
        # Without recovery, because a truncated file would be "recovered" with pages missing or blank.
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return {"fault": Fault.ENCRYPTED}
            pages = len(pdf.pages)
            if not pages:
                return {"fault": Fault.NO_PAGES}
            if _unpacks_to_too_much(pdf):
                return {"fault": Fault.TOO_COMPLEX}
            if pdf.check_pdf_syntax() or pdf.get_warnings():
                return {"fault": Fault.DAMAGED}
            return {"pages": pages}
    except pikepdf.PasswordError:
        return {"fault": Fault.ENCRYPTED}
    except pikepdf.PdfError:
        return {"fault": Fault.DAMAGED}
    except MemoryError:
        return {"fault": Fault.TOO_COMPLEX}


def _unpacks_to_too_much(pdf: Any) -> bool:
    """Say whether the streams of a file, unpacked one after the other, are more than a CV can need."""
    from pikepdf import PdfError, Stream

    unpacked = 0
    for stream in pdf.objects:
        if isinstance(stream, Stream):
            # A picture that only a viewer can unpack (JPEG) counts as it is.
            with suppress(PdfError):
                unpacked += len(stream.read_bytes())
        if unpacked > _UNPACKED:
            return True
    return False


if __name__ == "__main__":
    _limit()
    print(json.dumps(_look(sys.stdin.buffer.read())))  # noqa: T201
