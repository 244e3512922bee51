"""What a request must be like to be read at all: text in UTF-8, with a Content-Type that can be parsed.

Every browser sends that. Django takes the name of any codec of Python for an encoding and fails later, wherever the
request is first looked into, so it is refused before.
"""

import codecs
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse

_UNREADABLE = "application/octet-stream; charset=unreadable"


class ReadableRequest(WSGIRequest):
    """A request that can be made whatever its Content-Type is.

    Django reads the query while it makes a request that names an encoding, before there is anything that could answer
    an error.
    """

    def __init__(self, environ: dict[str, Any]) -> None:
        try:
            super().__init__(environ)
        except (ValueError, LookupError, SuspiciousOperation):
            environ["CONTENT_TYPE"] = _UNREADABLE
            super().__init__(environ)


def utf8_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuse with 400 what says that it is in another encoding."""

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if not _is_utf8(charset):
            raise BadRequest(f"The request is in {charset[:40]!r}, not in UTF-8.")
        return get_response(request)

    return middleware


def _is_utf8(charset: str) -> bool:
    with suppress(LookupError, ValueError):  # no codec, or no name of one
        return codecs.lookup(charset).name == "utf-8"
    return False
