"""The program that reads a foreign file: on standard input comes the file, on standard output goes a line of JSON.

{"format": "pdf", "pages": 2}, {"format": "docx"} (its pages are known when it is a PDF), or {"fault": "encrypted"}.
"""

import json
import resource
import sys
from pathlib import Path

from recruitment.documents.foreign.cleaning import clean_pdf
from recruitment.documents.foreign.faults import Fault, Faulty
from recruitment.documents.foreign.packages import format_of

_MEMORY = 1024 * 1024 * 1024  # bytes of address space; the libraries alone take about a fifth
_PROCESSOR_SECONDS = 20
_WRITTEN = 64 * 1024 * 1024  # bytes of the clean copy


def main() -> None:
    """Read the file and say what it is. Arguments: the most pages, and where to write a clean copy of a PDF, if any."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN, _WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    max_pages, to = int(sys.argv[1]), sys.argv[2:]
    found: dict[str, str | int]
    try:
        found = _read(sys.stdin.buffer.read(), max_pages=max_pages, to=Path(to[0]) if to else None)
    except Faulty as faulty:
        found = {"fault": faulty.fault}
    except (MemoryError, RecursionError):
        found = {"fault": Fault.TOO_COMPLEX}
    print(json.dumps(found))  # noqa: T201 - this is what the program is for


def _read(content: bytes, *, max_pages: int, to: Path | None) -> dict[str, str | int]:
    if b"%PDF-" in content[:1024]:
        return {"format": "pdf", "pages": clean_pdf(content, to=to, max_pages=max_pages)}
    return {"format": format_of(content)}
