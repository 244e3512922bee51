"""Pressing Send while the CV is still being checked: the moment counts, and one thing comes of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.errors import BeingSent, NotOpen
from recruitment.applications.extending import extend
from recruitment.applications.models import Application
from recruitment.applications.sending import send
from recruitment.correspondence.models import Email
from recruitment.documents.cvs import current_cv, remove_cv, replace_cv
from recruitment.documents.models import Document
from recruitment.documents.preparing import prepare
from recruitment.records.models import AuditEvent
from tests import factories, filling
from tests.pdfs import pdf

pytestmark = pytest.mark.django_db


def upload(application: Application, *, pages: int = 2) -> Document:
    file = SimpleUploadedFile("My CV.pdf", pdf(pages=pages))
    return replace_cv(application=application, upload=file, by=application.applicant)


@pytest.fixture
def application(sign_in):
    """Return a complete application whose CV is still being checked."""
    made = factories.ApplicationFactory()
    filling.fill_in(sign_in(made.applicant), made)
    upload(made)
    return made


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


def page(application: Application, name: str) -> str:
    return reverse(f"applications:{name}", args=[application.reference])


def press_send(application: Application, **options) -> Application:
    return send(application=application, by=application.applicant, **options)


def check(application: Application) -> None:
    prepare(document_id=current_cv(application).pk, attempt=1, book_next=lambda at: None)
    application.refresh_from_db()


def refuse(application: Application, settings) -> None:
    """Have the check find something: more pages than may be."""
    settings.CV_MAX_PAGES = 1
    check(application)
    settings.CV_MAX_PAGES = 20


def close(application: Application, *, after: timedelta = timedelta()) -> None:
    application.competition.closes = timezone.now() + after
    application.competition.save()
    application.refresh_from_db()


def actions() -> list[str]:
    return list(
        AuditEvent.objects.filter(action__startswith="application.")
        .exclude(action="application.started")
        .values_list("action", flat=True)
    )


def kinds() -> list[str]:
    return list(Email.objects.values_list("kind", flat=True))


def test_page_says_that_it_is_waited_for_and_then_shows_the_receipt(client, application, run_tasks):
    tasks = client.get(page(application, "tasks")).content.decode()
    assert "Being checked" in tasks
    assert "We are still checking your CV. You do not need to wait for that." in tasks
    assert "You can send your application now" in client.get(page(application, "check")).content.decode()
    response = client.post(page(application, "send"), follow=True)
    assert response.redirect_chain == [(page(application, "waiting"), 302)]
    html = response.content.decode()
    assert "We are still checking your CV" in html
    assert "Your application is sent as soon as that is done. You do not need to do anything." in html
    assert page(application, "waiting") in html
    assert reverse("documents:cv", args=[application.reference]) in html
    for name in ("tasks", "check"):
        assert client.get(page(application, name), follow=True).redirect_chain[-1][0] == page(
            application, "waiting"
        )
    assert "Being sent" in client.get(reverse("applications:mine")).content.decode()
    assert "as soon as your CV is checked" in client.get(page(application, "answers")).content.decode()
    run_tasks()
    response = client.get(page(application, "waiting"), follow=True)
    assert response.redirect_chain[-1] == (page(application, "sent"), 302)
    assert kinds() == ["application-sent"]


def test_moment_of_pressing_send_counts_even_after_the_closing_time(application):
    moment = timezone.now()
    press_send(application, now=moment)
    close(application)
    check(application)
    assert (application.state, application.sent_at) == ("sent", moment)
    assert application.asked_to_send_at is None
    assert actions() == ["application.send_asked", "application.sent"]


def test_who_presses_send_too_late_is_late(application):
    close(application)
    with pytest.raises(NotOpen):
        press_send(application, now=application.closes)
    check(application)
    assert application.state == "draft"


def test_pressing_twice_keeps_the_first_moment(client, application):
    client.post(page(application, "send"))
    moment = Application.objects.get(pk=application.pk).asked_to_send_at
    assert client.post(page(application, "send")).url == page(application, "waiting")
    check(application)
    assert application.sent_at == moment
    assert client.post(page(application, "send")).url == page(application, "sent")
    assert actions() == ["application.send_asked", "application.sent"]
    assert kinds() == ["application-sent"]


def test_without_pressing_send_a_clean_cv_sends_nothing(client, application):
    check(application)
    assert application.state == "draft"
    assert kinds() == []
    assert "Every section is completed." in client.get(page(application, "tasks")).content.decode()


def test_nothing_but_the_cv_can_be_written_meanwhile(client, application):
    press_send(application)
    typed = filling.ABOUT_YOU["name"]
    response = filling.post_step(client, application, "about-you", "name", typed | {"full_name": "X"})
    assert response.status_code == 409
    assert "You have pressed Send" in response.content.decode()
    step = filling.step_url(application, "about-you", "name")
    assert client.get(step).url == page(application, "waiting")
    with pytest.raises(BeingSent):
        filling_lock(application)


def filling_lock(application):
    from recruitment.applications.drafting import lock_for_writing

    with transaction.atomic():
        lock_for_writing(application, by=application.applicant)


@pytest.mark.parametrize("how", ["replace", "remove"])
def test_changing_the_cv_takes_the_wish_back(application, how):
    press_send(application)
    if how == "replace":
        upload(application)
        check(application)
    else:
        remove_cv(application=application, by=application.applicant)
        application.refresh_from_db()
    assert (application.state, application.asked_to_send_at) == ("draft", None)
    assert actions() == ["application.send_asked", "application.send_taken_back"]
    assert kinds() == []


def test_cv_that_is_not_taken_is_told_by_email_and_in_the_task_list(client, application, settings):
    refuse(application, settings)
    html = client.get(page(application, "tasks")).content.decode()
    assert '<strong class="govuk-tag govuk-tag--red">' in html.replace("\n", "").replace("  ", "")
    assert "There is a problem" in html
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("cv-not-taken", application.applicant.email)
    assert "The selected file must be 1 pages or fewer." in email.body
    assert "You had asked us to send" not in email.body
    assert "Choose another file before " in email.body
    assert client.post(page(application, "send")).status_code == 422


def test_each_file_that_is_not_taken_is_told_once(application, settings):
    refuse(application, settings)
    upload(application)
    refuse(application, settings)
    assert kinds() == ["cv-not-taken"] * 2


def test_who_pressed_send_in_time_gets_a_day_to_choose_another_file(application, settings):
    press_send(application)
    close(application)
    before = timezone.now()
    refuse(application, settings)
    after = timezone.now()
    day = timedelta(hours=24)
    assert (application.state, application.asked_to_send_at) == ("draft", None)
    assert before + day <= application.extended_until <= after + day
    assert actions() == ["application.send_asked", "application.not_sent", "application.extended"]
    granted = AuditEvent.objects.get(action="application.extended")
    assert (granted.actor_label, granted.details) == (
        "system",
        {"until": application.extended_until.isoformat(), "because": "the CV could not be taken"},
    )
    [email] = Email.objects.all()
    assert "You had asked us to send your application. It has not been sent." in email.body
    assert "Choose another file and send your application again before " in email.body
    upload(application)
    check(application)
    assert press_send(application).state == "sent"


def test_who_pressed_send_in_the_time_an_official_gave_gets_a_day_too(application, settings):
    close(application)
    official = factories.OfficialFactory(competition=application.competition).user
    until = timezone.now() + timedelta(hours=2)
    extend(
        competition=application.competition,
        email=application.applicant.email,
        until=until,
        reason="In hospital",
        by=official,
    )
    application.refresh_from_db()
    press_send(application)
    refuse(application, settings)
    assert application.extended_until > until + timedelta(hours=21)
    upload(application)
    # In that day nobody gets another one.
    press_send(application)
    Application.objects.update(asked_to_send_at=until + timedelta(hours=1))
    day = application.extended_until
    refuse(application, settings)
    assert application.extended_until == day


def test_longer_time_is_not_made_shorter(application, settings):
    press_send(application)
    refuse(application, settings)
    assert application.extended_until is None
    assert application.closes == application.competition.closes


def test_nobody_goes_on_for_ever(application, settings):
    press_send(application)
    close(application)
    refuse(application, settings)
    until = application.extended_until
    upload(application)
    press_send(application)
    refuse(application, settings)
    assert application.extended_until == until


def test_database_knows_that_only_a_draft_waits(application):
    check(application)
    sent = press_send(application)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=sent.pk).update(asked_to_send_at=timezone.now())


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_pressing_send_at_the_moment_of_the_outcome_sends_once(application):
    document = current_cv(application)

    def one(work):
        try:
            return work()
        finally:
            connection.close()

    works = [
        lambda: press_send(application),
        lambda: prepare(document_id=document.pk, attempt=1, book_next=lambda at: None),
        lambda: press_send(application),
    ]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(one, works))
    application.refresh_from_db()
    assert application.state == "sent"
    assert actions().count("application.sent") == 1
    assert kinds() == ["application-sent"]
