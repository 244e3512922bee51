"""Have a foreign file read by a program with limits, and hear what it found."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from recruitment.documents.foreign.faults import Fault

_SECONDS = 40
_ROOT = Path(__file__).parents[3]
_PROGRAM = f"import sys; sys.path.append({str(_ROOT)!r}); from recruitment.documents.foreign.reader import main; main()"


@dataclass(frozen=True)
class Inspection:
    """What was found: the format ("pdf", "docx", "odt") and the number of pages where it is known; or a fault."""

    format: str = ""
    pages: int | None = None
    fault: Fault | None = None


def inspect(file: IO[bytes], *, max_pages: int, clean_copy: Path | None = None) -> Inspection:
    """Return what is in a file, which must have a file descriptor; it is read from its beginning.

    With `clean_copy`, a PDF that has no fault is written there anew, with nothing in it but what its pages show.
    """
    file.seek(0)
    arguments = [str(max_pages), *([str(clean_copy)] if clean_copy else [])]
    try:
        done = subprocess.run(  # noqa: S603 (this package itself, with no words of anybody)
            # -I: no variable of this process and no file where it runs changes what is run.
            [sys.executable, "-I", "-c", _PROGRAM, *arguments],
            stdin=file,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Inspection(fault=Fault.TOO_COMPLEX)
    found = json.loads(done.stdout)
    if "fault" in found:
        return Inspection(fault=Fault(found["fault"]))
    return Inspection(**found)
