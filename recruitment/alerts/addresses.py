"""The addresses that stand in letters: who has one may act for that subscription, and for no other."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from recruitment.alerts.models import Subscription

CONFIRM_WITHIN = timedelta(days=7)
_signer = signing.TimestampSigner(salt="alerts.confirm")


def confirmation_url(subscription: Subscription) -> str:
    """Return the address that confirms, for seven days."""
    return _full("confirm", _signer.sign(subscription.token))


def token_in(signed: str) -> str | None:
    """Return the token that a confirmation address holds; None if it is too old or was not made here."""
    try:
        return _signer.unsign(signed, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None


def preferences_url(subscription: Subscription) -> str:
    """Return the address of the page that changes what is sent."""
    return _full("preferences", subscription.token)


def unsubscribe_url(subscription: Subscription) -> str:
    """Return the address that stops everything."""
    return _full("unsubscribe", subscription.token)


def _full(page: str, token: str) -> str:
    return settings.SITE_URL + reverse(f"alerts:{page}", args=[token])
