"""What the background worker does for this room."""

from django.db import transaction
from django_tasks import task

from recruitment.alerts.telling import tell_some
from recruitment.competitions.models import Competition


@task()
def send_alerts(slug: str, after: int = 0) -> None:
    """Queue the letters about a competition, some at a time; the next of them in a task of their own."""
    competition = Competition.objects.select_related("body").filter(slug=slug).first()
    if competition is None:
        return
    with transaction.atomic():
        _, last = tell_some(competition=competition, after=after)
        if last is not None:
            send_alerts.enqueue(slug, last)
