"""Who may ask for a code how often (docs/decisions/0021)."""

from allauth.core.internal.ratelimit import consume, get_ip
from django.http import HttpRequest

from recruitment.accounts import codes
from recruitment.accounts.models import SignInCode, User


class AskedTooOften(Exception):
    """Somebody in one network asked for many codes lately."""


def ask_for_code(request: HttpRequest, *, email: str) -> SignInCode:
    """Note that a code for this address is asked for; raises AskedTooOften or TooManyCodes."""
    _count(request, email)
    codes.forget_old()
    return codes.ask(user=User.objects.for_email(email))


def may_have_it_again(request: HttpRequest, *, email: str, code: int | None) -> bool:
    """Say whether the code with this key may be sent once more; raises AskedTooOften or TooManyCodes."""
    _count(request, email)
    return codes.may_send_again(code=code)


def _count(request: HttpRequest, email: str) -> None:
    """Count an email; raise AskedTooOften if it is one too many.

    Each network is counted for itself, so that a stranger who asks for codes of somebody else's address uses up their
    own share. An expired code is replaced when its page is opened: requests that only read count too.
    """
    key = f"{email} {get_ip(request)}"
    if not consume(request, app="allauth.account", action="request_login_code", key=key, limit_get=True):
        raise AskedTooOften
