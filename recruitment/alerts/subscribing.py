"""Ask for alerts, confirm, change and stop them."""

from collections.abc import Iterable
from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from recruitment.alerts.addresses import (
    CONFIRM_WITHIN,
    confirmation_url,
    preferences_url,
    token_in,
    unsubscribe_url,
)
from recruitment.alerts.models import ChosenBody, Subscription
from recruitment.correspondence.outbox import Letter, forget_letters, queue_letters

# What is written to subscribers; it goes with the subscription.
LETTERS = ("alerts-known", "alerts-confirm", "alerts-open")


@transaction.atomic
def ask(*, email: str, all_bodies: bool, bodies: Iterable[str]) -> None:
    """Write to an address: how to confirm, or, where it is confirmed, how to change what it gets.

    Anybody can enter any address, so what a confirmed one chose does not change here.
    """
    subscription, _ = Subscription.objects.select_for_update().get_or_create(
        email=email.lower(), defaults={"all_bodies": all_bodies}
    )
    known = subscription.confirmed_at is not None
    if not known:
        subscription.asked_at = timezone.now()
        subscription.save(update_fields=["asked_at"])
        choose(subscription=subscription, all_bodies=all_bodies, bodies=bodies)
    queue_letters(
        kind="alerts-known" if known else "alerts-confirm",
        letters=[
            Letter(
                to=subscription.email,
                about=f"{subscription.pk}/{token_hex(8)}",  # each time it is asked for
                context={
                    "confirm_url": confirmation_url(subscription),
                    "preferences_url": preferences_url(subscription),
                    "days": CONFIRM_WITHIN.days,
                },
                unsubscribe_url=unsubscribe_url(subscription),
            )
        ],
    )


def to_confirm(signed: str) -> Subscription | None:
    """Return the subscription that a confirmation address is about; None if that is too old or unknown."""
    token = token_in(signed)
    return Subscription.objects.filter(token=token).first() if token else None


def confirm(*, subscription: Subscription) -> None:
    """Confirm an address; a second time changes nothing."""
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(confirmed_at=timezone.now())


@transaction.atomic
def choose(*, subscription: Subscription, all_bodies: bool, bodies: Iterable[str]) -> None:
    """Change which bodies a subscription is about."""
    Subscription.objects.filter(pk=subscription.pk).update(all_bodies=all_bodies)
    subscription.bodies.all().delete()
    ChosenBody.objects.bulk_create(ChosenBody(subscription=subscription, name=name) for name in bodies)


@transaction.atomic
def stop(*, token: str) -> None:
    """Delete a subscription and every letter to it; one that is gone is no error."""
    _delete(list(Subscription.objects.filter(token=token)))


@transaction.atomic
def delete_unconfirmed() -> int:
    """Delete the addresses that nobody confirmed in time, and the letters to them; return how many."""
    late = Subscription.objects.filter(confirmed_at=None, asked_at__lt=timezone.now() - CONFIRM_WITHIN)
    return _delete(list(late.select_for_update()))


def _delete(subscriptions: list[Subscription]) -> int:
    forget_letters(to=[each.email for each in subscriptions], kinds=LETTERS)
    Subscription.objects.filter(pk__in=[each.pk for each in subscriptions]).delete()
    return len(subscriptions)
