"""What a person takes away: everything that is held about them, and nothing about anybody else."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recruitment.applications.answers import MASKED
from recruitment.applications.contact import FIELDS, change_contact
from recruitment.applications.models import (
    Application,
    ContactDetails,
    Correction,
    Entering,
    Extension,
    Milestone,
    RefusedSave,
    StepDraft,
    Withdrawal,
)
from recruitment.applications.sections import SECTIONS
from recruitment.applications.sending import send
from recruitment.applications.taking_away import take_away
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email, PaperLetter
from recruitment.records.models import AuditEvent
from scoring.candidate_feedback.models import FeedbackLetter
from scoring.interviews.models import Invitation, Reply
from tests import factories, filling
from tests.everybody import everybody
from tests.filling import post_step

pytestmark = pytest.mark.django_db

URL = "/applications/your-data/"


def archive_of(response):
    """Return the files of the archive by their names."""
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def person():
    return factories.UserFactory(email="rose@example.org")


@pytest.fixture
def client(person, sign_in):
    return sign_in(person)


@pytest.fixture
def sent(person, client):
    application = factories.ApplicationFactory(applicant=person)
    filling.fill_in(client, application)
    return send(application=application, by=person)


def test_archive_holds_the_data_for_people_and_programs_the_files_and_the_receipts(sent, client):
    response = client.post(URL)
    assert (response["Content-Disposition"], response["Content-Type"], response["Cache-Control"]) == (
        'attachment; filename="your-data.zip"',
        "application/zip",
        "private, no-store",
    )
    files = archive_of(response)
    cv, receipt = (f"{sent.reference}/{name}-{sent.reference}.pdf" for name in ("CV", "Application"))
    assert set(files) == {"data.json", "your-data.html", cv, receipt}
    with sent.documents.get().file.open() as stored:
        assert files[cv] == stored.read()
    assert files[receipt].startswith(b"%PDF")
    data = json.loads(files["data.json"])
    assert data["account"]["email"] == "rose@example.org"
    [application] = data["applications"]
    assert (application["reference"], application["hash_of_what_was_sent"]) == (
        sent.reference,
        sent.sent_hash,
    )
    assert application["answers"]["AboutYou"][0]["full_name"] == filling.NAME
    assert [row["criterion"] for row in application["answers"]["EvidenceAnswer"]] == ["E1", "E2", "D3"]
    assert application["files"][0]["in_this_archive"] == cv
    [email] = application["emails_to_you"]
    assert sent.reference in email["body"]
    assert {"at", "action", "by", "application"} == set(data["recorded_events"][0])
    assert ("application.sent", "you", sent.reference) in {
        (event["action"], event["by"], event["application"]) for event in data["recorded_events"]
    }


def test_copy_for_people_reads_as_the_pages_do_and_shows_text_as_it_is(client, person):
    application = factories.filled_application(applicant=person, name="Rose <script>alert(1)</script>")
    withdraw_me = factories.sent_application(applicant=person)
    details = dict.fromkeys(FIELDS, "New Street")
    change_contact(application=withdraw_me, by=person, details=details)
    withdraw(application=withdraw_me, by=person)
    page = archive_of(client.post(URL))["your-data.html"].decode()
    assert "Rose &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    for said in (
        application.reference,
        "Levels of experience",
        "E1: essential",
        ">Withdrawn<",
        "withdrawn</li>",
        "New Street",
    ):
        assert said in page


# What of an application is in data.json, and under which name; answers stand there under the name of their model.
HELD = {
    "applications.ContactDetails": "contact_details_changed_after_sending",
    "applications.Correction": "corrected_by_an_official",
    "applications.Entering": "entered_by_an_official",
    "applications.Extension": "longer_was_given",
    "applications.Milestone": "what_happened",
    "applications.RefusedSave": "pages_saved_from_another_window",
    "applications.StepDraft": "pages_as_last_saved",
    "applications.Withdrawal": "withdrawals",
    "candidate_feedback.FeedbackLetter": "feedback",
    "correspondence.Email": "emails_to_you",
    "correspondence.PaperLetter": "letters_to_you",
    "documents.Document": "files",
    "interviews.Invitation": "invitations_to_interview",
    "interviews.Reply": "answer_to_invitation",
}
# What is not: the Department gives out what was written about somebody, after the outcome.
WRITTEN_ABOUT_SOMEBODY = {
    "assessors.ConflictDeclaration",
    "assessments.Assessment",
    "findings.ConflictDiscussion",
    "findings.Finding",
    "moderation.AgreedScore",
    "shortlisting.Precedence",
    "shortlisting.SiftDecision",
}
# It says only that the equality questions are not asked again; the answers are kept apart from people.
NOTHING_WAS_WRITTEN = {"equality.Settled"}
# Columns that tell who of the officials did something, or that only the machinery needs.
NOT_TOLD = {
    # The former address may be somebody else's.
    "ContactDetails": {"corrected_by"},
    "Correction": {"corrected_by", "name_before", "email_before"},
    "Document": {"format", "file", "clean_copy", "clean_sha256", "scanner", "attempts", "checked_at"}
    | {"uploaded_by"},
    "Email": {"about", "attempts", "error", "unsubscribe_url", "as_letter"},
    "Entering": {"entered_by"},
    "Extension": {"granted_by"},
    "FeedbackLetter": {"version", "saved_by", "saved_at", "sent_by"},
    "Invitation": {"invited_by"},
    "PaperLetter": {"about", "posted_by", "as_email"},
    "RefusedSave": {"page", "turn"},
    "StepDraft": {"page", "turn", "automatic", "version"},
    "Withdrawal": {"undone_by", "withdrawn_by"},
}
RENAMED = {
    "Entering": {"how": "received"},
    "Milestone": {"kind": "what"},
    "RefusedSave": {"data": "typed"},
    "Reply": {"slot": "time", "by_official": "recorded_by_an_official"},
    "StepDraft": {"data": "typed"},
}


def of_an_application():
    """Return the models that refer to an application, by their labels."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if any(column.related_model is Application for column in model._meta.concrete_fields)
    }


@pytest.fixture
def with_everything(person, client):
    """Return an application that holds at least one row of every kind."""
    application = factories.filled_application(applicant=person)
    official = factories.OfficialFactory(competition=application.competition).user
    post_step(client, application, "about-you", "name", {"full_name": "Rose Ahmed"})
    RefusedSave.objects.create(application=application, section="about-you", step="name", data={})
    until = timezone.now() + timedelta(days=30)
    Extension.objects.create(
        application=application, until=until, reason="Was in hospital.", granted_by=official
    )
    Entering.objects.create(
        application=application,
        name="Rose Ahmed",
        how="paper",
        received_on=timezone.localdate(),
        entered_by=official,
    )
    Correction.objects.create(
        application=application,
        name_before="Rose",
        name="Rose Ahmed",
        email_before=person.email,
        email=person.email,
        corrected_by=official,
    )
    Milestone.objects.create(application=application, kind=Milestone.Kind.SIFT_STARTED)
    change = dict.fromkeys(FIELDS, "New Street")
    ContactDetails.objects.create(application=application, **change)
    Withdrawal.objects.create(
        application=application,
        undone_at=timezone.now(),
        undone_by=official,
        undone_reason="Withdrew the wrong one.",
    )
    Email.objects.create(
        application=application, kind="application-sent", to=person.email, subject="Sent", body="x"
    )
    PaperLetter.objects.create(application=application, kind="application-sent", subject="Sent", body="x")
    Invitation.objects.create(application=application, answer_by=until, invited_by=official)
    Reply.objects.create(application=application, cannot_come=True, reason="I am abroad.")
    FeedbackLetter.objects.create(
        application=application, text="Clear.", saved_by=official, sent_by=official, sent_at=timezone.now()
    )
    return application


def test_every_model_about_an_application_is_held_or_excused(client, with_everything):
    [held] = json.loads(archive_of(client.post(URL))["data.json"])["applications"]
    answered = {source.model._meta.label for section in SECTIONS for source in section.sources} - HELD.keys()
    models = of_an_application()
    assert models.keys() == HELD.keys() | answered | WRITTEN_ABOUT_SOMEBODY | NOTHING_WAS_WRITTEN
    for label in HELD.keys() | answered:
        model = models[label]
        rows = held[HELD[label]] if label in HELD else held["answers"][model.__name__]
        [row, *_] = rows if isinstance(rows, list) else [rows]
        renamed = RENAMED.get(model.__name__, {})
        told = {
            renamed.get(column.name, column.name)
            for column in model._meta.concrete_fields
            if column.name not in {"id", "application"} | NOT_TOLD.get(model.__name__, set())
            and not column.name.endswith(MASKED)
        }
        assert told <= row.keys(), label


def test_copy_for_people_says_what_officials_did(client, with_everything):
    page = archive_of(client.post(URL))["your-data.html"].decode()
    for said in ("Was in hospital.", "Withdrew the wrong one.", "On paper", "Rose Ahmed", "I am abroad."):
        assert said in page


def test_what_was_typed_and_not_accepted_is_there_too(client, person):
    application = factories.ApplicationFactory(applicant=person)
    post_step(client, application, "evidence", "E1", {"text": "word " * 101})
    RefusedSave.objects.create(
        application=application, section="about-you", step="name", data={"full_name": ["Rosa"]}
    )
    files = archive_of(client.post(URL))
    [held] = json.loads(files["data.json"])["applications"]
    assert held["pages_as_last_saved"][0]["typed"]["text"] == ["word " * 101]
    assert held["pages_saved_from_another_window"][0]["typed"] == {"full_name": ["Rosa"]}
    page = files["your-data.html"].decode()
    assert "word word word" in page
    assert "Rosa" in page
    for said in ("Your evidence: E1: essential, saved at", "About you: ", "What is your full name?"):
        assert said in page
    for code in ("full_name", "about-you", "application.started"):
        assert code not in page


def test_page_that_is_no_longer_asked_is_in_the_copy_too(client, person):
    application = factories.ApplicationFactory(applicant=person)
    StepDraft.objects.create(
        application=application,
        section="evidence",
        step="E99",
        accepted=False,
        data={"text": ["Was asked once."]},
    )
    page = archive_of(client.post(URL))["your-data.html"].decode()
    asked, no_longer = page.split("Pages that you are no longer asked for")
    assert "Was asked once." in no_longer
    assert "Was asked once." not in asked


def test_file_that_is_gone_is_listed_and_stops_nothing(client, person):
    application = factories.filled_application(applicant=person)
    document = application.documents.get()
    document.file.storage.delete(document.file.name)
    files = archive_of(client.post(URL))
    assert set(files) == {"data.json", "your-data.html"}
    [held] = json.loads(files["data.json"])["applications"]
    assert (held["files"][0]["sha256"], held["files"][0]["in_this_archive"]) == (document.sha256, None)


def test_nothing_of_anybody_else_is_there(sign_in):
    """Also of what others did with the application there is what and when, and not who."""
    world = everybody()
    applicant = world.people["applicant"]
    files = archive_of(sign_in(applicant).post(URL))
    everything = b"".join(files[name] for name in ("data.json", "your-data.html")).decode()
    others = [person for person in world.people.values() if person and person != applicant]
    assert [person.email for person in others if person.email in everything] == []
    assert "Strong." not in everything  # the reason of the decision
    events = json.loads(files["data.json"])["recorded_events"]
    assert {event["by"] for event in events} == {"somebody else"}
    assert {tuple(event) for event in events} == {("at", "action", "by", "application")}


def test_what_an_assessor_does_names_no_application_of_others(sign_in):
    world = everybody()
    files = archive_of(sign_in(world.people["chair"]).post(URL))
    data = json.loads(files["data.json"])
    assert (data["roles"][0]["role"], data["roles"][0]["chair"]) == ("assessor", True)
    assert "assessment.sent" in {event["action"] for event in data["recorded_events"]}
    assert {event["application"] for event in data["recorded_events"]} == {""}


def test_downloading_is_recorded_and_looking_at_the_page_is_not(client, person):
    assert "Scores and comments" in client.get(URL).content.decode()
    assert not AuditEvent.objects.exists()
    archive_of(client.post(URL))
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.subject) == ("person.data_downloaded", person.pk, "")


def test_cost_does_not_grow_with_applications():
    def queries(count):
        person = factories.UserFactory()
        for _ in range(count):
            factories.sent_application(applicant=person, competition=factories.competition(sectors=count))
        with CaptureQueriesContext(connection) as asked:
            take_away(by=person).close()
        return len(asked)

    assert queries(1) == queries(3) <= 49
