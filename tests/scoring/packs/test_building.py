"""A pack is built once, told of while it is built, and never called complete when it is not."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.documents.models import Document
from recruitment.printing import text
from recruitment.records.models import AuditEvent
from scoring.assessors.models import ConflictDeclaration
from scoring.packs import assembly, building
from scoring.packs.building import CannotBuild, build_pack
from scoring.packs.downloading import NotReady, record_download
from scoring.packs.models import SILENCE, Pack, PackDownload
from scoring.packs.requesting import NotAllowed, build_for_operator, request_pack
from tests import factories
from tests.pdfs import texts
from tests.refusals import lifted
from tests.scoring.packs import samples
from tests.scoring.packs.decided import decide, decided_competition, lose_cv, official

pytestmark = pytest.mark.django_db

STORE = Pack._meta.get_field("file").storage


def asked(competition: Any) -> Pack:
    return request_pack(competition=competition, kind="shortlist", by=official(competition))


def built(competition: Any) -> Pack:
    return build_pack(pack_id=asked(competition).pk)


def file_of(pack: Pack) -> bytes:
    with pack.file.open("rb") as file:
        return file.read()


def actions() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", "actor_label"))


def test_a_pack_is_built_stored_and_proved() -> None:
    pack = built(decided_competition(shortlisted=2))
    data = file_of(pack)
    assert pack.state == "ready"
    assert pack.complete is True
    assert pack.missing == []
    assert pack.error == ""
    assert pack.sha256 == hashlib.sha256(data).hexdigest()
    assert pack.size == len(data)
    pages = texts(data)
    assert pack.page_count == len(pages)
    whole = " ".join(" ".join(pages).split())
    for said in (
        "Zoë Adeyemi 1",
        "Ángel Núñez 2",
        "The panel agreed on E1 after discussion.",
        "Good demonstration",
    ):
        assert said in whole
    assert whole.count("CV of application") == 4
    assert actions() == [("pack.requested", "official"), ("pack.built", "system")]


def test_the_audit_log_names_nobody() -> None:
    competition = decided_competition()
    lose_cv(competition.applications.order_by("pk").first())
    built(competition)
    assert "Adeyemi" not in str(list(AuditEvent.objects.values_list("details", "subject")))


def test_the_same_contents_give_the_same_file() -> None:
    competition = decided_competition(shortlisted=2)
    first, second = built(competition), built(competition)
    assert first.pk != second.pk
    assert first.sha256 == second.sha256


def test_a_pack_is_not_begun_twice_while_one_is_under_way() -> None:
    competition = decided_competition()
    assert asked(competition) == asked(competition)
    assert [action for action, _ in actions()] == ["pack.requested"]


def test_building_again_changes_nothing() -> None:
    pack = built(decided_competition())
    again = build_pack(pack_id=pack.pk)
    assert (again.finished_at, again.file.name) == (pack.finished_at, pack.file.name)
    assert [action for action, _ in actions()] == ["pack.requested", "pack.built"]


def test_a_pack_that_a_worker_builds_is_left_to_it() -> None:
    pack = asked(decided_competition())
    now = timezone.now()
    Pack.objects.filter(pk=pack.pk).update(state="building", started_at=now, heard_at=now)
    assert build_pack(pack_id=pack.pk).state == "building"


def test_a_pack_that_a_stopped_worker_left_is_finished_by_the_next() -> None:
    pack = asked(decided_competition())
    long_ago = timezone.now() - SILENCE - timedelta(seconds=1)
    Pack.objects.filter(pk=pack.pk).update(state="building", started_at=long_ago, heard_at=long_ago)
    pack.refresh_from_db()
    assert pack.is_stopped
    assert build_pack(pack_id=pack.pk).state == "ready"


def test_a_stopped_pack_can_be_asked_for_again() -> None:
    competition = decided_competition()
    pack = asked(competition)
    long_ago = timezone.now() - SILENCE - timedelta(seconds=1)
    Pack.objects.filter(pk=pack.pk).update(state="building", started_at=long_ago, heard_at=long_ago)
    assert asked(competition) != pack


def test_a_worker_that_was_overtaken_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = asked(decided_competition())
    assemble = assembly.assemble

    def overtaken(*args: Any, **kwargs: Any) -> Any:
        result = assemble(*args, **kwargs)
        later = timezone.now() + timedelta(seconds=1)
        Pack.objects.filter(pk=pack.pk).update(started_at=later, heard_at=later)
        return result

    monkeypatch.setattr(building, "assemble", overtaken)
    assert build_pack(pack_id=pack.pk).state == "building"
    assert not STORE.exists(f"{pack.competition.slug}/shortlist-{pack.pk}.pdf")


def test_progress_is_told_for_each_person(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = asked(decided_competition(shortlisted=2))
    told = []
    write = building._write

    def noted(pack: Pack, **columns: Any) -> bool:
        done = write(pack, **columns)
        told.append(Pack.objects.get(pk=pack.pk).progress)
        return done

    monkeypatch.setattr(building, "_write", noted)
    build_pack(pack_id=pack.pk)
    assert told == [
        "Step 1 of 4: Reading CV 1 of 2",
        "Step 2 of 4: Reading CV 2 of 2",
        "Step 3 of 4: Laying out the pages",
        "Step 4 of 4: Adding the CVs",
        "Ready",
    ]


def test_a_crash_is_told_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    competition = decided_competition()
    with monkeypatch.context() as broken:
        broken.setattr(building, "assemble", lambda *args, **kwargs: 1 / 0)
        pack = built(competition)
    assert pack.state == "failed"
    assert (
        pack.error
        == f"A fault in the service stopped it. Ask again. If that fails too, quote pack {pack.pk}."
    )
    assert not pack.file
    assert [action for action, _ in actions()] == ["pack.requested", "pack.failed"]
    assert built(competition).state == "ready"


def test_a_store_that_fails_leaves_no_pack_called_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> str:
        raise OSError(28, "No space left on device")

    pack = asked(decided_competition())
    monkeypatch.setattr(STORE, "save", full)
    assert build_pack(pack_id=pack.pk).state == "failed"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda document: fail(document), "The application holds no CV that was checked."),
        (lambda document: lose_cv(document.application), "The file is not in the store."),
        (
            lambda document: overwrite(document, b""),
            "The file in the store is not the one that was checked.",
        ),
    ],
)
def test_a_cv_that_cannot_be_included_makes_the_pack_not_complete(spoil: Any, why: str) -> None:
    competition = decided_competition(shortlisted=2)
    application = competition.applications.order_by("pk").first()
    spoil(Document.objects.get(application=application))
    pack = built(competition)
    sentence = f"The CV of Zoë Adeyemi 1 ({application.reference}). {why}"
    assert pack.state == "ready"
    assert pack.complete is False
    assert pack.missing == [sentence]
    cover, *_, last = (" ".join(text.split()) for text in texts(file_of(pack)))
    assert f"Not complete. 1 thing could not be included: {sentence}" in cover
    assert f"Not included. {why}" in last


@pytest.fixture
def faulty_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the printing that one text meets: a skull."""
    clean = text.clean

    def stumbling(given: str) -> str:
        if "☠" in given:
            raise IndexError("list index out of range")
        return clean(given)

    monkeypatch.setattr(text, "clean", stumbling)


@pytest.mark.usefixtures("faulty_engine")
def test_one_person_s_text_that_cannot_be_laid_out_does_not_stop_the_pack(tmp_path: Path) -> None:
    contents = samples.pack(3)
    second = contents.people[1]
    spoilt = replace(second, evidence=(replace(second.evidence[0], answer="☠"),))
    contents = replace(contents, people=(contents.people[0], spoilt, contents.people[2]))
    made = assembly.assemble(contents, folder=tmp_path, progress=lambda *told: None)
    why = "A fault in the service kept them off these pages. Read them in the portal."
    assert made.missing == (f"The answers and scores of {second.name} ({second.reference}). {why}",)
    cover, *others = (" ".join(page.split()) for page in texts(made.path.read_bytes()))
    assert f"1 thing could not be included: The answers and scores of {second.name}" in cover
    assert sum(f"Answers and scores not included. {why}" in page for page in others) == 1
    assert " ".join(others).count("As a director I led the safeguarding partnership") > 2


@pytest.mark.usefixtures("faulty_engine")
def test_a_name_that_cannot_be_laid_out_gives_way_to_the_reference(tmp_path: Path) -> None:
    contents = samples.pack(2)
    spoilt = replace(contents.people[0], name="☠ Jones")
    row = replace(contents.coverage[0], strategic=("☠ Jones",))
    contents = replace(contents, people=(spoilt, contents.people[1]), coverage=(row,))
    made = assembly.assemble(contents, folder=tmp_path, progress=lambda *told: None)
    [sentence] = made.missing
    assert sentence.startswith(f"The answers and scores of Application {spoilt.reference} ")


def overwrite(document: Document, data: bytes) -> None:
    storage, name = document.clean_copy.storage, document.clean_copy.name
    storage.delete(name)
    storage.save(name, ContentFile(data))


def fail(document: Document) -> None:
    with lifted("documents_document"):
        Document.objects.filter(pk=document.pk).update(
            state="failed", problem="Broken", clean_copy="", clean_sha256=""
        )


def test_pages_of_the_cv_stand_in_their_frames() -> None:
    pack = built(decided_competition(shortlisted=1))
    with pikepdf.open(BytesIO(file_of(pack))) as document:
        drawn = [any("/Cv" in name for name in page.resources.XObject.keys()) for page in document.pages]  # noqa: SIM118
        assert not document.check_pdf_syntax()
    pages = texts(file_of(pack))
    assert [number for number, text in enumerate(pages) if "CV of application" in text] == [
        len(pages) - 2,
        len(pages) - 1,
    ]
    assert any(drawn)


def test_nobody_shortlisted_is_said() -> None:
    competition = decided_competition(shortlisted=0)
    with pytest.raises(CannotBuild, match=r"^Nobody is shortlisted yet\.$"):
        asked(competition)


def test_names_stay_hidden_until_the_sift_is_decided() -> None:
    competition = decided_competition()
    factories.sent_application(competition=competition)
    with pytest.raises(CannotBuild, match=r"^Record a decision on every application first\.$"):
        asked(competition)


def test_a_shortlist_that_emptied_while_the_pack_waited_is_said() -> None:
    competition = decided_competition()
    pack = asked(competition)
    for application in competition.applications.all():
        decide(application, shortlisted=False)
    assert build_pack(pack_id=pack.pk).error == "Nobody is shortlisted yet."


def test_only_officials_of_the_competition_ask_and_download() -> None:
    competition = decided_competition()
    pack = built(competition)
    for stranger in (
        factories.OfficialFactory().user,
        competition.assessors.get(chair=True).user,
        competition.applications.first().applicant,
    ):
        with pytest.raises(NotAllowed):
            request_pack(competition=competition, kind="shortlist", by=stranger)
        with pytest.raises(NotAllowed):
            record_download(pack=pack, by=stranger)


def test_an_official_with_a_conflict_of_interest_gets_no_pack() -> None:
    competition = decided_competition()
    person = official(competition)
    seat = factories.AssessorFactory(competition=competition, user=person)
    ConflictDeclaration.objects.create(
        assessor=seat,
        application=competition.applications.first(),
        kind="conflict",
        details="A former colleague.",
    )
    with pytest.raises(NotAllowed):
        asked(competition)


def test_each_download_is_recorded() -> None:
    competition = decided_competition()
    pack = built(competition)
    for _ in range(2):
        record_download(pack=pack, by=official(competition))
    assert PackDownload.objects.filter(pack=pack, by=official(competition)).count() == 2
    assert [action for action, _ in actions()][-2:] == ["pack.downloaded", "pack.downloaded"]


def test_a_pack_that_is_not_ready_is_not_downloaded() -> None:
    competition = decided_competition()
    with pytest.raises(NotReady):
        record_download(pack=asked(competition), by=official(competition))


def test_an_operator_makes_a_pack_as_the_site_does() -> None:
    pack = build_for_operator(competition=decided_competition(), kind="shortlist")
    assert (pack.state, pack.requested_by) == ("ready", None)
    assert actions() == [("pack.requested", "operator"), ("pack.built", "system")]


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "ready"},
        {"state": "failed"},
        {"state": "building"},
        {"state": "waiting", "error": "x"},
        {"state": "waiting", "complete": True},
        {"kind": "other"},
    ],
)
def test_the_database_refuses_a_state_without_its_results(columns: dict[str, Any]) -> None:
    pack = asked(decided_competition())
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.filter(pk=pack.pk).update(**columns)


def test_the_database_refuses_to_change_what_is_proof() -> None:
    competition = decided_competition()
    pack = built(competition)
    record_download(pack=pack, by=official(competition))
    for change in (
        lambda: Pack.objects.filter(pk=pack.pk).update(sha256="0" * 64),
        lambda: PackDownload.objects.update(at=timezone.now()),
        lambda: PackDownload.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
