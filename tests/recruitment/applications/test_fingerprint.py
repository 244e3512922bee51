"""The hash of what was sent: the same for the same answers, another for any other, and it can be computed anew."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from recruitment.applications.answers import MASKED
from recruitment.applications.fingerprint import answers_by_key, canonical, faults, hash_of
from recruitment.applications.models import Application, EvidenceAnswer
from recruitment.applications.sections import SECTIONS
from recruitment.applications.sending import send
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email
from recruitment.documents.models import Document
from recruitment.records.models import AuditEvent
from tests import factories, filling
from tests.refusals import lifted

SENT_AT = datetime(2021, 5, 4, 21, 58, 59, 123456, tzinfo=UTC)
ANSWERS = {
    "Referee": [
        {"position": 2, "name": "Chloë", "phone": ""},
        {"position": 1, "name": "Mohammed", "phone": None},
    ],
    "SectorExperience": [{"sector": "police", "level": "both", "started": date(2012, 3, 1), "current": True}],
    "Support": [],
}


def form(**changes):
    given = {
        "reference": "K7QM-3XPR",
        "competition": "members-2021",
        "sent_at": SENT_AT,
        "answers": ANSWERS,
    }
    return canonical(**given | changes)


def test_version_1_of_the_form_is_this_and_stays_this():
    """If this fails, hashes that people hold no longer fit: make a version 2 beside it instead."""
    assert form().decode() == (
        '{"answers":{"Referee":[{"name":"Chloë","position":2},{"name":"Mohammed","position":1}],'
        '"SectorExperience":[{"current":true,"level":"both","sector":"police","started":"2012-03-01"}]},'
        '"competition":"members-2021","reference":"K7QM-3XPR","sent_at":"2021-05-04T21:58:59.123456+00:00"}'
    )
    assert hashlib.sha256(form()).hexdigest() == (
        "e3a618c343ed3b51ab29ceec7cdf8d8a34870cedba967cea0f3adfbc933cc319"
    )


def test_order_of_rows_and_columns_and_the_time_zone_do_not_count():
    turned = {name: [dict(reversed(row.items())) for row in reversed(rows)] for name, rows in ANSWERS.items()}
    there = SENT_AT.astimezone(timezone(timedelta(hours=5)))
    assert form(answers=dict(reversed(turned.items())), sent_at=there) == form()


def test_question_that_is_added_later_changes_no_hash():
    later = {"Referee": [row | {"honours": "", "since": None} for row in ANSWERS["Referee"]], "Prizes": []}
    assert form(answers=ANSWERS | later) == form()


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "K7QM-3XPS"},
        {"competition": "members-2022"},
        {"sent_at": SENT_AT + timedelta(microseconds=1)},
        {"answers": ANSWERS | {"Support": [{"disability_confident": False}]}},
        {"answers": ANSWERS | {"Referee": ANSWERS["Referee"][:1]}},
    ],
)
def test_any_change_gives_another_form(change):
    assert form(**change) != form()


@pytest.mark.django_db
def test_form_covers_every_column_of_every_section():
    application = factories.filled_application()
    covered = {
        (name, column)
        for name, rows in answers_by_key([application.pk])[application.pk].items()
        for column in rows[0]
    }
    models = {source.model for section in SECTIONS for source in section.sources} - {Document}
    filled = {
        (model.__name__, column.name)
        for model in models
        for column in model._meta.concrete_fields
        if column.name not in {"id", "application"} and not column.name.endswith(MASKED)
    }
    assert covered == filled | {("Document", "name"), ("Document", "sha256")}


@pytest.mark.django_db
def test_form_names_things_by_their_keys_and_never_by_primary_keys():
    application = factories.filled_application()
    answers = answers_by_key([application.pk])[application.pk]
    assert [row["sector"] for row in answers["SectorExperience"]] == ["local_authority", "police", "health"]
    assert [row["criterion"] for row in answers["EvidenceAnswer"]] == ["E1", "E2", "D3"]
    assert [row["post"] for row in answers["PostChoice"]] == ["post-1"]


@pytest.fixture
def sent(sign_in):
    application = factories.ApplicationFactory()
    filling.fill_in(sign_in(application.applicant), application)
    return send(application=application, by=application.applicant)


@pytest.mark.django_db
def test_hash_is_kept_with_the_application_the_email_and_the_audit_log(sent):
    sent.refresh_from_db()
    assert sent.sent_hash == hash_of(sent)
    assert sent.sent_hash.startswith("v1:")
    assert len(sent.sent_hash) == 67
    assert sent.sent_hash in Email.objects.get().body
    assert AuditEvent.objects.get(action="application.sent").details == {"hash": sent.sent_hash}
    assert faults(sent) == []
    withdraw(application=sent, by=sent.applicant)
    assert faults(Application.objects.get()) == []


@pytest.mark.django_db
def test_draft_has_no_hash_and_a_hash_is_fixed():
    draft = factories.ApplicationFactory()
    draft.sent_hash = "v1:" + "0" * 64
    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        draft.save()
    sent = factories.sent_application()
    for other in ("v1:" + "0" * 64, None):
        sent.sent_hash = other
        with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
            sent.save()


@pytest.mark.django_db
def test_command_tells_an_application_that_was_changed(sent, capsys):
    call_command("verify_application", sent.reference.lower())
    assert f"{sent.reference} is what was sent: {sent.sent_hash}" in capsys.readouterr().out
    answer = EvidenceAnswer.objects.filter(application=sent).first()
    with lifted("applications_evidenceanswer"):
        EvidenceAnswer.objects.filter(pk=answer.pk).update(text=answer.text + ".")
    with pytest.raises(CommandError, match="not the ones that were sent"):
        call_command("verify_application", sent.reference)


@pytest.mark.django_db
def test_command_tells_a_stored_cv_that_was_changed_or_is_gone(sent):
    cv = Document.objects.current().get(application=sent)
    for stored, said in [(cv.clean_copy, "The clean copy of the CV"), (cv.file, "The file of the CV")]:
        path = Path(stored.path)
        content = path.read_bytes()
        path.write_bytes(content + b" ")
        with pytest.raises(CommandError, match=f"^{said} is not the one that was kept.$"):
            call_command("verify_application", sent.reference)
        path.unlink()
        with pytest.raises(CommandError, match=f"^{said} is missing.$"):
            call_command("verify_application", sent.reference)
        path.write_bytes(content)
    assert faults(sent) == []


@pytest.mark.django_db
def test_hash_that_the_audit_log_does_not_hold_is_told():
    sent = factories.sent_application()  # made without the rule, so nothing was recorded
    assert faults(sent) == ["The audit log does not hold this hash."]


@pytest.mark.django_db
def test_command_says_why_there_is_nothing_to_compare():
    draft = factories.ApplicationFactory()
    before = factories.sent_application(hashed=False)
    for reference, said in [
        (draft.reference, "was not sent"),
        (before.reference, "before hashes were kept"),
        ("K7QM", "no application K7QM"),
    ]:
        with pytest.raises(CommandError, match=said):
            call_command("verify_application", reference)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_cost_does_not_grow_with_what_was_written(count, django_assert_num_queries):
    competition = factories.competition(sectors=count, criteria=count)
    application = factories.filled_application(competition=competition, roles=count)
    with django_assert_num_queries(11):
        assert json.dumps(answers_by_key([application.pk]), default=str)
