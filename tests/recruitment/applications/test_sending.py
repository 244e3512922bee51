"""Sending: once, complete, in time, and then fixed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from recruitment.applications.errors import NotComplete, NotEligible, NotOpen, NotSent
from recruitment.applications.models import (
    AboutYou,
    Application,
    Eligibility,
    EvidenceAnswer,
    PostChoice,
    SectorExperience,
    SectorRole,
    StepDraft,
)
from recruitment.applications.sending import send
from recruitment.applications.starting import begin
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from tests import factories, filling
from tests.filling import post_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.ApplicationFactory()


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


@pytest.fixture
def complete(client, application):
    filling.fill_in(client, application)
    return application


def url(application, page=""):
    return f"/applications/{application.reference}/{page}"


def close(application):
    application.competition.closes = timezone.now()
    application.competition.save()


def test_complete_application_is_sent_with_a_receipt_by_page_and_email(client, complete):
    response = client.post(url(complete, "send/"))
    assert response.headers["Location"] == url(complete, "equality/")
    complete.refresh_from_db()
    assert complete.state == Application.State.SENT
    assert complete.reference in client.get(url(complete, "sent/")).content.decode()
    email = Email.objects.get()
    assert (email.to, email.kind) == (complete.applicant.email, "application-sent")
    assert complete.reference in email.body
    assert list(AuditEvent.objects.filter(action="application.sent").values_list("subject", flat=True)) == [
        complete.reference
    ]


def test_second_send_shows_the_same_receipt_and_changes_nothing(client, complete):
    client.post(url(complete, "send/"))
    sent_at = Application.objects.get(pk=complete.pk).sent_at
    response = client.post(url(complete, "send/"))
    assert response.headers["Location"] == url(complete, "sent/")
    assert Application.objects.get(pk=complete.pk).sent_at == sent_at
    assert Email.objects.count() == 1
    assert AuditEvent.objects.filter(action="application.sent").count() == 1


def test_incomplete_application_is_refused_and_every_missing_section_is_named(client, application):
    post_step(client, application, "about-you", "name", {"full_name": "Rose"})
    response = client.post(url(application, "send/"))
    page = response.content.decode()
    assert response.status_code == 422
    for title in (
        "About you",
        "Eligibility",
        "Sector experience",
        "Your evidence",
        "CV",
        "Referees",
        "Declaration",
    ):
        assert f">{title}</a>" in page
    application.refresh_from_db()
    assert application.state == Application.State.DRAFT


def test_application_with_a_step_that_is_no_longer_accepted_is_not_complete(client, complete):
    post_step(client, complete, "about-you", "name", {"full_name": ""}, version=1)
    with pytest.raises(NotComplete) as refusal:
        send(application=complete, by=complete.applicant)
    assert refusal.value.sections == ["About you"]


def test_person_who_is_ruled_out_cannot_send(client, complete):
    post_step(
        client,
        complete,
        "eligibility",
        "stops",
        filling.ELIGIBILITY["stops"] | {"unspent_conviction": "yes"},
        version=1,
    )
    with pytest.raises(NotEligible):
        send(application=complete, by=complete.applicant)
    assert client.post(url(complete, "send/")).headers["Location"] == url(complete, "ruled-out/")


def test_send_at_the_closing_moment_is_late_and_just_before_is_in_time(complete):
    closes = complete.competition.closes
    with pytest.raises(NotOpen):
        send(application=complete, by=complete.applicant, now=closes)
    sent = send(application=complete, by=complete.applicant, now=closes - timedelta(microseconds=1))
    assert sent.state == Application.State.SENT


def test_late_send_is_told_so_and_the_draft_stays_readable(client, complete):
    close(complete)
    response = client.post(url(complete, "send/"), follow=True)
    page = response.content.decode()
    assert "this application was not sent" in page
    assert filling.NAME in page


def test_save_after_closing_is_refused_and_shows_what_was_typed(client, application):
    close(application)
    response = post_step(client, application, "about-you", "name", {"full_name": "Typed too late"})
    assert response.status_code == 403
    assert "Typed too late" in response.content.decode()
    assert not StepDraft.objects.exists()


def test_sent_application_has_no_drafts_and_masked_texts(client, complete):
    client.post(url(complete, "send/"))
    assert not StepDraft.objects.exists()
    answer = EvidenceAnswer.objects.filter(application=complete).first()
    assert (filling.NAME in answer.text, filling.NAME in answer.text_masked) == (True, False)
    assert "[name]" in SectorRole.objects.filter(application=complete).first().summary_masked


def test_the_only_post_is_chosen_by_sending(client, complete):
    client.post(url(complete, "send/"))
    assert [choice.post for choice in PostChoice.objects.filter(application=complete)] == list(
        complete.competition.posts.all()
    )


def test_details_of_questions_that_no_longer_apply_are_dropped_by_sending(client, complete):
    declare = {"bankruptcy": "yes", "police_investigation": "no"}
    post_step(client, complete, "eligibility", "declare", declare, version=1)
    post_step(client, complete, "eligibility", "bankruptcy", {"bankruptcy_details": "In 1999."})
    post_step(client, complete, "eligibility", "declare", declare | {"bankruptcy": "no"}, version=2)
    levels = {"local_authority": "both", "police": "none", "health": "both"}
    post_step(client, complete, "sector-experience", "levels", levels, version=1)
    client.post(url(complete, "send/"))
    assert Eligibility.objects.get(application=complete).bankruptcy_details == ""
    sectors = SectorRole.objects.filter(application=complete).values_list("sector__key", flat=True)
    assert list(sectors) == ["local_authority", "health"]


@pytest.mark.parametrize("model", [AboutYou, EvidenceAnswer, SectorExperience, SectorRole])
def test_answers_of_a_sent_application_are_fixed_in_the_database(client, complete, model):
    client.post(url(complete, "send/"))
    row = model.objects.filter(application=complete).first()
    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        row.save()


@pytest.mark.parametrize("model", [AboutYou, EvidenceAnswer, PostChoice, SectorExperience, SectorRole])
def test_answers_neither_leave_a_sent_application_nor_come_into_it(model):
    sent, draft = factories.sent_application(), factories.ApplicationFactory()
    of_sent = model.objects.filter(application=sent)
    one = of_sent.values_list("pk", flat=True)[0]
    for take in (
        lambda: of_sent.filter(pk=one).delete(),
        lambda: of_sent.filter(pk=one).update(application=draft),
    ):
        with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
            take()
    own = model.objects.filter(application=factories.filled_application())
    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        own.filter(pk=own.values_list("pk", flat=True)[0]).update(application=sent)
    own.delete()


def test_sent_application_cannot_be_written_through_its_old_pages(client, complete):
    client.post(url(complete, "send/"))
    response = post_step(client, complete, "about-you", "name", {"full_name": "Changed"}, version=1)
    page = response.content.decode()
    assert (response.status_code, "This application has been sent" in page, "Changed" in page) == (
        409,
        True,
        True,
    )
    assert AboutYou.objects.get(application=complete).full_name == filling.NAME


def test_other_people_find_nothing_at_any_address_of_an_application(complete, sign_in):
    stranger = sign_in(factories.UserFactory())
    pages = ["", "check/", "sent/", "answers/", "withdraw/", "ruled-out/", "about-you/name/", "cv/"]
    assert {page: stranger.get(url(complete, page)).status_code for page in pages} == dict.fromkeys(
        pages, 404
    )
    assert stranger.post(url(complete, "send/")).status_code == 404
    assert post_step(stranger, complete, "about-you", "name", {"full_name": "x"}).status_code == 404


def test_withdrawn_application_leaves_the_competition_for_good(client, complete):
    client.post(url(complete, "send/"))
    for _ in range(2):
        assert client.post(url(complete, "withdraw/")).headers["Location"] == url(complete, "sent/")
    complete.refresh_from_db()
    assert complete.state == Application.State.WITHDRAWN
    assert not Application.objects.sent().exists()
    assert set(Email.objects.values_list("kind", flat=True)) == {"application-sent", "application-withdrawn"}
    assert "withdrawn" in client.get(url(complete, "sent/")).content.decode()


def test_draft_cannot_be_withdrawn(application):
    with pytest.raises(NotSent):
        withdraw(application=application, by=application.applicant)


def test_begin_twice_returns_the_same_application():
    competition, user = factories.competition(), factories.UserFactory()
    assert begin(competition=competition, by=user) == begin(competition=competition, by=user)


def test_begin_by_link_starts_nothing(sign_in):
    competition = factories.competition()
    client = sign_in(factories.UserFactory())
    assert client.get(f"/applications/begin/{competition.slug}/").status_code == 200
    assert not Application.objects.exists()


def test_begin_outside_the_opening_time_is_refused(sign_in):
    competition = factories.competition(closed=True)
    client = sign_in(factories.UserFactory())
    response = client.post(f"/applications/begin/{competition.slug}/")
    assert response.headers["Location"] == f"/competitions/{competition.slug}/"
    assert not Application.objects.exists()


def test_missing_levels_of_experience_are_pointed_out_and_do_not_stop_sending(client, complete):
    levels = dict.fromkeys(("local_authority", "police", "health"), "frontline")
    post_step(client, complete, "sector-experience", "levels", levels, version=1)
    for key in ("local-authority", "police", "health"):
        post_step(client, complete, "sector-experience", f"years-{key}", {"years_right": "yes"}, version=1)
    assert "strategic experience in any sector" in client.get(url(complete, "check/")).content.decode()
    assert client.post(url(complete, "send/")).headers["Location"] == url(complete, "equality/")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_cost_of_the_list_does_not_grow_with_applications(sign_in, count, django_assert_num_queries):
    user = factories.UserFactory()
    for _ in range(count):
        factories.ApplicationFactory(applicant=user)
    client = sign_in(user)
    with django_assert_num_queries(6):
        assert client.get("/applications/").content.decode().count("Reference") == count


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize("page", ["", "check/"])
def test_cost_of_the_task_list_and_check_does_not_grow(sign_in, count, page, django_assert_num_queries):
    competition = factories.competition(sectors=count, criteria=count)
    application = factories.filled_application(competition=competition, roles=min(count, 3))
    client = sign_in(application.applicant)
    with django_assert_num_queries(21):
        assert client.get(url(application, page)).status_code == 200


@pytest.mark.parametrize("role", [factories.AssessorFactory, factories.OfficialFactory])
def test_people_who_assess_or_run_a_competition_cannot_apply_to_it(sign_in, role):
    competition = factories.competition()
    user = role(competition=competition).user
    response = sign_in(user).post(f"/applications/begin/{competition.slug}/")
    assert response.status_code == 403
    assert "You cannot apply to this competition" in response.content.decode()
    assert not Application.objects.exists()
    other = factories.competition()
    assert begin(competition=other, by=user).competition == other


def test_late_draft_shows_what_was_typed_on_pages_that_were_never_finished(client, application):
    post_step(client, application, "evidence", "E1", {"text": "word " * 101})
    post_step(client, application, "eligibility", "stops", {"right_to_work": "yes"})
    close(application)
    page = client.get(url(application), follow=True).content.decode()
    assert "Pages you did not finish" in page
    assert "word word word" in page
    assert "Do you have the right to work in the UK?" in page


def test_send_by_link_leads_back_to_the_answers_and_sends_nothing(client, complete):
    assert client.get(url(complete, "send/")).headers["Location"] == url(complete, "check/")
    complete.refresh_from_db()
    assert complete.state == Application.State.DRAFT


def test_page_about_being_ruled_out_says_which_answer_and_what_to_do(client, application):
    stops = filling.ELIGIBILITY["stops"] | {"right_to_work": "no"}
    post_step(client, application, "eligibility", "stops", stops)
    page = client.get(url(application, "ruled-out/")).content.decode()
    assert "do not have the right to work in the UK" in page
    assert "company director" not in page
    assert url(application, "eligibility/stops/") in page
    assert application.competition.contact in page


def test_page_about_being_ruled_out_is_only_for_people_who_are(client, complete):
    assert client.get(url(complete, "ruled-out/")).headers["Location"] == url(complete)


def test_start_before_signing_in_warns_of_nothing():
    browser = Client()
    response = browser.post(f"/applications/begin/{factories.competition().slug}/")
    assert "was not saved" not in browser.get(response.headers["Location"]).content.decode()
