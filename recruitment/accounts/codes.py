"""Codes to sign in with: asking for one, having it sent again, and how often somebody may guess at it."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from recruitment.accounts.models import SignInCode, User

logger = logging.getLogger(__name__)

COUNTED_FOR = timedelta(days=1)
MOST_EMAILS = 100  # to one address in that time, whoever asks: decision 0021
MOST_EMAILS_OF_A_CODE = 3


class TooManyCodes(Exception):
    """So many codes were sent to an address that no more are sent for a while."""


@transaction.atomic
def ask(*, user: User) -> SignInCode:
    """Note that a code is asked for and sent; raises TooManyCodes."""
    _refuse_too_many(user)
    return user.codes.create()


@transaction.atomic
def may_send_again(*, code: int | None) -> bool:
    """Count one more email with the code with this key; say whether it may be sent. Raises TooManyCodes."""
    row = _known(code).select_related("user").first()
    if row is None:
        return False
    _refuse_too_many(row.user)
    return _known(code).filter(emails__lt=MOST_EMAILS_OF_A_CODE).update(emails=F("emails") + 1) == 1


def may_guess(*, code: int | None) -> bool:
    """Count a guess at the code with this key; say whether it may be looked at.

    One statement compares and counts, so that however many guesses come at once, from however many processes, exactly
    as many are looked at as there may be.
    """
    return _left(code).update(guesses=F("guesses") + 1) == 1


def is_used_up(*, code: int | None) -> bool:
    """Say whether nobody may guess at the code any more; a code that is not known is used up."""
    return not _left(code).exists()


def forget_old() -> None:
    """Remove what does not count any more."""
    SignInCode.objects.filter(asked_at__lt=timezone.now() - COUNTED_FOR).delete()


def _left(code: int | None) -> QuerySet[SignInCode]:
    """Return the code, if there are guesses left."""
    return _known(code).filter(guesses__lt=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS)


def _known(code: int | None) -> QuerySet[SignInCode]:
    return SignInCode.objects.none() if code is None else SignInCode.objects.filter(pk=code)


def _refuse_too_many(user: User) -> None:
    """Raise TooManyCodes if the address may be sent none now. Who asks at the same moment waits, and is counted."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    lately = user.codes.filter(asked_at__gte=timezone.now() - COUNTED_FOR)
    if (lately.aggregate(sent=Sum("emails"))["sent"] or 0) >= MOST_EMAILS:
        logger.warning("No more codes are sent to user %s today: %s were.", user.pk, MOST_EMAILS)
        raise TooManyCodes
