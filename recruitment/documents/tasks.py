"""What the background worker does for this room."""

from datetime import datetime

from django_tasks import task

from recruitment.documents import preparing


@task()
def prepare(document_id: int, attempt: int) -> None:
    """Make one attempt to check one document."""

    def book_next(at: datetime) -> None:
        prepare.using(run_after=at).enqueue(document_id, attempt=attempt + 1)

    preparing.prepare(document_id=document_id, attempt=attempt, book_next=book_next)
