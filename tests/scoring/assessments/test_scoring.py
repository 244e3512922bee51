"""Saving and sending one assessor's scores."""

import pytest
from django.db import IntegrityError, transaction

from recruitment.applications.withdrawal import withdraw
from recruitment.records.models import AuditEvent
from scoring.assessments.models import Assessment, Score
from scoring.assessments.scorecard import State, scorecard
from scoring.assessments.scoring import (
    REASON_LIMIT,
    AlreadySent,
    ChangedElsewhere,
    NotAsked,
    NotTheirs,
    save_score,
)
from scoring.assessments.sending import NotComplete, send_assessment
from scoring.assessors.locking import NotInCompetition
from tests.factories import competition
from tests.scoring.acting import declare_none, recuse, score, score_and_send, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(seats, application):
    """Return the second assessor's seat, who declared to have no conflict."""
    declare_none(seats[1], application)
    return seats[1]


def save(seat, application, code="E1", *, value=None, reason="", **more):
    level = seat.competition.scale_levels.get(value=value) if value is not None else None
    criterion = seat.competition.criteria.get(code=code)
    arguments = {"stage": "sift", "by": seat.user} | more
    return save_score(
        assessor=seat, application=application, criterion=criterion, level=level, reason=reason, **arguments
    )


def states(seat, application):
    return [line.state for line in scorecard(seat=seat, application=application, stage="sift").lines]


def test_level_without_reason_and_reason_without_level_are_kept(seat, application):
    save(seat, application, "E1", value=1)
    save(seat, application, "E2", reason="  Clear example.\n")

    assert list(Score.objects.order_by("pk").values_list("level__value", "reason", "is_complete")) == [
        (1, "", False),
        (None, "Clear example.", False),
    ]
    assert states(seat, application) == [State.IN_PROGRESS, State.IN_PROGRESS, State.NOT_STARTED]


def test_nothing_chosen_and_nothing_written_leaves_no_trace(seat, application):
    assert save(seat, application) is None
    assert not Score.objects.exists()


def test_score_that_is_emptied_again_is_not_started(seat, application):
    save(seat, application, value=4, reason="Good.")
    save(seat, application)

    assert states(seat, application)[0] == State.NOT_STARTED


def test_reason_that_is_too_long_is_kept_and_not_complete(seat, application):
    save(seat, application, value=4, reason="x" * REASON_LIMIT)
    assert Score.objects.get().is_complete is True

    save(seat, application, value=4, reason="x" * (REASON_LIMIT + 1))
    assert Score.objects.get().is_complete is False
    assert len(Score.objects.get().reason) == REASON_LIMIT + 1


def test_null_character_is_dropped(seat, application):
    assert save(seat, application, reason="a\x00b").reason == "ab"


def test_save_from_a_page_that_is_out_of_date_is_refused(seat, application):
    save(seat, application, value=4, reason="First window.", seen=0)

    with pytest.raises(ChangedElsewhere) as caught:
        save(seat, application, value=5, reason="Second window.", seen=0)

    assert caught.value.score.reason == "First window."
    assert save(seat, application, value=5, reason="Second window.", seen=1).version == 2


def test_save_of_the_same_again_changes_nothing(seat, application):
    save(seat, application, value=4, reason="Good.", seen=0)

    assert save(seat, application, value=4, reason="Good.", seen=0).version == 1


def test_save_without_declaration_is_refused(seats, application):
    with pytest.raises(NotTheirs):
        save(seats[0], application, value=4)


def test_save_by_a_recused_assessor_is_refused(seats, application):
    recuse(seats[0], application)

    with pytest.raises(NotTheirs):
        save(seats[0], application, value=4)


def test_save_in_the_name_of_another_assessor_is_refused(seat, seats, application):
    with pytest.raises(NotTheirs):
        save(seat, application, value=4, by=seats[0].user)


def test_save_for_a_criterion_of_another_competition_is_refused(seat, application):
    elsewhere = competition()

    with pytest.raises(NotAsked):
        save_score(
            assessor=seat,
            application=application,
            stage="sift",
            criterion=elsewhere.criteria.first(),
            level=None,
            reason="x",
            by=seat.user,
        )


def test_save_of_a_level_of_another_scale_is_refused(seat, application):
    elsewhere = competition()

    with pytest.raises(NotAsked):
        save_score(
            assessor=seat,
            application=application,
            stage="sift",
            criterion=seat.competition.criteria.first(),
            level=elsewhere.scale_levels.first(),
            reason="x",
            by=seat.user,
        )


def test_save_for_an_application_that_was_withdrawn_is_refused(seat, application):
    withdraw(application=application, by=application.applicant)

    with pytest.raises(NotInCompetition):
        save(seat, application, value=4)


def test_send_fixes_the_scores(seats, application):
    score_and_send(seats[1], application)

    with pytest.raises(AlreadySent):
        save(seats[1], application, value=5, reason="Changed my mind.")
    assert set(Score.objects.values_list("level__value", flat=True)) == {4}


def test_sent_scores_cannot_be_changed_in_the_database(seats, application):
    score_and_send(seats[1], application)

    for change in (
        lambda: Score.objects.update(reason="x"),
        lambda: Score.objects.all().delete(),
        lambda: Assessment.objects.update(sent_at=None),
        lambda: Assessment.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_complete_score_has_level_and_reason_in_the_database(seat, application):
    save(seat, application, value=4)

    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.update(is_complete=True)


def test_send_names_the_criteria_that_are_not_scored(seat, application):
    save(seat, application, "E1", value=4, reason="Good.")
    save(seat, application, "E2", value=4)

    with pytest.raises(NotComplete) as caught:
        send(seat, application)

    assert [criterion.code for criterion in caught.value.criteria] == ["E2", "D3"]
    assert not Assessment.objects.sent().exists()


def test_send_twice_returns_what_was_sent(seats, application):
    sent = score_and_send(seats[1], application)

    assert send(seats[1], application).sent_at == sent.sent_at
    assert AuditEvent.objects.filter(action="assessment.sent").count() == 1


def test_send_in_the_name_of_another_assessor_is_refused(seats, application):
    score(seats[1], application)

    with pytest.raises(NotTheirs):
        send_assessment(assessor=seats[1], application=application, stage="sift", by=seats[0].user)


def test_send_for_an_application_that_was_withdrawn_is_refused(seats, application):
    score(seats[1], application)
    withdraw(application=application, by=application.applicant)

    with pytest.raises(NotInCompetition):
        send(seats[1], application)


def test_others_scores_are_readable_after_sending_and_only_if_they_were_sent(seats, application):
    mine, sent, unsent = seats
    score(mine, application, reason="Mine.")
    score_and_send(sent, application, reason="Sent.")
    score(unsent, application, reason="Unsent.")

    def readable():
        assessments = Assessment.objects.readable_by(mine)
        return sorted(
            Score.objects.filter(assessment__in=assessments).values_list("reason", flat=True).distinct()
        )

    assert readable() == ["Mine."]
    send(mine, application)
    assert readable() == ["Mine.", "Sent."]
