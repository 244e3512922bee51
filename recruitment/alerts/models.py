"""Who wants to hear of the next competition. Nothing ties an address to an account or to an application."""

from secrets import token_urlsafe

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


def new_token() -> str:
    """Return what stands in the addresses of one subscription and cannot be guessed."""
    return token_urlsafe(24)


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """The words in which subscriptions are asked for."""

    def wanting(self, body: str) -> "SubscriptionQuerySet":
        """Confirmed ones that want to hear of this body."""
        chosen = ChosenBody.objects.filter(subscription=models.OuterRef("pk"), name=body)
        return self.filter(Q(all_bodies=True) | Q(models.Exists(chosen)), confirmed_at__isnull=False)


class Subscription(models.Model):
    """One address, and which bodies it wants to hear of."""

    email = models.EmailField()  # in lower case
    all_bodies = models.BooleanField()
    token = models.CharField(max_length=40, unique=True, default=new_token)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="subscription_once_an_address")]

    def __str__(self) -> str:
        return f"Subscription {self.pk}"


class ChosenBody(models.Model):
    """A body that a subscription names. Each competition has a body of its own, so bodies are told by their names."""

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "name"], name="chosen_body_once_a_subscription")
        ]

    def __str__(self) -> str:
        return self.name
