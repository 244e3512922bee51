"""Read the emails that the demo keeps in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

# What Django's file backend writes after each email of a file.
_END = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class SentEmail:
    """One email, as a person reads it."""

    to: str
    subject: str
    at: datetime
    body: str


def sent_emails(folder: Path, *, limit: int) -> list[SentEmail]:
    """Return the newest emails of a folder, the newest first; none if there is no such folder."""
    return list(islice(_newest_first(folder), limit))


def _newest_first(folder: Path) -> Iterator[SentEmail]:
    # A file is written at one moment, which its name begins with; within it the last email is the newest.
    for file in sorted(
        folder.glob("*.log"), key=lambda each: (each.stat().st_mtime_ns, each.name), reverse=True
    ):
        for raw in reversed(file.read_bytes().split(_END)):
            if raw.strip():
                yield _read(raw)


def _read(raw: bytes) -> SentEmail:
    message = message_from_bytes(raw, policy=default)
    body = message.get_body(("plain",))
    return SentEmail(
        to=message["To"],
        subject=message["Subject"],
        at=parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC),  # Django writes it in UTC
        body=body.get_content() if body else "",
    )
