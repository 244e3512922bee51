"""How sign-in by code fits this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest

from recruitment.records.audit import record


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own behaviour, but for what this site says and records."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": "The code is not the one we sent. Check the email and enter it again",
        "too_many_login_attempts": (
            "A code that we did not send was entered too many times. Enter your email address to get a new code."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an email that says how long its code lasts and which service it is from."""
        said = {
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "service_name": settings.SERVICE_NAME,
        }
        super().send_mail(template_prefix, email, said | context)

    def is_safe_url(self, url: str) -> bool:
        """Say whether somebody may be led there after signing in; not to what is no address at all."""
        try:
            return super().is_safe_url(url)
        except ValueError:  # like http://[
            return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign the person in, under a new session key, and record it."""
        with transaction.atomic():
            super().login(request, user)
            record(by=user, action="account.signed_in")
