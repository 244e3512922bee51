"""What a pack says is what is in the database, read in a fixed number of queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.applications.models import EvidenceAnswer, SectorExperience
from scoring.moderation.models import AgreedScore
from scoring.packs.queries import shortlist_contents, shortlisted
from tests import factories
from tests.scoring.packs.decided import decide, decided_competition, give_scores

pytestmark = pytest.mark.django_db


def queries_for(competition: Any) -> int:
    competition = type(competition).objects.get(pk=competition.pk)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        shortlist_contents(competition)
    return len(captured)


def test_number_of_queries_does_not_grow_with_people() -> None:
    assert len({queries_for(decided_competition(shortlisted=people)) for people in (1, 3, 30)}) == 1


def test_number_of_queries_does_not_grow_with_criteria_and_sectors() -> None:
    small = decided_competition(criteria=1, sectors=1)
    large = decided_competition(criteria=12, sectors=9)
    assert queries_for(small) == queries_for(large)


def test_number_of_queries_does_not_grow_with_posts() -> None:
    assert queries_for(decided_competition(posts=2)) == queries_for(decided_competition(posts=5))


def test_who_was_given_longer_and_has_not_sent_is_counted() -> None:
    competition = decided_competition()
    assert (shortlist_contents(competition).unsent, shortlist_contents(competition).unsent_until) == (0, None)
    until = competition.closes + timedelta(days=3)
    factories.ApplicationFactory(competition=competition, extended_until=until)
    factories.ApplicationFactory(competition=competition)
    pack = shortlist_contents(competition)
    assert (pack.unsent, pack.unsent_until) == (1, until)


def test_people_stand_in_the_order_of_their_names_whatever_their_accents() -> None:
    competition = decided_competition(shortlisted=4)
    names = [person.name for person in shortlist_contents(competition).people]
    assert names == ["Ángel Núñez 2", "Bartholomew O'Neill 3", "Zoë Adeyemi 1", "علي حسن 4"]


def test_only_present_decisions_on_sent_applications_count() -> None:
    competition = decided_competition(shortlisted=3, not_shortlisted=0)
    changed, withdrawn, stays = competition.applications.order_by("pk")
    decide(changed, shortlisted=False)
    withdrawn.state, withdrawn.withdrawn_at = "withdrawn", withdrawn.sent_at
    withdrawn.save()
    assert [application.pk for application in shortlisted(competition)] == [stays.pk]


def test_a_person_is_read_in_full() -> None:
    competition = decided_competition(shortlisted=1, not_shortlisted=0)
    application = competition.applications.get()
    [person] = shortlist_contents(competition).people
    assert (person.reference, person.name, person.posts) == (
        application.reference,
        "Zoë Adeyemi 1",
        ("Members",),
    )
    assert person.decision_reason == "Meets every essential criterion."
    assert [
        (score.criterion.code, score.level.value, score.meets) for score in person.scores if score.level
    ] == [
        ("E1", 5, True),
        ("E2", 5, True),
        ("D3", 5, True),
    ]
    assert person.scores[0].reason == "The panel agreed on E1 after discussion."
    assert person.evidence[1].answer == EvidenceAnswer.objects.get(criterion__code="E2").text
    assert [held.sector for held in person.experience] == ["Local authority", "Police", "Health"]
    assert person.cv is not None
    assert person.cv.read().startswith(b"%PDF-")
    assert person.sections == ()


def test_the_latest_agreed_score_stands() -> None:
    competition = decided_competition(shortlisted=1, not_shortlisted=0)
    first = AgreedScore.objects.get(criterion__code="E1")
    AgreedScore.objects.create(
        application=first.application,
        criterion=first.criterion,
        stage="sift",
        version=2,
        reason="Seen again.",
        level=competition.scale_levels.get(value=3),
        agreed_by=first.agreed_by,
    )
    [person] = shortlist_contents(competition).people
    assert (person.scores[0].level.value, person.scores[0].meets) == (3, False)
    assert person.scores[0].reason == "Seen again."


def test_a_score_that_is_not_there_says_why() -> None:
    competition = factories.competition(assessors=1, closed=True)
    factories.OfficialFactory(competition=competition)
    decide(factories.sent_application(competition=competition), shortlisted=True)
    [person] = shortlist_contents(competition).people
    assert {score.reason for score in person.scores} == {"The assessment panel recorded no agreed score."}
    assert {score.level for score in person.scores} == {None}


def test_field_counts_everybody_who_sent_and_did_not_withdraw() -> None:
    competition = decided_competition(shortlisted=2, not_shortlisted=3)
    factories.withdrawn_application(competition=competition)
    factories.ApplicationFactory(competition=competition)
    pack = shortlist_contents(competition)
    assert [(stage.label, stage.count) for stage in pack.stages] == [
        ("Applications sent", 6),
        ("Withdrawn since", 1),
        ("Given agreed scores at the sift", 5),
        ("Shortlisted", 2),
        ("Reserve", 0),
        ("Not shortlisted", 3),
    ]
    assert [(row.strategic, row.frontline, row.both) for row in pack.field] == [(5, 5, 5)] * 3


def test_reserves_come_after_the_shortlist_and_cover_no_sector() -> None:
    competition = decided_competition(shortlisted=2, not_shortlisted=1, reserves=2)
    pack = shortlist_contents(competition)
    assert [(person.name, person.is_reserve) for person in pack.people] == [
        ("Ángel Núñez 2", False),
        ("Zoë Adeyemi 1", False),
        ("Zoë Adeyemi 5", True),
        ("علي حسن 4", True),
    ]
    assert {person.decision_reason for person in pack.reserves} == {"Next after the strongest."}
    assert {name for row in pack.coverage for name in (*row.strategic, *row.frontline)} == {
        person.name for person in pack.shortlist
    }
    assert ("Reserve", 2) in [(stage.label, stage.count) for stage in pack.stages]


def test_coverage_tells_strategic_from_frontline() -> None:
    competition = factories.competition(assessors=1, closed=True)
    factories.OfficialFactory(competition=competition)
    for name, level in (("Ann", "strategic"), ("Bea", "frontline"), ("Cem", "none")):
        application = factories.sent_application(competition=competition, name=name, level=level)
        give_scores(application)
        decide(application, shortlisted=True)
    assert SectorExperience.objects.count() == 9
    pack = shortlist_contents(competition)
    assert [(row.strategic, row.frontline) for row in pack.coverage] == [(("Ann",), ("Bea",))] * 3
    assert [(row.strategic, row.frontline, row.both) for row in pack.field] == [(1, 1, 0)] * 3


def test_contents_stay_the_same_until_something_changes() -> None:
    competition = decided_competition(shortlisted=2)
    before, again = shortlist_contents(competition), shortlist_contents(competition)
    assert before.as_at == again.as_at
    decide(competition.applications.first(), shortlisted=False)
    assert shortlist_contents(competition).as_at > before.as_at
