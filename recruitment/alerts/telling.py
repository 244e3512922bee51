"""Tell subscribers of a competition that is open: one letter each."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from recruitment.alerts.addresses import preferences_url, unsubscribe_url
from recruitment.alerts.models import Subscription
from recruitment.competitions.models import Competition
from recruitment.correspondence.outbox import Letter, queue_letters
from recruitment.records.audit import record

BATCH = 100  # a worker sends so many before it looks for other work, such as CVs to check


@transaction.atomic
def tell_some(*, competition: Competition, after: int = 0) -> tuple[int, int | None]:
    """Queue letters to the next subscribers after the primary key `after`.

    Return how many letters are new, and where to go on; None when nobody is left or the competition is not open.
    """
    if not competition.is_open():
        return 0, None
    wanting = Subscription.objects.wanting(competition.body.name).filter(pk__gt=after)
    # Locked, so that nobody who unsubscribes at this moment is written to afterwards.
    subscriptions = list(wanting.order_by("pk").select_for_update()[:BATCH])
    url = settings.SITE_URL + reverse("competitions:advert", args=[competition.slug])
    new = queue_letters(
        kind="alerts-open",
        letters=[
            Letter(
                to=each.email,
                about=f"{competition.pk}/{each.pk}",
                context={
                    "competition": competition,
                    "url": url,
                    "preferences_url": preferences_url(each),
                    "unsubscribe_url": unsubscribe_url(each),
                },
                unsubscribe_url=unsubscribe_url(each),
            )
            for each in subscriptions
        ],
    )
    if new:
        record(
            by=None,
            action="alerts.queued",
            subject=competition.slug,
            competition=competition.slug,
            details={"letters": new},
        )
    return new, subscriptions[-1].pk if len(subscriptions) == BATCH else None
