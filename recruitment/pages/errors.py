"""What people get instead of a page that cannot be given. recruitment/urls.py and settings.py name these.

Those for 400, 413, 500 and 503 are drawn without the request, because it may be what is broken, and without the
database.
"""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from recruitment.limits import TooManyRequests, read_to_the_end

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# A database that cannot be reached, is overloaded or lets a request wait too long: the same request can work later.
DATABASE_AWAY = (OperationalError, InterfaceError)
TRY_AGAIN = timedelta(minutes=1)
MAINTENANCE_TAKES = timedelta(minutes=10)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read with 400, and what is too large with 413."""
    if not isinstance(exception, TOO_LARGE):
        return _plain_page("400.html", HTTPStatus.BAD_REQUEST)
    read_to_the_end(request)
    return _plain_page("413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many_requests(request: HttpRequest, wait: timedelta | None = None) -> HttpResponse:
    """Answer somebody who does something too often; sign-in does not tell how long to wait."""
    response = render(request, "429.html", {"wait": wait}, status=HTTPStatus.TOO_MANY_REQUESTS)
    if wait:
        response["Retry-After"] = _seconds(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error of the service with 500, and one of its database with 503.

    Django calls this while it handles the error.
    """
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return _unavailable(TRY_AGAIN)
    return _plain_page("500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


class TooOften:
    """Middleware: a view that raises TooManyRequests is answered with the page that says how long to wait."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else alone."""
        return too_many_requests(request, exception.wait) if isinstance(exception, TooManyRequests) else None


def closed_for_maintenance(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer everything with 503 while MAINTENANCE_UNTIL is set, also after that moment has passed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        until: datetime | None = settings.MAINTENANCE_UNTIL
        if until is None:
            return get_response(request)
        read_to_the_end(request)
        left = until - timezone.now()
        return _unavailable(left, until) if left > timedelta() else _unavailable(MAINTENANCE_TAKES)

    return middleware


def _unavailable(wait: timedelta, until: datetime | None = None) -> HttpResponse:
    response = _plain_page("503.html", HTTPStatus.SERVICE_UNAVAILABLE, until=until)
    response["Retry-After"] = _seconds(wait)
    return response


def _plain_page(template: str, status: HTTPStatus, **context: Any) -> HttpResponse:
    """Return a page drawn without the request: without context processors, the session or the database."""
    page = render_to_string(template, {"service_name": settings.SERVICE_NAME} | context)
    return HttpResponse(page, status=status)


def _seconds(wait: timedelta) -> str:
    return str(max(1, round(wait.total_seconds())))
