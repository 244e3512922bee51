"""What a reader may not see is not there, and reading costs the same for one and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, candidate_files, candidate_names, offered, sector_counts
from recruitment.competitions.models import Criterion
from tests import factories

pytestmark = pytest.mark.django_db

# Everything in a filled application that gives the person away.
GIVEAWAYS = [
    "Amara",
    "Okonkwo",
    "07700 900 982",
    "LS1 4AP",
    "1 High Street",
    "Referee",
    "Curriculum vitae",
    "@",
]
NOT_IN_WORDS = Criterion(pk=0, word_limit=0)
PROBITY = ["consultancy", "Stood for the council"]
SUPPORT = ["hearing loop", "Disability Confident"]


def found(application, reader):
    [file] = candidate_files(
        Application.objects.filter(pk=application.pk), competition=application.competition, reader=reader
    )
    return file


def absent(texts, file):
    return [text for text in texts if text in repr(file)]


def test_blind_assessor_reads_evidence_and_nothing_that_gives_away():
    file = found(factories.sent_application(), Reader.BLIND_ASSESSOR)
    assert (file.name, file.cv_id) == (None, None)
    assert absent(GIVEAWAYS + PROBITY + SUPPORT, file) == []
    assert [section.key for section in file.sections] == ["sector-experience", "evidence"]
    assert "[name]" in next(iter(file.evidence.values()))


@pytest.mark.parametrize("reader", [Reader.BLIND_ASSESSOR, Reader.ASSESSOR])
def test_what_is_offered_for_a_criterion_is_what_the_whole_file_says(reader):
    application = factories.sent_application()
    file = found(application, reader)
    for criterion in (*application.competition.criteria.all(), NOT_IN_WORDS):
        read = offered(application, criterion, reader=reader)
        assert (read.reference, read.title) == (file.reference, file.title)
        assert read.answer == file.evidence.get(criterion.pk, "")
        assert read.experience == (() if criterion.word_limit else file.experience)
        if reader is Reader.BLIND_ASSESSOR:
            assert absent(GIVEAWAYS + PROBITY + SUPPORT, read) == []
    assert file.experience


def test_blind_reading_selects_no_column_that_gives_away():
    application = factories.sent_application()
    with CaptureQueriesContext(connection) as queries:
        found(application, Reader.BLIND_ASSESSOR)
        for criterion in (*application.competition.criteria.all(), NOT_IN_WORDS):
            offered(application, criterion, reader=Reader.BLIND_ASSESSOR)
        candidate_names(Application.objects.all(), reader=Reader.BLIND_ASSESSOR)
    sql = " ".join(query["sql"] for query in queries)
    personal = [
        "aboutyou",
        "referee",
        "documents_document",
        "applications_support",
        "applications_interests",
        "applicant_id",
        '"applications_evidenceanswer"."text"',
        '"applications_sectorexperience"."correction_reason"',
        '"applications_sectorrole"."summary"',
        '"applications_sectorrole"."organisation"',
        '"applications_sectorrole"."role"',
    ]
    assert [name for name in personal if name in sql] == []


def test_assessor_reads_who_it_is_but_neither_probity_nor_support():
    file = found(factories.sent_application(), Reader.ASSESSOR)
    assert file.name == "Amara Okonkwo"
    assert file.cv_id is not None
    assert absent(PROBITY + SUPPORT, file) == []


def test_official_reads_every_section():
    file = found(factories.sent_application(), Reader.OFFICIAL)
    assert absent(PROBITY, file) == PROBITY
    assert "hearing loop" in repr(file)


def test_pack_has_the_name_and_the_evidence_and_no_contact_details():
    file = found(factories.sent_application(), Reader.PACK)
    assert file.title == "Amara Okonkwo"
    assert absent(["07700 900 982", "LS1 4AP", "Referee", *PROBITY, *SUPPORT], file) == []


def test_names_are_references_for_the_blind():
    application = factories.sent_application()
    applications = Application.objects.all()
    assert candidate_names(applications, reader=Reader.OFFICIAL) == {application.pk: "Amara Okonkwo"}
    assert candidate_names(applications, reader=Reader.BLIND_ASSESSOR) == {
        application.pk: f"Candidate {application.reference}"
    }


def test_applications_of_another_competition_are_refused():
    first = factories.sent_application()
    factories.sent_application()
    with pytest.raises(ValueError, match="another competition"):
        candidate_files(Application.objects.all(), competition=first.competition, reader=Reader.OFFICIAL)


def test_no_applications_are_no_files():
    competition = factories.competition()
    assert candidate_files(Application.objects.none(), competition=competition, reader=Reader.OFFICIAL) == []


def test_files_come_in_the_order_of_the_applications():
    competition = factories.competition()
    made = [factories.sent_application(competition=competition) for _ in range(3)]
    files = candidate_files(
        Application.objects.order_by("-pk"), competition=competition, reader=Reader.OFFICIAL
    )
    assert [file.reference for file in files] == [application.reference for application in reversed(made)]


@pytest.mark.parametrize("people", [1, 3, 30])
@pytest.mark.parametrize(
    ("reader", "queries"), [(Reader.BLIND_ASSESSOR, 10), (Reader.OFFICIAL, 17), (Reader.PACK, 12)]
)
def test_cost_of_reading_does_not_grow_with_people(people, reader, queries, django_assert_num_queries):
    competition = factories.competition(sectors=2, criteria=2)
    for _ in range(people):
        factories.sent_application(competition=competition)
    with django_assert_num_queries(queries):
        assert (
            len(candidate_files(Application.objects.all(), competition=competition, reader=reader)) == people
        )


@pytest.mark.parametrize("size", [1, 3, 30])
def test_cost_of_reading_does_not_grow_with_sectors_roles_criteria_or_posts(size, django_assert_num_queries):
    competition = factories.competition(sectors=size, criteria=size, posts=size)
    factories.sent_application(competition=competition, roles=min(size, 3))
    with django_assert_num_queries(10):
        candidate_files(Application.objects.all(), competition=competition, reader=Reader.BLIND_ASSESSOR)


def test_sector_counts_count_people_by_kind_of_experience():
    competition = factories.competition(sectors=1)
    for level in ("strategic", "frontline", "both", "none"):
        factories.sent_application(competition=competition, level=level)
    [count] = sector_counts(Application.objects.all()).values()
    assert (count.strategic, count.frontline, count.both) == (2, 2, 1)
