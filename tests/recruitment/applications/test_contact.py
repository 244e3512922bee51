"""Changing contact details after sending."""

import pytest
from django.test import Client

from recruitment.applications import tracking
from recruitment.applications.contact import change_contact, contact_of
from recruitment.applications.errors import Concluded, NotSent
from recruitment.applications.models import AboutYou, Application, Milestone
from recruitment.applications.reading import Reader, changed_contact
from recruitment.records.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db

NEW = {
    "phone": "07700 900123",
    "address_line_1": "2 New Street",
    "address_line_2": "",
    "town": "York",
    "postcode": "YO1 7EX",
}


@pytest.fixture
def application():
    """Return a sent application."""
    return factories.sent_application()


def change(application, **details):
    return change_contact(application=application, by=application.applicant, details=NEW | details)


def test_new_details_count_and_what_was_sent_stays(application):
    sent = AboutYou.objects.values().get()
    assert change(application)
    assert contact_of(application) == NEW
    assert AboutYou.objects.values().get() == sent
    [event] = AuditEvent.objects.filter(action="contact.changed")
    assert event.subject == application.reference
    assert set(event.details["fields"]) <= set(NEW)
    assert "York" not in str(event.details)


def test_same_details_again_are_no_change(application):
    assert change(application)
    assert not change(application)
    assert change(application, town="Leeds")
    assert application.contact_details.count() == 2
    assert contact_of(application)["town"] == "Leeds"


def test_draft_is_changed_in_the_application_itself():
    with pytest.raises(NotSent):
        change(factories.filled_application())


def test_nobody_changes_details_that_nobody_needs(application):
    with pytest.raises(Concluded):
        change(factories.withdrawn_application())
    tracking.note(application=application, kind=Milestone.Kind.NOT_SHORTLISTED, by=None)
    with pytest.raises(Concluded):
        change(application)


def test_somebody_else_changes_nothing(application):
    with pytest.raises(Application.DoesNotExist):
        change_contact(application=application, by=factories.UserFactory(), details=NEW)


def test_page_shows_what_counts_and_saves(application, sign_in):
    client = sign_in(application.applicant)
    address = f"/applications/{application.reference}/contact/"
    sent = AboutYou.objects.get()
    assert f'value="{sent.postcode}"' in client.get(address).content.decode()
    wrong = client.post(address, NEW | {"phone": "nothing"}).content.decode()
    assert "There is a problem" in wrong
    page = client.post(address, NEW, follow=True).content.decode()
    assert "Your contact details are changed." in page
    assert 'value="YO1 7EX"' in client.get(address).content.decode()
    assert sent.postcode in client.get(f"/applications/{application.reference}/answers/").content.decode()


def test_page_of_a_withdrawn_application_leads_to_its_status(sign_in):
    application = factories.withdrawn_application()
    client = sign_in(application.applicant)
    response = client.post(f"/applications/{application.reference}/contact/", NEW, follow=True)
    assert "Application withdrawn" in response.content.decode()
    assert not application.contact_details.exists()


def test_officials_read_what_counts_and_assessors_do_not(application, sign_in):
    assert changed_contact(application, reader=Reader.OFFICIAL) is None
    change(application)
    assert ("Town or city", "York") in [
        (row.label, row.value) for row in changed_contact(application, reader=Reader.OFFICIAL).rows
    ]
    for reader in (Reader.ASSESSOR, Reader.BLIND_ASSESSOR, Reader.PACK):
        assert changed_contact(application, reader=reader) is None
    official = factories.OfficialFactory(competition=application.competition).user
    page = sign_in(official).get(
        f"/officials/{application.competition.slug}/applications/{application.reference}/"
    )
    assert "How to reach the candidate now" in page.content.decode()
    assert "2 New Street" in page.content.decode()


def test_details_sent_while_signed_out_stand_in_the_form_again(application):
    browser = Client()
    address = f"/applications/{application.reference}/contact/"
    assert browser.post(address, NEW).headers["Location"].startswith("/sign-in/")
    browser.force_login(application.applicant)
    page = browser.get(address)
    assert [page.context["form"][name].value() for name in NEW] == list(NEW.values())
    assert not AuditEvent.objects.filter(action="contact.changed").exists()
    browser.post(address, NEW)
    assert contact_of(application) == NEW
