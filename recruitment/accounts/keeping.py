"""Keep what somebody sent from a page after they were signed out, until they have signed in again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict
from django.views.csrf import csrf_failure as refuse

from recruitment.limits import read_to_the_end

_KEPT = "kept_posts"  # {path: {input: texts}}
_CHARACTERS = 500_000  # of all pages together: far more than any of them takes

WILL_BE_KEPT = "You were signed out. Sign in to go on: what you typed is kept."
SIGNED_IN_AGAIN = "You signed in again after you opened this page. What you typed is kept."


def keeps_what_was_typed(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose posts are kept over a sign-in; it asks `take_kept` for them."""
    view.keeps_what_was_typed = True  # type: ignore[attr-defined]
    return view


def keep(request: HttpRequest, view: Any) -> bool:
    """Keep a post in the session, if the view it was meant for takes it up again; say whether it is kept.

    One for each address, where the latest takes the place of the one before; its query does not count. It is read only
    by the page of the same address, which asks first whose page it is.
    """
    if request.method != "POST" or not getattr(view, "keeps_what_was_typed", False):
        return False
    posted = {name: texts for name, texts in request.POST.lists() if name != "csrfmiddlewaretoken"}
    kept = request.session.get(_KEPT, {}) | {request.path: posted}
    if sum(len(text) for each in kept.values() for texts in each.values() for text in texts) > _CHARACTERS:
        return False
    request.session[_KEPT] = kept
    return True


def take_kept(request: HttpRequest) -> MultiValueDict[str, str] | None:
    """Return, once, what was kept for this address; None where there is nothing."""
    kept = request.session.get(_KEPT, {})
    if request.path not in kept:
        return None
    posted = kept.pop(request.path)
    request.session[_KEPT] = kept
    return MultiValueDict(posted)


def posted_or_kept(request: HttpRequest) -> MultiValueDict[str, str] | None:
    """Return what a form of this address is shown with: what is posted, or else what was kept.

    What was kept is not acted on until it is posted again, and shown until then.
    """
    if request.method == "POST":
        take_kept(request)
        return request.POST
    kept = request.session.get(_KEPT, {}).get(request.path)
    return MultiValueDict(kept) if kept else None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose page is older than the present sign-in.

    Signing in gives all pages a new secret, so a page that was open before it can no longer post. Where the browser
    itself vouches that the post comes from a page of this site, what it holds is kept and shown for another go.
    """
    if wants_json(request):
        return JsonResponse({"problem": "page_expired"}, status=403)
    from_here = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if from_here and request.resolver_match and keep(request, request.resolver_match.func):
        messages.info(request, SIGNED_IN_AGAIN)
        return redirect(request.get_full_path())
    read_to_the_end(request)
    return refuse(request, reason)


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script asks."""
    return request.headers.get("Accept") == "application/json"
