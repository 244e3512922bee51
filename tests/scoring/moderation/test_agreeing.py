"""Agreeing scores."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from recruitment.records.models import AuditEvent
from scoring.assessments.models import Score
from scoring.assessments.scoring import NotAsked
from scoring.assessors.locking import NotInCompetition
from scoring.moderation.agreeing import (
    AgreedElsewhere,
    AlreadyTold,
    NotAllSent,
    NotAModerator,
    ReasonMissing,
    agree,
)
from scoring.moderation.models import AgreedScore
from scoring.moderation.progress import Progress, progress_of
from scoring.moderation.queries import moderated_by
from scoring.shortlisting.deciding import decide
from tests.factories import AssessorFactory, OfficialFactory, UserFactory, competition, sent_application
from tests.scoring.acting import agree_all, confirm_and_release, recuse, score, score_and_send

pytestmark = pytest.mark.django_db


@pytest.fixture
def scored(seats, application):
    """Return an application for which every assessor has sent scores."""
    for value, seat in zip((2, 4, 5), seats, strict=True):
        score_and_send(seat, application, value=value)
    return application


def agree_one(application, by, *, code="E1", value=4, reason="Agreed.", **more):
    made = application.competition
    return agree(
        application=application,
        criterion=made.criteria.get(code=code),
        stage="sift",
        level=made.scale_levels.get(value=value),
        reason=reason,
        by=by,
        **more,
    )


def test_agree_stands_beside_the_independent_scores(scored, official):
    agreed = agree_one(scored, official)

    assert (agreed.level.value, agreed.reason, agreed.version, agreed.agreed_by) == (
        4,
        "Agreed.",
        1,
        official,
    )
    assert sorted(Score.objects.filter(criterion__code="E1").values_list("level__value", flat=True)) == [
        2,
        4,
        5,
    ]
    [event] = AuditEvent.objects.filter(action="score.agreed")
    assert (event.actor_label, event.subject) == ("official", scored.reference)
    assert event.details == {"stage": "sift", "criterion": "E1", "level": 4, "version": 1}


def test_agree_again_is_a_new_version(scored, seats, official):
    agree_one(scored, official, value=4)
    agree_one(scored, seats[0].user, value=5)

    assert list(AgreedScore.objects.order_by("version").values_list("version", "level__value")) == [
        (1, 4),
        (2, 5),
    ]
    assert AgreedScore.objects.current().get().level.value == 5
    assert AuditEvent.objects.filter(action="score.agreed").last().actor_label == "chair"


def test_agree_the_same_twice_returns_what_stands(scored, official):
    assert agree_one(scored, official, seen=0) == agree_one(scored, official, seen=0)
    assert AgreedScore.objects.count() == 1


def test_second_of_two_people_who_agree_at_once_is_told(scored, seats, official):
    agree_one(scored, official, value=4, seen=0)

    with pytest.raises(AgreedElsewhere) as caught:
        agree_one(scored, seats[0].user, value=5, seen=0)

    assert caught.value.score.level.value == 4
    assert agree_one(scored, seats[0].user, value=5, seen=1).version == 2


def test_agree_before_everybody_sent_names_those_who_have_not(seats, official, application):
    score_and_send(seats[0], application)
    score(seats[1], application)

    with pytest.raises(NotAllSent) as caught:
        agree_one(application, official)

    assert caught.value.waiting == seats[1:]
    assert str(caught.value) == f"Scores have not been sent by: {seats[1].name}, {seats[2].name}"


def test_agree_does_not_wait_for_the_recused(seats, official, application):
    score_and_send(seats[0], application)
    recuse(seats[1], application)
    score_and_send(seats[2], application)

    assert agree_one(application, official).version == 1


def test_agree_where_everybody_is_recused_is_refused(seats, official, application):
    for seat in seats:
        recuse(seat, application)

    with pytest.raises(NotAllSent, match="Nobody scored this application"):
        agree_one(application, official)


def test_nothing_is_agreed_once_the_candidate_was_told(scored, official, sign_in):
    agree_all(scored, by=official)
    decide(application=scored, outcome="shortlisted", reason="Strong.", by=official)
    confirm_and_release(competition=scored.competition, by=official)

    with pytest.raises(AlreadyTold):
        agree_all(scored, by=official, value=1)

    assert set(AgreedScore.objects.values_list("level__value", flat=True)) == {4}
    address = reverse("moderation:application", args=["panel", scored.reference])
    page = sign_in(official).get(address).text
    assert "the agreed scores are fixed" in page
    assert "Change the agreed score" not in page
    assert "Save agreed scores" not in page
    late = sign_in(official).post(address, {"E1-level": "1", "E1-reason": "Too late.", "E1-version": "1"})
    assert "so the agreed scores are fixed" in late.text
    assert "Too late." in late.text


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_agree_without_reason_is_refused(scored, official, reason):
    with pytest.raises(ReasonMissing):
        agree_one(scored, official, reason=reason)


def test_agree_with_a_level_of_another_scale_is_refused(scored, official):
    with pytest.raises(NotAsked):
        agree(
            application=scored,
            criterion=scored.competition.criteria.first(),
            stage="sift",
            level=competition().scale_levels.first(),
            reason="x",
            by=official,
        )


def test_agree_on_an_application_that_was_withdrawn_is_refused(scored, official):
    withdraw(application=scored, by=scored.applicant)

    with pytest.raises(NotInCompetition):
        agree_one(scored, official)


def test_agree_is_for_the_chair_and_the_officials_of_the_competition(scored, seats, official):
    elsewhere = competition(closed=True, assessors=1)
    others = [
        seats[1].user,
        UserFactory(),
        scored.applicant,
        OfficialFactory(competition=elsewhere).user,
        elsewhere.assessors.get().user,
    ]
    for user in others:
        with pytest.raises(NotAModerator):
            agree_one(scored, user)


def test_agreed_score_cannot_be_changed_in_the_database(scored, official):
    agree_one(scored, official)

    for change in (
        lambda: AgreedScore.objects.update(reason="x"),
        lambda: AgreedScore.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_chair_moderates_after_sending_their_own_scores(seats, sifting, application):
    chair = seats[0].user
    score_and_send(seats[1], application)
    assert not moderated_by(chair).exists()

    score(seats[0], application)
    assert not moderated_by(chair).exists()

    other = sent_application(competition=sifting)
    score_and_send(seats[0], other)
    assert list(moderated_by(chair)) == [other]


def test_recused_chair_leaves_moderation_to_the_officials(seats, official, application):
    recuse(seats[0], application)
    for seat in seats[1:]:
        score_and_send(seat, application)

    assert not moderated_by(seats[0].user).exists()
    assert list(moderated_by(official)) == [application]


def test_official_who_also_assesses_moderates_after_sending_their_own_scores(sifting, seats, application):
    both = OfficialFactory(competition=sifting).user
    seat = AssessorFactory(competition=sifting, user=both)
    score_and_send(seats[1], application)
    assert not moderated_by(both).exists()

    score_and_send(seat, application)
    assert list(moderated_by(both)) == [application]


def test_progress_counts_who_sent_and_what_is_agreed(sifting, seats, official):
    nothing, partly, agreed = (sent_application(competition=sifting) for _ in range(3))
    score_and_send(seats[0], partly)
    recuse(seats[1], partly)
    for seat in seats:
        score_and_send(seat, agreed)
    agree_all(agreed, by=official)
    agree_one(agreed, official, value=6)

    ids = [nothing.pk, partly.pk, agreed.pk]
    progress = progress_of(competition=sifting, stage="sift", application_ids=ids)

    assert progress == {
        nothing.pk: Progress(due=3, sent=0, asked=3, agreed=0),
        partly.pk: Progress(due=2, sent=1, asked=3, agreed=0),
        agreed.pk: Progress(due=3, sent=3, asked=3, agreed=3),
    }
    assert [progress[pk].all_agreed for pk in ids] == [False, False, True]
