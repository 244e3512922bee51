"""Keep people signed in while they work."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse

from recruitment.accounts.keeping import WILL_BE_KEPT, keep, wants_json

SIGNED_OUT = (
    "You were signed out, so the page that you sent was not saved. Use your browser’s Back button to copy what you "
    "typed, then sign in."
)
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


def private_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let no browser or proxy keep what somebody signed in was shown, where the view says nothing else.

    On a computer that several people use, the Back button shows nothing after signing out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


class SignInRequired(LoginRequiredMiddleware):
    """Ask for sign-in on every page that is not open to all; say so where somebody was in the middle of something."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send the person to sign in. What was posted is kept where the page takes it up again, or they are told."""
        if wants_json(request):
            return JsonResponse({"problem": "signed_out"}, status=401)
        if keep(request, view_func):
            messages.info(request, WILL_BE_KEPT)
            return super().handle_no_permission(request, view_func)
        # Somebody who presses "Start now" before signing in was not signed out.
        begins = request.resolver_match and request.resolver_match.view_name == "applications:begin"
        if request.method == "POST" and not begins:
            messages.warning(request, SIGNED_OUT)
        return super().handle_no_permission(request, view_func)
