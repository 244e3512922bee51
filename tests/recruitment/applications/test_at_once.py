"""Two requests in the same moment: one of them waits, and nothing is lost or done twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django_tasks_db.models import DBTaskResult

from recruitment.applications.drafting import OpenedPage, save_step
from recruitment.applications.errors import ChangedElsewhere
from recruitment.applications.fingerprint import hash_of
from recruitment.applications.models import AboutYou, Application, RefusedSave, StepDraft
from recruitment.applications.sections.about_you import ABOUT_YOU
from recruitment.applications.sending import send
from recruitment.applications.starting import begin
from recruitment.applications.task import Task
from recruitment.competitions.models import Competition
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from tests import factories, filling

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def at_once(*works):
    """Do these at the same time, each in a thread with a connection of its own; return what each gave or raised."""

    def one(work):
        try:
            return work()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(one, works))


def save_name(application, name, version):
    return save_step(
        task=Task(application, ABOUT_YOU),
        step="name",
        posted=MultiValueDict({"name-full_name": [name]}),
        opened=OpenedPage(version, page=name),
        by=application.applicant,
    )


def test_two_clicks_begin_one_application():
    competition, user = factories.competition(), factories.UserFactory()
    found = at_once(*[lambda: begin(competition=competition, by=user)] * 4)
    assert {application.pk for application in found} == {Application.objects.get().pk}
    assert AuditEvent.objects.filter(action="application.started").count() == 1


def test_two_clicks_send_once(sign_in):
    application = factories.ApplicationFactory()
    filling.fill_in(sign_in(application.applicant), application)
    sent = at_once(*[lambda: send(application=application, by=application.applicant)] * 4)
    assert [each.state for each in sent] == ["sent"] * 4
    assert len({each.sent_at for each in sent}) == 1
    assert AuditEvent.objects.filter(action="application.sent").count() == 1
    assert Email.objects.count() == 1


@pytest.fixture
def complete(sign_in):
    application = factories.ApplicationFactory()
    filling.fill_in(sign_in(application.applicant), application)
    return application


def expect_one_of_everything(application, run_tasks):
    """Find one application with one reference and one hash, one record of it, and one email that was sent."""
    run_tasks()
    sent = Application.objects.get()
    assert (sent.reference, sent.state, sent.sent_hash) == (application.reference, "sent", hash_of(sent))
    assert AuditEvent.objects.filter(action="application.sent").count() == 1
    assert Email.objects.get().state == "sent"
    assert [message.to for message in mail.outbox] == [[application.applicant.email]]


def test_double_click_in_two_tabs_sends_once(complete, sign_in, run_tasks):
    tabs = [sign_in(complete.applicant) for _ in range(4)]
    address = f"/applications/{complete.reference}/send/"
    found = at_once(*[lambda tab=tab: tab.post(address).headers["Location"] for tab in tabs])
    assert found == [f"/applications/{complete.reference}/equality/"] * 4
    expect_one_of_everything(complete, run_tasks)


def test_site_that_dies_while_it_sends_has_sent_nothing_and_the_next_click_sends_once(complete, run_tasks):
    def dies():
        with transaction.atomic():
            send(application=complete, by=complete.applicant)
            connection.connection.close()  # what the database sees of a process that is gone

    [error] = at_once(dies)
    assert isinstance(error, (OperationalError, InterfaceError))
    assert Application.objects.get().state == "draft"
    assert (Email.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    assert not AuditEvent.objects.filter(action="application.sent").exists()
    send(application=complete, by=complete.applicant)
    expect_one_of_everything(complete, run_tasks)


@pytest.mark.parametrize("version", [0, 1])
def test_of_two_windows_one_is_told(version):
    application = factories.ApplicationFactory()
    if version:
        save_name(application, "Before", 0)
    names = [f"Window {number}" for number in range(4)]
    found = at_once(*[lambda name=name: save_name(application, name, version) for name in names])
    refused = [each for each in found if isinstance(each, ChangedElsewhere)]
    assert len(refused) == 3
    winner = names[[isinstance(each, ChangedElsewhere) for each in found].index(False)]
    assert AboutYou.objects.get(application=application).full_name == winner
    assert StepDraft.objects.get(application=application).data == {"full_name": [winner]}
    kept = {each.data["full_name"][0] for each in RefusedSave.objects.all()}
    assert kept == set(names) - {winner}


def test_send_that_began_before_the_closing_moment_is_accepted_after_it(sign_in):
    application = factories.ApplicationFactory()
    client = sign_in(application.applicant)
    filling.fill_in(client, application)

    def send_it():
        try:
            return client.post(f"/applications/{application.reference}/send/").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Application.objects.select_for_update().get()
            answer = threads.submit(send_it)
            while not someone_waits():
                pass
            # The request has begun; now, while it waits, the closing moment comes.
            Competition.objects.update(closes=timezone.now())
        assert answer.result() == 302
    application.refresh_from_db()
    assert application.state == Application.State.SENT
    assert application.sent_at < Competition.objects.get().closes < timezone.now()


def someone_waits():
    """Say whether another connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0
