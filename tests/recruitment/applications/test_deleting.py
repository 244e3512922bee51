"""Deleting a draft."""

import pytest
from django.apps import apps
from django.utils import timezone

from recruitment.applications.deleting import delete_draft
from recruitment.applications.errors import AlreadySent, BeingSent
from recruitment.applications.models import Application
from recruitment.applications.starting import begin
from recruitment.documents.models import Document
from recruitment.records.models import AuditEvent
from tests import factories, filling

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(sign_in):
    """Return a draft with everything in it."""
    application = factories.ApplicationFactory()
    filling.fill_in(sign_in(application.applicant), application)
    return application


def belongings(application):
    """Return the names of the models that hold a row of the application."""
    return {
        model.__name__
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Application and model._base_manager.filter(**{field.name: application.pk})
    }


def test_everything_is_gone_and_the_log_keeps_the_reference(draft, django_capture_on_commit_callbacks):
    file = Document.objects.get().file
    assert {"StepDraft", "AboutYou", "EvidenceAnswer", "Document"} <= belongings(draft)
    with django_capture_on_commit_callbacks() as callbacks:
        delete_draft(application=draft, by=draft.applicant)
    assert file.storage.exists(file.name)
    for callback in callbacks:
        callback()
    assert not file.storage.exists(file.name)
    assert belongings(draft) == set()
    assert not Application.objects.exists()
    [event] = AuditEvent.objects.filter(action="application.deleted")
    assert (event.subject, event.details) == (draft.reference, {})


def test_person_can_start_again(draft):
    delete_draft(application=draft, by=draft.applicant)
    again = begin(competition=draft.competition, by=draft.applicant)
    assert again.reference != draft.reference
    assert belongings(again) == set()


@pytest.mark.parametrize("make", [factories.sent_application, factories.withdrawn_application])
def test_what_was_sent_is_not_deleted(make, sign_in):
    application = make()
    with pytest.raises(AlreadySent):
        delete_draft(application=application, by=application.applicant)
    client = sign_in(application.applicant)
    for ask in (client.get, client.post):
        response = ask(f"/applications/{application.reference}/delete/")
        assert response.headers["Location"] == f"/applications/{application.reference}/"
    assert Application.objects.count() == 1


def test_what_is_being_sent_is_not_deleted(draft, sign_in):
    Application.objects.update(asked_to_send_at=timezone.now())
    with pytest.raises(BeingSent):
        delete_draft(application=draft, by=draft.applicant)
    client = sign_in(draft.applicant)
    assert "Delete this draft" not in client.get("/applications/").content.decode()
    assert client.post(f"/applications/{draft.reference}/delete/").status_code == 302
    assert Application.objects.count() == 1


def test_somebody_else_deletes_nothing(draft):
    with pytest.raises(Application.DoesNotExist):
        delete_draft(application=draft, by=factories.UserFactory())


def test_page_names_what_is_lost_and_deletes(draft, sign_in):
    client = sign_in(draft.applicant)
    address = f"/applications/{draft.reference}/delete/"
    assert address in client.get("/applications/").content.decode()
    assert address in client.get(f"/applications/{draft.reference}/").content.decode()
    page = client.get(address).content.decode()
    assert "sections are completed" in page
    assert "your CV, Curriculum vitae.pdf, will be deleted too" in page
    assert "You can start again before" in page
    page = client.post(address, follow=True).content.decode()
    assert "is deleted." in page
    assert "You have not started an application." in page
    for again in (client.get(address), client.post(address)):
        assert again.headers["Location"] == "/applications/"


def test_late_draft_can_be_deleted_and_not_started_again(sign_in):
    draft = factories.filled_application(competition=factories.competition(closed=True))
    client = sign_in(draft.applicant)
    assert "you cannot start again" in client.get(f"/applications/{draft.reference}/delete/").content.decode()
    client.post(f"/applications/{draft.reference}/delete/")
    assert not Application.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_cost_of_the_page_does_not_grow(sign_in, count, django_assert_num_queries):
    application = factories.filled_application(
        competition=factories.competition(sectors=count, criteria=count)
    )
    client = sign_in(application.applicant)
    with django_assert_num_queries(22):
        client.get(f"/applications/{application.reference}/delete/")
