"""Loading competition files: all or nothing, again and again, and what publication locks."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment.accounts.models import User
from recruitment.competitions.files.dates import opening_on
from recruitment.competitions.files.faults import FileRefused
from recruitment.competitions.files.loading import Loaded, load
from recruitment.competitions.files.reading import read
from recruitment.competitions.files.writing import contents_of, to_toml
from recruitment.competitions.models import Competition
from recruitment.competitions.officials import HasApplied, grant
from recruitment.records.models import AuditEvent
from scoring.assessors.models import ConflictDeclaration
from tests.factories import sent_application
from tests.recruitment.competitions.competition_files import (
    DEMO_FILES,
    any_tables,
    contents,
    copy_of,
    toml,
)

pytestmark = pytest.mark.django_db

FUTURE = {
    "opens": timezone.now() + timedelta(days=2),
    "closes": timezone.now() + timedelta(days=30),
    "sift": timezone.localdate() + timedelta(days=40),
    "interviews": [timezone.localdate() + timedelta(days=50)] * 2,
}


def competition() -> Competition:
    return Competition.objects.get(slug="members")


@pytest.mark.parametrize("file", DEMO_FILES, ids=lambda file: file.stem)
def test_load_of_our_own_files_can_be_dumped_again(file: Any) -> None:
    found = read(file.read_bytes())
    assert load(contents=found, by=None) == Loaded.NEW
    made = Competition.objects.get(slug=file.stem)
    assert read(to_toml(contents_of(made)).encode()) == found


@settings(max_examples=25)
@given(any_tables())
def test_load_of_any_file_survives_dumping_and_loading(found: dict[str, Any]) -> None:
    wanted = read(toml(found))
    with transaction.atomic():
        load(contents=wanted, by=None)
        written = to_toml(contents_of(Competition.objects.get(slug=wanted["competition"]["slug"])))
        assert read(written.encode()) == wanted
        assert load(contents=read(written.encode()), by=None) == Loaded.UNCHANGED
        transaction.set_rollback(True)


def test_load_publishes_when_the_competition_opens() -> None:
    load(contents=contents(**FUTURE), by=None)
    assert competition().published_at == FUTURE["opens"]
    assert not competition().is_published()


def test_load_again_changes_and_records_nothing() -> None:
    load(contents=contents(), by=None)
    before = AuditEvent.objects.count()
    assert load(contents=contents(), by=None) == Loaded.UNCHANGED
    assert AuditEvent.objects.count() == before


def test_load_before_publication_replaces_everything() -> None:
    load(contents=contents(**FUTURE), by=None)
    changed = copy_of(contents(**FUTURE, title="Other members"))
    changed["criteria"] = changed["criteria"][:1]
    changed["sectors"].reverse()
    changed["scale"]["acceptable"] = 3
    changed["assessors"][0]["chair"], changed["assessors"][1]["chair"] = False, True
    assert load(contents=changed, by=None) == Loaded.CHANGED
    assert contents_of(competition()) == changed


def test_load_after_publication_changes_what_is_not_locked() -> None:
    load(contents=contents(), by=None)
    published = competition().published_at
    changed = copy_of(
        contents(title="Other members", opens=datetime.fromisoformat("2021-04-08T10:00:00+01:00"))
    )
    changed["body"]["members"] = []
    changed["assessors"][1] |= {"name": "Another name", "email": "third@example.org"}
    assert load(contents=changed, by=None) == Loaded.CHANGED
    assert contents_of(competition()) == changed
    assert competition().published_at == published
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor_label) == ("competition.changed", "operator")
    assert event.details == {"changed": ["competition.title", "competition.opens", "body", "assessors"]}


def test_load_after_publication_names_what_is_locked() -> None:
    load(contents=contents(), by=None)
    before = contents_of(competition())
    changed = copy_of(contents(title="Other members"))
    changed["criteria"][1]["word_limit"] = 5
    changed["criteria"].append(changed["criteria"][1] | {"code": "E3"})
    changed["scale"]["acceptable"] = 3
    changed["scale"]["levels"][0]["label"] = "Other"
    changed["posts"].pop()
    changed["sectors"].reverse()
    with pytest.raises(FileRefused) as refusal:
        load(contents=changed, by=None)
    assert [str(fault) for fault in refusal.value.faults] == [
        "scale.acceptable: is locked since the competition was published",
        "scale.levels[1].label: is locked since the competition was published, and differs",
        "sectors: is locked since the competition was published, and stands in another order",
        "posts[police]: is locked since the competition was published, and is missing from the file",
        "criteria[E2].word_limit: is locked since the competition was published, and differs",
        "criteria[E3]: cannot be added since the competition was published",
    ]
    assert contents_of(competition()) == before


def test_load_keeps_who_declared_on_the_assessment_panel() -> None:
    load(contents=contents(), by=None)
    second = competition().assessors.get(position=1)
    application = sent_application(competition=competition())
    ConflictDeclaration.objects.create(assessor=second, application=application, kind="none")
    changed = copy_of(contents(title="Other members"))
    changed["assessors"].pop()
    with pytest.raises(FileRefused) as refusal:
        load(contents=changed, by=None)
    assert str(refusal.value) == (
        "assessors[second@example.org]: Assessor second has declared or scored and stays on the assessment panel"
    )
    assert competition().title == "Members"
    assert competition().assessors.count() == 2


def test_load_passes_the_chair_on() -> None:
    load(contents=contents(), by=None)
    changed = copy_of(contents())
    changed["assessors"][0]["chair"], changed["assessors"][1]["chair"] = False, True
    load(contents=changed, by=None)
    assert competition().assessors.get(chair=True).name == "Assessor second"


def test_load_finds_people_by_their_address_whatever_its_case() -> None:
    person = User.objects.for_email("chair@example.org")
    found = copy_of(contents())
    found["assessors"][0]["email"] = "chair@example.org"
    load(contents=found, by=None)
    assert competition().assessors.get(chair=True).user == person


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_opening_on_moves_every_date_alike_and_keeps_the_clock(day: date) -> None:
    before = contents()
    after = opening_on(day, before)
    opens = timezone.localtime(after["competition"]["opens"])
    days = opens.date() - date(2021, 4, 6)
    assert opens.date() == day
    assert f"{opens:%H:%M}" == "09:00"
    assert (
        f"{timezone.localtime(after['competition']['closes']):%F %H:%M}" == f"{date(2021, 5, 4) + days} 23:59"
    )
    assert after["competition"]["sift"] == date(2021, 5, 18) + days
    assert after["competition"]["interviews"] == [date(2021, 6, 7) + days, date(2021, 6, 18) + days]
    assert after["body"]["members"][0]["ends"] == date(2022, 12, 31) + days
    assert before == contents()


def test_load_refuses_an_assessor_who_has_applied() -> None:
    found = read(DEMO_FILES[0].read_bytes())
    load(contents=found, by=None)
    made = Competition.objects.get(slug=found["competition"]["slug"])
    address = found["assessors"][1]["email"]
    made.assessors.filter(user__email=address).delete()
    sent_application(competition=made, applicant=User.objects.for_email(address))
    with pytest.raises(FileRefused) as refusal:
        load(contents=found, by=None)
    assert [fault.key for fault in refusal.value.faults] == [f"assessors[{address}]"]


def test_grant_refuses_somebody_who_has_applied() -> None:
    application = sent_application()
    with pytest.raises(HasApplied):
        grant(competition=application.competition, email=application.applicant.email, name="A", by=None)


def test_names_promised_to_be_hidden_stay_hidden() -> None:
    found = opening_on(timezone.localdate() - timedelta(days=1), read(DEMO_FILES[0].read_bytes()))
    load(contents=found, by=None)
    named = {
        **found,
        "competition": {**found["competition"], "blind_sift": not found["competition"]["blind_sift"]},
    }
    with pytest.raises(FileRefused) as refusal:
        load(contents=named, by=None)
    assert [fault.key for fault in refusal.value.faults] == ["competition.blind_sift"]
