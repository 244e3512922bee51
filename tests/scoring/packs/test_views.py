"""The pages of packs: asking, waiting, downloading."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from scoring.assessors.models import ConflictDeclaration
from scoring.packs.building import build_pack
from scoring.packs.models import SILENCE, Pack
from scoring.packs.requesting import request_pack
from tests import factories
from tests.scoring.packs.decided import decide, decided_competition, lose_cv, official

pytestmark = pytest.mark.django_db


def address(competition: Any, *rest: object) -> str:
    return "/".join(["/officials", competition.slug, "packs", *map(str, rest), ""])


def ask(competition: Any) -> Pack:
    return request_pack(competition=competition, kind="shortlist", by=official(competition))


@pytest.fixture
def competition() -> Any:
    return decided_competition()


@pytest.fixture
def client(competition: Any, sign_in: Callable[..., Client]) -> Client:
    return sign_in(official(competition))


def test_an_official_asks_waits_and_downloads(
    competition: Any, client: Client, run_tasks: Callable[[], None], django_capture_on_commit_callbacks: Any
) -> None:
    assert b"No pack was asked for yet." in client.get(address(competition)).content
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(address(competition))
    pack = Pack.objects.get()
    assert asked.url == address(competition, pack.pk)
    waiting = client.get(asked.url)
    assert b"Waiting to start" in waiting.content
    assert b"Refresh this page" in waiting.content
    assert client.get(address(competition, pack.pk, "status")).json() == {
        "under_way": True,
        "progress": "Waiting to start",
    }
    run_tasks()
    ready = client.get(asked.url).content.decode()
    pack.refresh_from_db()
    assert pack.sha256 in ready
    assert "Nobody downloaded it yet." in ready
    assert "progress.js" not in ready
    file = client.get(address(competition, pack.pk, "download"))
    assert b"".join(file.streaming_content).startswith(b"%PDF-")
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Length"] == str(pack.size)
    assert "no-store" in file.headers["Cache-Control"]
    name = f'attachment; filename="shortlist-pack-{competition.slug}-{pack.pk}.pdf"'
    assert file.headers["Content-Disposition"] == name
    assert "Olive Official" in client.get(asked.url).content.decode().split("Downloads", 1)[1]
    assert client.get(address(competition, pack.pk, "status")).json()["under_way"] is False


def test_asking_twice_leads_to_the_same_pack(competition: Any, client: Client) -> None:
    assert client.post(address(competition)).url == client.post(address(competition)).url


def test_the_list_says_why_no_pack_can_be_made(competition: Any, client: Client) -> None:
    for application in competition.applications.all():
        decide(application, shortlisted=False)
    page = client.get(address(competition)).content
    assert b"Nobody is shortlisted yet." in page
    assert b"Make a shortlist pack" not in page
    answer = client.post(address(competition), follow=True)
    assert b"Nobody is shortlisted yet." in answer.content
    assert not Pack.objects.exists()


def test_the_list_says_who_can_still_send(competition: Any, client: Client) -> None:
    assert "longer than the closing time" not in client.get(address(competition)).content.decode()
    until = timezone.now() + timedelta(days=2)
    factories.ApplicationFactory(competition=competition, extended_until=until)
    page = client.get(address(competition)).content.decode()
    assert "1 application has longer than the closing time and is not sent." in page
    assert "does not hold an application that is still sent" in page


def test_an_incomplete_pack_says_so(competition: Any, client: Client) -> None:
    lose_cv(competition.applications.first())
    pack = build_pack(pack_id=ask(competition).pk)
    page = client.get(address(competition, pack.pk)).content.decode()
    assert "This pack is not complete." in page
    assert "The file is not in the store." in page
    assert "Not complete" in client.get(address(competition)).content.decode()


def test_a_failed_pack_can_be_asked_for_again(
    competition: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("scoring.packs.building.assemble", lambda *args, **kwargs: 1 / 0)
        pack = build_pack(pack_id=ask(competition).pk)
    page = client.get(address(competition, pack.pk)).content.decode()
    assert f"quote pack {pack.pk}" in page
    assert "Ask again" in page
    assert client.post(address(competition)).url != address(competition, pack.pk)


def test_a_stopped_pack_can_be_asked_for_again(competition: Any, client: Client) -> None:
    pack = ask(competition)
    long_ago = timezone.now() - SILENCE - timedelta(seconds=1)
    Pack.objects.filter(pk=pack.pk).update(state="building", started_at=long_ago, heard_at=long_ago)
    page = client.get(address(competition, pack.pk)).content.decode()
    assert "was stopped before it was done" in page
    assert "Ask again" in page


def test_a_pack_that_is_not_ready_has_no_file(competition: Any, client: Client) -> None:
    assert client.get(address(competition, ask(competition).pk, "download")).status_code == 404


def test_a_file_that_is_gone_is_told_and_not_recorded(competition: Any, client: Client) -> None:
    pack = build_pack(pack_id=ask(competition).pk)
    pack.file.storage.delete(pack.file.name)
    answer = client.get(address(competition, pack.pk, "download"), follow=True)
    assert b"The file of this pack is not in the store." in answer.content
    assert not pack.downloads.exists()


def test_everybody_else_finds_nothing(competition: Any, sign_in: Callable[..., Client]) -> None:
    pack = build_pack(pack_id=ask(competition).pk)
    strangers = [
        factories.OfficialFactory().user,
        competition.assessors.get(chair=True).user,
        competition.applications.first().applicant,
    ]
    for client in map(sign_in, strangers):
        for rest in ((), (pack.pk,), (pack.pk, "status"), (pack.pk, "download")):
            assert client.get(address(competition, *rest)).status_code == 404
        assert client.post(address(competition)).status_code == 404
    assert Client().get(address(competition)).status_code == 302


def test_a_pack_of_another_competition_is_not_found(competition: Any, client: Client) -> None:
    other = decided_competition()
    factories.OfficialFactory(competition=other, user=official(competition))
    pack = request_pack(competition=other, kind="shortlist", by=official(competition))
    assert client.get(address(competition, pack.pk)).status_code == 404
    assert client.get(address(other, pack.pk)).status_code == 200


def test_an_official_with_a_conflict_of_interest_learns_why_there_is_no_pack(
    competition: Any, client: Client
) -> None:
    pack = ask(competition)
    seat = factories.AssessorFactory(competition=competition, user=official(competition), position=9)
    ConflictDeclaration.objects.create(
        assessor=seat,
        application=competition.applications.first(),
        kind="conflict",
        details="A former colleague.",
    )
    page = client.get(address(competition)).content.decode()
    assert "You declared a conflict of interest" in page
    assert address(competition, pack.pk) not in page
    assert client.get(address(competition, pack.pk)).status_code == 404
    assert client.post(address(competition)).status_code == 404


def test_number_of_queries_of_the_list_does_not_grow(competition: Any, client: Client) -> None:
    counts = set()
    for _ in range(3):
        build_pack(pack_id=ask(competition).pk)
        with CaptureQueriesContext(connection) as captured:
            client.get(address(competition))
        counts.add(len(captured))
    assert len(counts) == 1


def test_number_of_queries_of_a_pack_does_not_grow_with_downloads(competition: Any, client: Client) -> None:
    pack = build_pack(pack_id=ask(competition).pk)
    counts = set()
    for downloads in (1, 3, 30):
        for _ in range(downloads):
            pack.downloads.create(by=official(competition))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(competition, pack.pk))
        counts.add(len(captured))
    assert len(counts) == 1
