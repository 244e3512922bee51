"""The traps of a wizard with its state in a session: each is closed, as a browser meets it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment.applications.models import AboutYou, StepDraft
from recruitment.documents.models import Document
from tests import factories, filling
from tests.filling import post_step, step_url
from tests.pdfs import pdf

pytestmark = pytest.mark.django_db

NAME = ("about-you", "name")
WIPING = ["", "?reset", "?reset=1", "?step=x"]


@pytest.fixture
def application():
    return factories.ApplicationFactory()


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


def typed(application, step):
    return StepDraft.objects.get(application=application, step=step).data


def page_with(client, application, name):
    return client.get(reverse(f"applications:{name}", args=[application.reference])).content.decode()


def upload(client, application, *files):
    return client.post(reverse("documents:cv", args=[application.reference]), {"cv": files} if files else {})


def chosen(name="My CV.pdf"):
    return SimpleUploadedFile(name, pdf(pages=1, text=name))


def test_trap_01_step_that_is_not_asked_does_not_open(client, application):
    response = client.get(step_url(application, "interests", "conflicts"))
    assert response.headers["Location"] == step_url(application, "interests", "interests")


def test_trap_01_step_that_was_passed_over_leaves_its_section_incomplete(client, application):
    post_step(client, application, "about-you", "contact", filling.ABOUT_YOU["contact"])
    progress = client.get(reverse("applications:tasks", args=[application.reference])).context["progress"]
    assert {each.section.key: each.state.value for each in progress.sections}["about-you"] == "In progress"


@pytest.mark.parametrize("step", ["unknown", "role-1-police", "done"])
def test_trap_02_post_to_a_step_that_is_not_there_is_not_found(client, application, step):
    assert post_step(client, application, "sector-experience", step, filling.ROLE).status_code == 404


def test_trap_03_post_without_the_wizards_own_fields_is_not_found_and_changes_nothing(client, application):
    response = client.post(step_url(application, *NAME), {"name-full_name": "Rose"})
    assert (response.status_code, StepDraft.objects.count()) == (404, 0)


def test_trap_04_every_step_can_be_saved_when_the_next_depends_on_its_answers(client, application):
    filling.fill_in(client, application)
    yes = dict.fromkeys(filling.INTERESTS["interests"], "yes")
    response = post_step(client, application, "interests", "interests", yes, version=1)
    assert response.headers["Location"] == step_url(application, "interests", "conflicts")


@pytest.mark.usefixtures("folder")
def test_trap_05_going_on_asks_for_no_file_that_is_there_already(client, application, run_tasks):
    upload(client, application, chosen())
    before = Document.objects.current().get()
    upload(client, application)
    assert Document.objects.current().get() == before
    run_tasks()  # the file is checked
    progress = client.get(reverse("applications:tasks", args=[application.reference])).context["progress"]
    assert {each.section.key: each.state.value for each in progress.sections}["cv"] == "Completed"


def test_trap_06_file_that_was_replaced_is_removed(
    client, application, folder, django_capture_on_commit_callbacks
):
    def kept():
        return {path for path in folder.rglob("*") if path.is_file()}

    with django_capture_on_commit_callbacks(execute=True):
        upload(client, application, chosen("First.pdf"))
    first = kept()
    with django_capture_on_commit_callbacks(execute=True):
        upload(client, application, chosen("Second.pdf"))
    assert first
    assert first & kept() == set()


@pytest.mark.usefixtures("folder")
def test_trap_07_of_several_files_none_is_dropped_in_silence(client, application):
    page = client.get(reverse("documents:cv", args=[application.reference])).content.decode()
    [control] = re.findall(r"<input[^>]*type=\"file\"[^>]*>", page)
    assert "multiple" not in control
    assert upload(client, application, chosen("First.pdf"), chosen("Second.pdf")).status_code == 413
    assert not Document.objects.exists()


def test_trap_08_no_link_finishes_anything(client, application):
    filling.fill_in(client, application)
    response = client.get(step_url(application, "about-you", "done"))
    assert response.headers["Location"] == step_url(application, *NAME)
    assert client.get(reverse("applications:send", args=[application.reference])).status_code == 302
    application.refresh_from_db()
    assert application.is_draft


@pytest.mark.usefixtures("folder")
def test_trap_09_files_and_answers_outlive_the_sending(client, application):
    filling.fill_in(client, application)
    assert client.post(reverse("applications:send", args=[application.reference])).status_code == 302
    document = Document.objects.current().get()
    response = client.get(reverse("documents:download", args=[application.reference, document.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert filling.NAME in page_with(client, application, "answers")


@pytest.mark.parametrize("query", WIPING)
def test_trap_10_no_link_wipes_answers(client, application, query):
    post_step(client, application, *NAME, {"full_name": "Rose"})
    client.get(step_url(application, *NAME) + query)
    assert typed(application, "name") == {"full_name": ["Rose"]}
    assert AboutYou.objects.get().full_name == "Rose"


@pytest.mark.parametrize("query", WIPING)
def test_trap_11_opening_another_page_wipes_no_answers(client, application, query):
    post_step(client, application, *NAME, {"full_name": "Rose"})
    for address in (
        reverse("applications:tasks", args=[application.reference]),
        step_url(application, "about-you", "contact"),
        step_url(application, "referees", "first"),
    ):
        client.get(address + query)
    assert "Rose" in client.get(step_url(application, *NAME)).content.decode()


def test_trap_12_opening_a_page_writes_nothing(client, application):
    post_step(client, application, *NAME, {"full_name": "Rose"})
    for step in ("name", "contact"):
        with CaptureQueriesContext(connection) as queries:
            client.get(step_url(application, "about-you", step))
        assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_trap_13_of_two_windows_neither_loses_what_was_typed(client, application):
    for name in ("First window", "Second window"):
        response = post_step(client, application, *NAME, {"full_name": name}, version=0)
    answer = client.get(response.headers["Location"]) if response.status_code == 302 else response
    assert "First window" in answer.content.decode()
    assert "Second window" in answer.content.decode()
    assert AboutYou.objects.get().full_name == "First window"


def test_trap_13_windows_at_different_pages_do_not_meet(client, application):
    post_step(client, application, *NAME, {"full_name": "Rose"})
    response = post_step(client, application, "about-you", "contact", filling.ABOUT_YOU["contact"])
    assert response.status_code == 302
    assert typed(application, "name") == {"full_name": ["Rose"]}


def test_trap_14_two_applications_in_one_browser_stay_apart(client, application):
    other = factories.ApplicationFactory(applicant=application.applicant)
    post_step(client, application, *NAME, {"full_name": "In the first"})
    post_step(client, other, *NAME, {"full_name": "In the other"})
    assert typed(application, "name") == {"full_name": ["In the first"]}
    assert typed(other, "name") == {"full_name": ["In the other"]}
    assert "In the first" in client.get(step_url(application, *NAME)).content.decode()


def test_trap_15_posted_step_has_to_be_the_step_of_the_address(client, application):
    data = {"contact-phone": "07700 900 982", "section_wizard-current_step": "contact", "version": "0"}
    response = client.post(step_url(application, *NAME), data)
    assert (response.status_code, StepDraft.objects.count()) == (404, 0)


def test_trap_16_nothing_but_the_steps_own_fields_is_kept(client, application):
    extra = {"csrfmiddlewaretoken": "secret", "contact-phone": "07700 900 982", "other": "x"}
    post_step(client, application, *NAME, {"full_name": "Rose"}, **extra)
    assert typed(application, "name") == {"full_name": ["Rose"]}
    assert StepDraft.objects.count() == 1


def test_trap_17_what_is_missing_at_the_end_is_said_by_name(client, application):
    filling.fill_in(client, application)
    typed_now = filling.REFEREE | {"email": "not an address"}
    post_step(client, application, "referees", "second", typed_now, version=1)
    response = client.post(reverse("applications:send", args=[application.reference]))
    summary = response.content.decode().split("govuk-error-summary", 1)[1].split("<h1")[0]
    assert (response.status_code, re.findall(r">([^<]+)</a>", summary)) == (422, ["Referees"])
    application.refresh_from_db()
    assert application.is_draft
