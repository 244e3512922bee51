"""What the background worker does for this room."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from recruitment.correspondence.models import Email
from recruitment.correspondence.sending import deliver


@task()
def send_email(email_id: int, attempt: int) -> None:
    """Make one attempt to send one email of the outbox."""

    def book_next(at: datetime) -> None:
        send_email.using(run_after=at).enqueue(email_id, attempt=attempt + 1)

    deliver(email_id=email_id, attempt=attempt, book_next=book_next)


@task()
def send_letters(email_ids: list[int]) -> None:
    """Make the first attempt to send each of these letters.

    It books itself again before it begins, until every letter was tried: a worker that dies on the way loses none.
    """
    untried = list(
        Email.objects.filter(pk__in=email_ids, state=Email.State.WAITING, attempts=0).values_list(
            "pk", flat=True
        )
    )
    if untried:
        send_letters.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(untried)
    for email_id in untried:
        send_email.call(email_id, attempt=1)
