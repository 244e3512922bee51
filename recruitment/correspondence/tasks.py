"""What the background worker does for this room."""

from datetime import datetime

from django_tasks import task

from recruitment.correspondence.sending import deliver


@task()
def send_email(email_id: int, attempt: int) -> None:
    """Make one attempt to send one email of the outbox."""

    def book_next(at: datetime) -> None:
        send_email.using(run_after=at).enqueue(email_id, attempt=attempt + 1)

    deliver(email_id=email_id, attempt=attempt, book_next=book_next)
