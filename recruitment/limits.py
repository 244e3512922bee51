"""What is too often or too much, whichever room meets it; `pages/errors.py` has the pages that say so."""

from contextlib import suppress
from datetime import timedelta

from django.http import HttpRequest, UnreadablePostError

# Of a body that is refused, so much is read and thrown away.
READ_AT_MOST = 50 * 1024 * 1024


class TooManyRequests(Exception):
    """Somebody did something too often; raised by a view. `wait`: until it can be done again, if that is known."""

    def __init__(self, wait: timedelta | None = None) -> None:
        super().__init__(f"Too many requests: wait {wait or 'a while'}.")
        self.wait = wait


def read_to_the_end(request: HttpRequest) -> None:
    """Read what is left of a body that is refused: a browser shows no answer before it has sent everything."""
    left = READ_AT_MOST
    with suppress(UnreadablePostError):  # the browser has gone
        while left > 0 and (read := len(request.read(64 * 1024))):
            left -= read
