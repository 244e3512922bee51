"""The cookies that the site sets."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Cookie:
    """One cookie, as the cookies page describes it."""

    name: str
    purpose: str
    expires: str


COOKIES = (
    Cookie(
        settings.SESSION_COOKIE_NAME,
        "Keeps you signed in, and keeps messages to you from one page to the next",
        f"{settings.SESSION_COOKIE_AGE // 3600} hours after you last used the service, or when you sign out",
    ),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        "Makes sure that what is sent to the service comes from its own pages",
        f"{settings.CSRF_COOKIE_AGE // (24 * 3600)} days",
    ),
)
