"""Requests as they reach the site from its server, also such as Django's test client cannot make."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from recruitment.wsgi import application

TOKEN = "t" * 32


@contextmanager
def _one_transaction() -> Iterator[None]:
    """Leave the connection, which is in the transaction of the test, open, as Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@dataclass(frozen=True)
class Answer:
    """What the site said."""

    status: int
    page: str


@dataclass(frozen=True)
class Request:
    """What somebody sends. The query is as it stands in the address; the path has its percents decoded."""

    method: str
    path: str
    query: str = ""
    content_type: str = ""
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, client: Client | None = None) -> Answer:
        """Send it, with the cookies of this browser and the token against forged requests."""
        said: list[str] = []
        cookies = {"csrftoken": TOKEN} | {
            name: cookie.value for name, cookie in (client.cookies if client else {}).items()
        }
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": self.content_type,
            "CONTENT_LENGTH": str(len(self.body)),
            "HTTP_COOKIE": "; ".join(f"{name}={text}" for name, text in cookies.items()),
            "HTTP_X_CSRFTOKEN": cookies["csrftoken"],
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(self.body),
            "wsgi.errors": BytesIO(),
        }
        for name, text in self.headers.items():
            key = name.upper().replace("-", "_")
            environ[key if key in environ else f"HTTP_{key}"] = text
        with _one_transaction():
            answer = application(environ, lambda status, headers: said.append(status))
            page = b"".join(answer)
            answer.close()
        return Answer(int(said[0].split()[0]), page.decode(errors="replace"))
