"""The site's addresses, and some whose views fail: for tests with `pytest.mark.urls`."""

from datetime import timedelta

from allauth.core.ratelimit import respond_429
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation, TooManyFieldsSent
from django.db import OperationalError
from django.urls import path

from recruitment import urls
from recruitment.limits import TooManyRequests

# Address: what its view raises, the status of the answer and the heading of its page.
ERRORS = {
    "unreadable": (SuspiciousOperation, 400, "There is a problem with what was sent"),
    "refused": (PermissionDenied, 403, "You do not have access to this page"),
    "too-large": (TooManyFieldsSent, 413, "What you sent is too large"),
    "too-often": (lambda: TooManyRequests(timedelta(minutes=10)), 429, "You have tried too many times"),
    "broken": (ZeroDivisionError, 500, "Sorry, there is a problem with the service"),
    "database-away": (OperationalError, 503, "Sorry, the service is unavailable"),
}


def failing(error):
    """Return a view, open to everybody, that fails."""

    @login_not_required
    def view(request):
        raise error()

    return view


urlpatterns = [
    *urls.urlpatterns,
    path("signing-in-too-often/", login_not_required(respond_429)),
    *[path(f"{address}/", failing(error)) for address, (error, _, _) in ERRORS.items()],
]
handler400, handler429, handler500 = urls.handler400, urls.handler429, urls.handler500
