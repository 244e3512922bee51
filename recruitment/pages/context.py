"""What every page of the site needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from recruitment.accounts.queries import roles_of


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the service's name, the navigation, and whether this is the demo.

    The navigation costs one query for somebody who is signed in and none for anybody else, and only on a page that
    shows it.
    """
    return {
        "service_name": settings.SERVICE_NAME,
        "demo": settings.DEMO,
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
    }


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated:
        return _marked(request, [("Sign in", "account_request_login_code")])
    roles = roles_of(request.user)
    rooms = [
        ("Running competitions", "shortlisting:home", roles.runs),
        ("Assessing", "assessors:home", roles.assesses),
        ("Your applications", "applications:mine", roles.applies),
    ]
    links = _marked(request, [(text, name) for text, name, held in rooms if held])
    return [*links, {"text": "Sign out", "href": reverse("account_logout"), "post": True}]


def _marked(request: HttpRequest, links: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the links as items of the service navigation; that of the room the page is in is marked as active."""
    items = ((text, reverse(name)) for text, name in links)
    return [
        {
            "text": text,
            "href": href,
            "current": request.path == href,
            "active": request.path.startswith(href),
        }
        for text, href in items
    ]
