"""The invented people: the same for a seed, in every state, and good enough for a pack."""

import unicodedata
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pypdfium2 import PdfDocument

from recruitment.applications.models import (
    AboutYou,
    Application,
    EvidenceAnswer,
    Milestone,
    PostChoice,
    SectorExperience,
    SectorRole,
)
from recruitment.competitions.files.loading import load
from recruitment.competitions.files.reading import read
from recruitment.competitions.models import Competition, Criterion
from recruitment.correspondence.models import Email
from recruitment.documents.models import Document
from recruitment.equality.counting import count
from scoring.assessments.models import Score
from scoring.assessors.blinding import sift_confirmed
from scoring.assessors.models import ConflictDeclaration
from scoring.demo.equality import answer_all
from scoring.demo.filling import fill
from scoring.demo.people import person
from scoring.demo.preparing import HALF_WAY, INTERVIEWED, OPEN, SIFTED
from scoring.findings.models import ConflictDiscussion
from scoring.findings.queries import Standing, lines_of
from scoring.moderation.models import AgreedScore
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import list_lines
from tests import factories

pytestmark = pytest.mark.django_db


def loaded(file: Path = SIFTED) -> Competition:
    load(contents=read(file.read_bytes()), by=None)
    return Competition.objects.get(slug=file.stem)


def everything() -> list[list[tuple[Any, ...]]]:
    """Return what people wrote, scored, agreed and decided, without keys and the moments of today."""
    rows = [
        (Application, ["reference", "state", "applicant__email"]),
        (AboutYou, ["application__reference", "full_name", "phone", "town"]),
        (PostChoice, ["application__reference", "post__key"]),
        (SectorExperience, ["application__reference", "sector__key", "level", "correction_reason"]),
        (SectorRole, ["application__reference", "sector__key", "position", "role", "started", "summary"]),
        (EvidenceAnswer, ["application__reference", "criterion__code", "text"]),
        (Document, ["application__reference", "sha256"]),
        (Score, ["assessment__application__reference", "assessment__assessor__name", "criterion__code",
                 "level__value"]),
        (AgreedScore, ["application__reference", "criterion__code", "level__value", "agreed_by__email"]),
        (SiftDecision, ["application__reference", "outcome", "reason"]),
    ]  # fmt: skip
    return [sorted(model._default_manager.values_list(*columns)) for model, columns in rows]


def test_person_is_the_same_for_a_seed_and_a_number() -> None:
    first, again, other = (person(seed=seed, number=7) for seed in (1, 1, 2))
    assert (first.name, first.phone, first.merit) == (again.name, again.phone, again.merit)
    assert first.email != other.email


def test_people_have_names_in_many_scripts() -> None:
    names = [person(seed=1, number=number).name for number in range(40)]
    scripts = {unicodedata.name(letter).split()[0] for name in names for letter in name if letter.isalpha()}
    assert scripts >= {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "GURMUKHI", "TAMIL",
                       "CJK", "HANGUL", "HIRAGANA", "THAI", "GEORGIAN", "ARMENIAN", "ETHIOPIC"}  # fmt: skip


@pytest.mark.long
def test_fill_leaves_applications_in_every_state_and_a_decided_sift() -> None:
    competition = loaded()
    fill(competition=competition, applications=14, assessors=3, seed=1)
    states = sorted(competition.applications.values_list("state", flat=True))
    assert states == ["draft"] * 2 + ["sent"] * 11 + ["withdrawn"]
    assert sift_confirmed(competition)
    assert ConflictDeclaration.objects.filter(kind="conflict").count() == 1
    outcomes = set(SiftDecision.objects.values_list("outcome", flat=True))
    assert outcomes == {"shortlisted", "not_shortlisted"}
    levels = set(SectorExperience.objects.values_list("level", flat=True))
    assert levels == {"none", "strategic", "frontline", "both"}
    posts = set(PostChoice.objects.values_list("post__key", flat=True))
    assert posts == {"members", "health"}
    sectors = SectorExperience.objects.exclude(level="none").values_list("sector__key", flat=True)
    assert set(sectors) == set(competition.sectors.values_list("key", flat=True))
    sent = competition.applications.exclude(state="draft")
    assert all(competition.opens <= each.created_at <= each.sent_at < competition.closes for each in sent)
    assert Email.objects.filter(kind="application-sent").count() == 12


def test_fill_can_leave_a_sift_under_way() -> None:
    competition = loaded(HALF_WAY)
    fill(competition=competition, applications=8, assessors=3, seed=1, is_decided=False)
    official = competition.officials.get().user
    standings = Counter(line.standing for line in list_lines(competition, user=official))
    assert standings == {"scoring": 2, "agreeing": 2, "deciding": 2, "withdrawn": 1}
    untouched = competition.applications.sent().filter(conflict_declarations=None)
    assert untouched.count() == 1
    assert not SiftDecision.objects.exists()


@pytest.mark.long
def test_invented_answers_to_the_equality_questions_give_counts_to_show_and_to_hide() -> None:
    competition = loaded(HALF_WAY)
    made = fill(competition=competition, applications=30, assessors=3, seed=1, is_decided=False)
    answer_all(made, seed=1)
    counts = count(competition)
    assert 20 < counts.people < len(made)
    shown = [number for table in counts.tables for _, number in table.rows]
    assert (None in shown, any(number is not None for number in shown)) == (True, True)


def test_fill_lets_assessors_disagree_by_more_than_two_levels() -> None:
    fill(competition=loaded(), applications=9, assessors=3, seed=1)
    spreads = []
    for application in Application.objects.sent():
        levels = Score.objects.filter(assessment__application=application, criterion__lead=True)
        values = list(levels.values_list("level__value", flat=True))
        spreads.append(max(values) - min(values))
    assert max(spreads) > 2


def test_fill_gives_the_same_for_the_same_seed() -> None:
    found = []
    for _ in range(2):
        with transaction.atomic():
            fill(competition=loaded(), applications=5, assessors=4, seed=3)
            found.append(everything())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_fill_works_for_a_competition_that_is_open(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    call_command("load_competition", OPEN, "--open-now")
    call_command("demo_data", "panel-members-2021", "--applications=3", "--assessors=4", "--seed=2")
    assert capsys.readouterr().out.splitlines()[-1] == (
        "panel-members-2021: 3 applications, of which 3 are sent and decided, 0 are not finished and 0 are withdrawn."
    )
    competition = Competition.objects.get()
    assert competition.assessors.count() == 4
    assert competition.officials.count() == 1


def test_fill_works_for_few_words_and_far_off_dates() -> None:
    competition = factories.competition(assessors=2, opens=timezone.now() + timedelta(days=9 * 365))
    Criterion.objects.update(word_limit=2)
    fill(competition=competition, applications=6, assessors=2, seed=1)
    assert sift_confirmed(competition)


def test_pack_follows_the_sift(tmp_path: Path) -> None:
    fill(competition=loaded(), applications=12, assessors=3, seed=1)
    file = tmp_path / "pack.pdf"
    call_command("build_pack", SIFTED.stem, "--kind", "shortlist", "--output", str(file))
    shortlisted = SiftDecision.objects.filter(outcome="shortlisted").count()
    with PdfDocument(file) as pack:
        cover = pack[0].get_textpage().get_text_range()
    assert f"People shortlisted {shortlisted}" in " ".join(cover.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none"], "There is no competition none."),
        ([SIFTED.stem, "--applications=0"], "--applications must be from 1 to 10,000, not 0."),
        ([SIFTED.stem, "--assessors=51"], "--assessors must be from 1 to 50, not 51."),
        (
            [SIFTED.stem, "--applications=1", "--seed=5"],
            "The people of seed 5 have applied to river-safety-council. Give another seed.",
        ),
    ],
)
def test_demo_data_refuses_bad_input_in_one_line(arguments: list[str], said: str) -> None:
    fill(competition=loaded(), applications=1, assessors=3, seed=5)
    with pytest.raises(CommandError) as refusal:
        call_command("demo_data", *arguments)
    assert str(refusal.value) == said


def test_demo_data_is_for_the_demo_only(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="ENVIRONMENT is not demo"):
        call_command("demo_data", "any")


def test_fill_can_leave_a_panel_between_interviews() -> None:
    competition = loaded(INTERVIEWED)
    fill(competition=competition, applications=12, assessors=3, seed=3, is_interviewed=True)
    official = competition.officials.get().user
    standings = Counter(line.standing for line in lines_of(competition, user=official))
    assert {*standings} == {*Standing} - {Standing.TO_SEND, Standing.TO_FIND, Standing.WITHDRAWN}
    assert set(ConflictDiscussion.objects.values_list("kind", flat=True)) == {"none", "discussed"}
    told = competition.applications.sent().filter(milestones__kind__in=Milestone.SIFT_OUTCOMES)
    assert told.count() == competition.applications.sent().count()


def test_fill_completes_an_assessment_panel_without_which_a_sift_cannot_start() -> None:
    competition = factories.competition(closed=True, assessors=1)
    fill(competition=competition, applications=1, assessors=1, seed=1)
    assert [each.capacity for each in competition.assessors.all()] == ["departmental", "independent"]
