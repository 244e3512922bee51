"""Have a file scanned for viruses by clamd."""

from typing import BinaryIO

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

_SECONDS = 60


class ScannerUnavailable(Exception):
    """The scanner could not be reached or gave no verdict: try again later."""


def scan(file: BinaryIO) -> tuple[str, str]:
    """Return the name of the virus in a file, empty if there is none, and the scanner with its version.

    Without CLAMD_ADDRESS nothing is scanned, and both are empty. Raises ScannerUnavailable.
    """
    if not settings.CLAMD_ADDRESS:
        return "", ""
    scanner = _scanner(settings.CLAMD_ADDRESS)
    file.seek(0)
    try:
        version = scanner.version()
        [(verdict, virus)] = scanner.instream(file).values()
    except (ClamdError, OSError, ValueError) as error:
        raise ScannerUnavailable(str(error)) from error
    finally:
        scanner.clamd_socket.close()  # the library leaves it open where nobody answers
    if verdict not in {"OK", "FOUND"}:
        raise ScannerUnavailable(f"clamd says {verdict}")
    return virus or "", version


def _scanner(address: str) -> ClamdNetworkSocket:
    if address.startswith("/"):
        return ClamdUnixSocket(address, timeout=_SECONDS)
    host, _, port = address.rpartition(":")
    return ClamdNetworkSocket(host, int(port), timeout=_SECONDS)
