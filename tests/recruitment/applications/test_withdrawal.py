"""Withdrawing an application, and putting it back."""

import pytest
from django.db import IntegrityError, transaction

from recruitment.applications import tracking
from recruitment.applications.errors import Concluded, NotAnOfficial, NotWithdrawn, ReasonMissing
from recruitment.applications.models import Application, Milestone, Withdrawal
from recruitment.applications.reading import Reader, withdrawals
from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    """Return a sent application."""
    return factories.sent_application()


@pytest.fixture
def official(application):
    """Return the person who runs its competition."""
    return factories.OfficialFactory(competition=application.competition).user


def out(application, **why):
    return withdraw(application=application, by=application.applicant, **why)


def test_reason_is_kept_and_its_words_are_not_in_the_log(application):
    out(application, reason="other", details=" My mother is ill.\x00 ")
    withdrawal = application.withdrawals.get()
    assert (withdrawal.reason, withdrawal.details) == ("other", "My mother is ill.")
    assert Application.objects.get().withdrawn_at == withdrawal.at
    [event] = AuditEvent.objects.filter(action="application.withdrawn")
    assert event.details == {"reason": "other"}


def test_nobody_has_to_say_why(application):
    out(application)
    out(application, reason="other")
    assert application.withdrawals.get().reason == ""


def test_page_withdraws_with_and_without_a_reason(sign_in, application):
    client = sign_in(application.applicant)
    address = f"/applications/{application.reference}/withdraw/"
    page = client.get(address).content.decode()
    assert "Why are you withdrawing? (optional)" in page
    response = client.post(address, {"details": "x" * 1001})
    assert "1000 characters or less" in response.content.decode()
    assert not Withdrawal.objects.exists()
    client.post(address, {"reason": "took_too_long", "details": ""})
    assert Withdrawal.objects.get().reason == "took_too_long"
    status = client.get(f"/applications/{application.reference}/sent/").content.decode()
    assert "You withdrew your application" in status


def test_somebody_who_is_not_taken_forward_has_nothing_to_withdraw(application):
    tracking.note(application=application, kind=Milestone.Kind.NOT_SHORTLISTED, by=None)
    with pytest.raises(Concluded):
        out(application)


def test_official_puts_an_application_back_and_the_applicant_is_told(application, official, sign_in):
    out(application, reason="other")
    reinstate(application=application, by=official, reason=" Withdrew the wrong one. ")
    application.refresh_from_db()
    assert (application.state, application.withdrawn_at) == ("sent", None)
    withdrawal = application.withdrawals.get()
    assert (withdrawal.undone_by, withdrawal.undone_reason) == (official, "Withdrew the wrong one.")
    email = Email.objects.get(kind="application-reinstated")
    assert "wrong one" not in email.body
    [event] = AuditEvent.objects.filter(action="application.reinstated")
    assert (event.actor_label, event.subject) == ("official", application.reference)
    page = sign_in(application.applicant).get(f"/applications/{application.reference}/sent/")
    assert "Your application was put back into the competition" in page.content.decode()


def test_history_of_several_withdrawals_is_kept(application, official):
    for reason in ("other", "circumstances"):
        out(application, reason=reason)
        reinstate(application=application, by=official, reason="By mistake.")
    assert list(application.withdrawals.values_list("reason", flat=True)) == ["other", "circumstances"]
    assert not application.withdrawals.filter(undone_at=None).exists()
    told = list(Email.objects.values_list("kind", flat=True))
    assert told == ["application-withdrawn", "application-reinstated"] * 2


def test_only_an_official_of_the_competition_puts_it_back(application, official):
    out(application)
    for person in (application.applicant, factories.OfficialFactory().user):
        with pytest.raises(NotAnOfficial):
            reinstate(application=application, by=person, reason="By mistake.")
    with pytest.raises(ReasonMissing):
        reinstate(application=application, by=official, reason=" ")
    assert Application.objects.get().state == "withdrawn"


def test_what_is_not_withdrawn_cannot_be_put_back(application, official):
    with pytest.raises(NotWithdrawn):
        reinstate(application=application, by=official, reason="By mistake.")


def test_application_withdrawn_by_an_earlier_version_can_be_put_back(application, official):
    Application.objects.update(state="withdrawn", withdrawn_at=application.sent_at)
    reinstate(application=application, by=official, reason="By mistake.")
    assert application.withdrawals.get().at == application.sent_at


def test_withdrawal_that_was_undone_stays_as_it_is(application, official):
    out(application)
    reinstate(application=application, by=official, reason="By mistake.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.update(undone_at=None, undone_by=None, undone_reason="")


def test_reason_is_for_officials_and_for_nobody_who_assesses(application):
    out(application, reason="other", details="My mother is ill.")
    assert [each.details for each in withdrawals(application, reader=Reader.OFFICIAL)] == [
        "My mother is ill."
    ]
    for reader in (Reader.ASSESSOR, Reader.BLIND_ASSESSOR, Reader.PACK):
        assert not withdrawals(application, reader=reader)
