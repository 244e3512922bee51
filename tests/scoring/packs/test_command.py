"""`manage.py build_pack`."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scoring.packs.models import Pack
from tests.pdfs import texts
from tests.scoring.packs.decided import decided_competition, lose_cv

pytestmark = pytest.mark.django_db


def test_it_builds_records_and_copies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    competition = decided_competition(shortlisted=2)
    lose_cv(competition.applications.order_by("pk").first())
    output = tmp_path / "pack.pdf"
    call_command("build_pack", competition.slug, kind="shortlist", output=output)
    pack = Pack.objects.get()
    assert len(texts(output)) == pack.page_count
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{output}: {pack.page_count} pages, SHA-256 {pack.sha256}"
    assert second == f"Not included: {pack.missing[0]}"


@pytest.mark.parametrize(
    ("slug", "kind", "output", "message"),
    [
        ("nowhere", "shortlist", "x.pdf", "There is no competition nowhere."),
        ("known", "novel", "x.pdf", "There is no kind of pack novel. Kinds: shortlist."),
        ("known", "shortlist", "nowhere/x.pdf", "There is no folder {folder}/nowhere."),
        ("known", "shortlist", "", "{folder} is a folder. Name a file in it."),
        ("empty", "shortlist", "x.pdf", "Nobody is shortlisted yet."),
    ],
)
def test_bad_input_is_answered_in_one_line(
    slug: str, kind: str, output: str, message: str, tmp_path: Path
) -> None:
    decided_competition(slug="known")
    decided_competition(slug="empty", shortlisted=0)
    with pytest.raises(CommandError) as refusal:
        call_command("build_pack", slug, kind=kind, output=tmp_path / output)
    assert str(refusal.value) == message.format(folder=tmp_path)
    assert not Pack.objects.exists()


def test_a_pack_that_failed_is_answered_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    competition = decided_competition()
    monkeypatch.setattr("scoring.packs.building.assemble", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(CommandError, match=r"^A fault in the service stopped it\."):
        call_command("build_pack", competition.slug, kind="shortlist", output=tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
