"""Codes to sign in with: asking for one, and how often somebody may guess at it."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from recruitment.accounts.models import SignInCode, User

KEPT_FOR = timedelta(days=1)


def ask(*, user: User) -> SignInCode:
    """Note that a code is asked for. What nobody can use any more is removed on the way."""
    SignInCode.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).delete()
    return SignInCode.objects.create(user=user)


def may_guess(*, code: int | None) -> bool:
    """Count a guess at the code with this key; say whether it may be looked at.

    One statement compares and counts, so that however many guesses come at once, from however many processes, exactly
    as many are looked at as there may be.
    """
    return _left(code).update(guesses=F("guesses") + 1) == 1


def is_used_up(*, code: int | None) -> bool:
    """Say whether nobody may guess at the code any more; a code that is not known is used up."""
    return not _left(code).exists()


def _left(code: int | None) -> QuerySet[SignInCode]:
    """Return the code, if there are guesses left."""
    codes = SignInCode.objects.none() if code is None else SignInCode.objects.filter(pk=code)
    return codes.filter(guesses__lt=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS)
