"""Keep people signed in while they work."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

RENEWED = "renewed_at"
_HOUR = 60 * 60


def sliding_session(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give the session its whole length again with use: at most once an hour, so that most requests write nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            signed_in = request.user.last_login
            renewed = request.session.get(RENEWED) or (signed_in.timestamp() if signed_in else 0)
            if time.time() - renewed > _HOUR:
                request.session[RENEWED] = int(time.time())
        return response

    return middleware
