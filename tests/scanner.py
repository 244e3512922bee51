"""A real clamd, on a socket of its own, that knows one virus: the one that every scanner knows and that is none."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.pdfs import pdf

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
# In two parts, so that no scanner takes this file for the virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def infected_pdf() -> bytes:
    """Return a good PDF in which the virus stands."""
    with pikepdf.open(BytesIO(pdf(pages=2))) as document:
        document.Root.Extra = document.make_indirect(pikepdf.Stream(document, EICAR))
        buffer = BytesIO()
        document.save(buffer, compress_streams=False)
        return buffer.getvalue()


@contextmanager
def running_clamd(folder: Path) -> Iterator[str]:
    """Start the scanner, yield the path of its socket, and stop it. Skips the test where it is not installed."""
    if CLAMD is None:
        pytest.skip("clamd is not installed. To scan in the tests: apt-get install clamav-daemon")
    address = folder / "clamd.ctl"
    (folder / "db").mkdir()
    (folder / "db" / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"Foreground yes\nLocalSocket {address}\nDatabaseDirectory {folder / 'db'}\n"
        f"TemporaryDirectory {folder}\nPidFile {folder / 'clamd.pid'}\n"
    )
    with (folder / "clamd.log").open("wb") as log:
        process = subprocess.Popen([CLAMD, "--config-file", str(settings)], stdout=log, stderr=log)
    try:
        _wait_for(address, process, folder / "clamd.log")
        yield str(address)
    finally:
        process.terminate()
        process.wait()


def _wait_for(path: Path, process: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.connect(str(path))
            return
        time.sleep(0.1)  # no test sleeps: a program starts
    raise AssertionError("clamd does not answer")
