"""The audit log is only ever added to, and shows when somebody got round that."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from recruitment.records.audit import FIRST, record
from recruitment.records.models import AuditEvent
from recruitment.records.verify import verify_chain
from tests import factories


def three_events():
    return [
        record(by=None, action=f"test.{number}", details={"n": number, "words": ["é", "x"]})
        for number in range(3)
    ]


def without_refusal(event):
    """Drop the trigger, as somebody with a database shell could."""
    table = "" if connection.vendor == "sqlite" else " ON records_auditevent"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_no_{event}{table}")


@pytest.mark.django_db
def test_events_are_chained_from_the_first_on():
    first, second, third = three_events()
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == (
        FIRST,
        first.hash,
        second.hash,
    )
    assert verify_chain().whole
    assert verify_chain().events == 3


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda event: event.save(), lambda event: event.delete()])
def test_events_cannot_be_changed_or_deleted(change):
    event = three_events()[1]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change(event)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tampering",
    [{"action": "test.other"}, {"details": {"n": 7}}, {"actor_id": 99}, {"subject": "K7QM-3XPR"}],
)
def test_changed_event_is_noticed(tampering):
    event = three_events()[1]
    without_refusal("update")
    AuditEvent.objects.filter(pk=event.pk).update(**tampering)
    assert verify_chain().broken_at == event.pk


@pytest.mark.django_db
def test_missing_event_is_noticed():
    _, second, third = three_events()
    without_refusal("delete")
    AuditEvent.objects.filter(pk=second.pk).delete()
    assert verify_chain().broken_at == third.pk


@pytest.mark.django_db
def test_command_says_whether_the_log_is_whole(capsys):
    events = three_events()
    call_command("verify_audit")
    assert capsys.readouterr().out == "The audit log is whole: 3 events.\n"
    without_refusal("update")
    AuditEvent.objects.filter(pk=events[2].pk).update(action="test.other")
    with pytest.raises(CommandError, match=f"event {events[2].pk}"):
        call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_event_needs_the_transaction_of_what_it_tells_of():
    with pytest.raises(TransactionManagementError):
        record(by=None, action="test.alone")


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_two_writers_at_once_take_turns():
    def write(user):
        for number in range(20):
            with transaction.atomic():
                record(by=user, action="test.race", details={"n": number})
        connection.close()

    writers = [threading.Thread(target=write, args=[factories.UserFactory()]) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert verify_chain().whole
    assert verify_chain().events == 80
