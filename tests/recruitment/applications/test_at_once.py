"""Two requests in the same moment: one of them waits, and nothing is lost or done twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils.datastructures import MultiValueDict

from recruitment.applications.drafting import OpenedPage, save_step
from recruitment.applications.errors import ChangedElsewhere
from recruitment.applications.models import AboutYou, Application, RefusedSave, StepDraft
from recruitment.applications.sections.about_you import ABOUT_YOU
from recruitment.applications.sending import send
from recruitment.applications.starting import begin
from recruitment.applications.task import Task
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
