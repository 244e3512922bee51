"""load_competition, dump_competition and grant_official at the command line."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from recruitment.accounts.models import Official
from recruitment.competitions.files.reading import read
from recruitment.competitions.models import Competition
from recruitment.records.models import AuditEvent
from tests import factories
from tests.recruitment.competitions.competition_files import tables, toml

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a competition file in which nothing is wrong."""
    path = tmp_path / "members.toml"
    path.write_bytes(toml(tables()))
    return path


def test_load_competition_says_what_it_did(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_competition", file)
    call_command("load_competition", file)
    assert capsys.readouterr().out == (
        "members: The competition was loaded.\n"
        "members: The competition is as the file says; nothing was changed.\n"
    )


def test_load_competition_open_now_opens_it_yesterday(file: Path) -> None:
    call_command("load_competition", file, "--open-now")
    made = Competition.objects.get()
    assert timezone.localdate(made.opens) == timezone.localdate() - timedelta(days=1)
    assert made.is_open()


def test_load_competition_open_now_on_a_later_day_keeps_the_dates(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with time_machine.travel("2026-03-20T10:00:00+00:00"):
        call_command("load_competition", file, "--open-now")
    with time_machine.travel("2026-04-10T10:00:00+00:00"):
        call_command("load_competition", file, "--open-now")
    assert timezone.localdate(Competition.objects.get().opens) == date(2026, 3, 19)
    assert capsys.readouterr().out == (
        "members: The competition was loaded.\n"
        "members: The competition is as the file says; nothing was changed.\n"
        "It keeps the dates it was given before: it opened on 2026-03-19.\n"
    )


def test_load_competition_open_now_moves_one_that_was_loaded_with_its_own_dates(file: Path) -> None:
    call_command("load_competition", file)
    call_command("load_competition", file, "--open-now")
    assert Competition.objects.get().is_open()


def test_load_competition_names_file_key_and_fault_and_leaves_the_database_as_it_was(file: Path) -> None:
    found = tables()
    found["competition"]["title"] = ""
    found["scale"]["acceptable"] = 9
    file.write_bytes(toml(found))
    with pytest.raises(CommandError) as refusal:
        call_command("load_competition", file)
    assert str(refusal.value).splitlines() == [
        f"{file}: competition.title: must not be empty",
        f"{file}: scale.acceptable: 9 is not the value of a level",
    ]
    assert not Competition.objects.exists()
    assert not AuditEvent.objects.exists()


def test_load_competition_of_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("load_competition", tmp_path / "none.toml")
    assert str(refusal.value) == f"{tmp_path / 'none.toml'}: cannot be read: No such file or directory"


def test_dump_competition_writes_what_was_loaded(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_competition", file, verbosity=0)
    capsys.readouterr()
    call_command("dump_competition", "members")
    assert read(capsys.readouterr().out.encode()) == read(toml(tables()))


def test_grant_official_makes_one_once(capsys: pytest.CaptureFixture[str]) -> None:
    competition = factories.competition()
    for _ in range(2):
        call_command("grant_official", competition.slug, "Ruth@Example.org", "--name", "Ruth Adeyemi")
    official = Official.objects.get(competition=competition)
    assert (official.name, official.user.email) == ("Ruth Adeyemi", "ruth@example.org")
    assert AuditEvent.objects.filter(action="official.granted").count() == 1
    assert capsys.readouterr().out == (
        f"Ruth Adeyemi is now an official of {competition.slug}.\n"
        f"Ruth Adeyemi was already an official of {competition.slug}.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dump_competition", "none"], "There is no competition none."),
        (["grant_official", "none", "a@example.org", "--name", "A"], "There is no competition none."),
        (["grant_official", "here", "nobody", "--name", "A"], "'nobody' is not an email address."),
        (["grant_official", "here", "a@example.org", "--name", " "], "Give a name of at most 200 characters."),
    ],
)  # fmt: skip
def test_commands_refuse_bad_input_in_one_line(arguments: list[Any], said: str) -> None:
    factories.competition(slug="here")
    with pytest.raises(CommandError) as refusal:
        call_command(*arguments)
    assert str(refusal.value) == said
