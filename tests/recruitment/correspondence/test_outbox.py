"""Emails are written with what they tell of, and sent once (correspondence)."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.template import TemplateDoesNotExist
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from recruitment.applications.models import Application
from recruitment.correspondence.models import Email
from recruitment.correspondence.outbox import queue
from recruitment.correspondence.sending import WAITS, deliver
from recruitment.correspondence.tasks import send_email
from recruitment.records.models import AuditEvent
from tests.factories import (
    ApplicationFactory,
    UserFactory,
    competition,
    sent_application,
    withdrawn_application,
)

pytestmark = pytest.mark.django_db


class BrokenBackend(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        """Fail."""
        raise SMTPServerDisconnected("away from amara@example.org")


def queued(application: Application | None = None, kind: str = "application-sent") -> Email:
    application = application or sent_application()
    return queue(application=application, kind=kind, context={"application": application})


def ignore(at):
    """Book no further attempt."""


def test_receipt_says_what_happened_and_what_comes_next():
    made = competition(title="Members & advisers of O’Brien’s <Panel>")
    application = sent_application(competition=made, applicant=UserFactory(email="amara@example.org"))
    email = queued(application)
    assert (email.to, email.state, email.attempts) == ("amara@example.org", "waiting", 0)
    assert email.subject == f"Application {application.reference} received"
    assert "Competition: Members & advisers of O’Brien’s <Panel>\n" in email.body
    assert f"Reference: {application.reference}\n" in email.body
    assert f"http://localhost:8000/applications/{application.reference}/\n" in email.body
    assert "appointments@example.org" in email.body
    assert not {"{{", "{%", "None"} & set(email.body.split())


def test_withdrawal_has_its_own_email():
    application = withdrawn_application()
    email = queued(application, "application-withdrawn")
    assert email.subject == f"Application {application.reference} withdrawn"
    assert "It is no longer considered." in email.body


def test_email_of_a_kind_is_written_once():
    application = sent_application()
    assert queued(application) == queued(application)
    assert DBTaskResult.objects.count() == 1


def test_unknown_kind_is_refused_and_leaves_nothing():
    with pytest.raises(TemplateDoesNotExist):
        queued(ApplicationFactory(), "no-such-kind")
    assert not Email.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_email_disappears_with_the_change_it_tells_of():
    application = sent_application()
    with transaction.atomic():
        queued(application)
        transaction.set_rollback(True)
    assert not Email.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_worker_sends_the_email(run_tasks):
    email = queued()
    run_tasks()
    [message] = mail.outbox
    assert (message.to, message.subject, message.body) == ([email.to], email.subject, email.body)
    email.refresh_from_db()
    assert (email.state, email.attempts, email.error) == ("sent", 1, "")
    event = AuditEvent.objects.get(action="email.sent")
    assert (event.subject, event.details, event.actor_id) == (
        email.application.reference,
        {"kind": "application-sent"},
        None,
    )


def test_attempt_that_was_made_is_not_made_again():
    email = queued()
    assert deliver(email_id=email.pk, attempt=1, book_next=ignore)
    assert not deliver(email_id=email.pk, attempt=1, book_next=ignore)
    assert not deliver(email_id=email.pk, attempt=2, book_next=ignore)
    assert len(mail.outbox) == 1


def test_next_attempt_is_booked_before_the_email_is_sent():
    """So a worker that dies on the way loses nothing."""
    email = queued()
    seen = []
    deliver(email_id=email.pk, attempt=1, book_next=lambda at: seen.append((at, len(mail.outbox))))
    [(at, sent_before)] = seen
    assert sent_before == 0
    assert at > timezone.now() + WAITS[0] - timedelta(minutes=1)


def test_failure_is_kept_and_tried_again_later(settings, run_tasks):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    email = queued()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        run_tasks()
    email.refresh_from_db()
    assert (email.state, email.attempts, email.error) == ("waiting", 1, "SMTPServerDisconnected")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(now + WAITS[0] - timedelta(seconds=1), tick=False):
        run_tasks()
    assert mail.outbox == []
    with time_machine.travel(now + WAITS[0], tick=False):
        run_tasks()
    assert len(mail.outbox) == 1
    email.refresh_from_db()
    assert (email.state, email.attempts, email.error) == ("sent", 2, "")


class DyingBackend(EmailBackend):
    """A mail server during whose answer the worker is killed."""

    def send_messages(self, messages):
        """End the process, as far as a test can."""
        raise SystemExit(9)


def test_worker_that_dies_before_the_email_left_delays_it_and_it_is_sent_once(settings, run_tasks):
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"
    email = queued()
    now = timezone.now()
    with time_machine.travel(now, tick=False), pytest.raises(SystemExit):
        send_email.call(email.pk, attempt=1)
    email.refresh_from_db()
    assert (email.state, email.attempts) == ("waiting", 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    for wait in WAITS[:2]:
        with time_machine.travel(now + wait, tick=False):
            run_tasks()
        assert len(mail.outbox) == 1
    email.refresh_from_db()
    assert (email.state, email.attempts) == ("sent", 2)


def test_after_five_attempts_the_email_counts_as_failed(settings, run_tasks):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    email = queued()
    now = timezone.now()
    for _ in range(8):
        with time_machine.travel(now, tick=False):
            run_tasks()
        now += timedelta(hours=7)
    email.refresh_from_db()
    assert (email.state, email.attempts, email.error) == ("failed", 5, "SMTPServerDisconnected")
    assert AuditEvent.objects.filter(action="email.failed").count() == 1
    assert not DBTaskResult.objects.ready().exists()


def test_address_is_not_logged(settings, run_tasks, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    email = queued()
    run_tasks()
    assert f"Email {email.pk} was not sent at attempt 1: SMTPServerDisconnected" in caplog.text
    assert "@example.org" not in caplog.text


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_email():
    email = queued()
    barrier, results = Barrier(2), []

    def work():
        barrier.wait()
        results.append(deliver(email_id=email.pk, attempt=1, book_next=ignore))
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(results) == [False, True]
    assert len(mail.outbox) == 1
