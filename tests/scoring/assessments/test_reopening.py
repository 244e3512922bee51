"""Sent scores are reopened by the chair with a reason; what was sent stays."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from recruitment.competitions.models import Stage
from recruitment.records.models import AuditEvent
from scoring.assessments.models import Assessment, Score
from scoring.assessments.reopening import AlreadyDecided, MayNotReopen, NothingToReopen, ReasonMissing, reopen
from scoring.moderation.agreeing import NotAllSent
from scoring.shortlisting.deciding import decide
from tests.scoring.acting import agree_all, recuse, score_and_send, send, sift

pytestmark = pytest.mark.django_db


def again(seat, application, *, by, reason="She read the wrong answer."):
    return reopen(assessor=seat, application=application, stage=Stage.SIFT, reason=reason, by=by)


def levels(assessment):
    return sorted(assessment.scores.values_list("criterion__code", "level__value", "reason", "is_complete"))


def test_reopened_scores_go_on_in_a_copy_and_what_was_sent_stays(seats, application):
    sent = score_and_send(seats[1], application, value=3, reason="First reading.")

    copy = again(seats[1], application, by=seats[0].user)

    sent.refresh_from_db()
    assert (sent.reopened_by, sent.reopened_why) == (seats[0].user, "She read the wrong answer.")
    assert levels(copy) == levels(sent) == [(code, 3, "First reading.", True) for code in ("D3", "E1", "E2")]
    assert not Assessment.objects.sent().exists()
    event = AuditEvent.objects.get(action="assessment.reopened")
    assert (event.actor_label, event.subject) == ("chair", application.reference)

    Score.objects.filter(assessment=copy).update(reason="Second reading.")
    assert send(seats[1], application) == copy
    assert list(Assessment.objects.sent()) == [copy]
    assert {reason for _, _, reason, _ in levels(sent)} == {"First reading."}


def test_application_waits_again_for_an_assessor_whose_scores_are_reopened(seats, application):
    for seat in seats:
        score_and_send(seat, application)
    again(seats[1], application, by=seats[0].user)

    with pytest.raises(NotAllSent, match=seats[1].name):
        agree_all(application, by=seats[0].user)
    assert list(Assessment.objects.readable_by(seats[1])) == list(
        Assessment.objects.current().filter(assessor=seats[1])
    )
    assert Assessment.objects.readable_by(seats[2]).filter(assessor=seats[1]).exists() is False
    send(seats[1], application)
    agree_all(application, by=seats[0].user)


def test_only_the_chair_reopens_and_an_official_what_the_chair_sent(seats, application, official):
    for seat in seats:
        score_and_send(seat, application)
    for seat, person in [
        (seats[1], seats[1].user),
        (seats[1], seats[2].user),
        (seats[1], official),
        (seats[0], seats[0].user),
        (seats[1], application.applicant),
    ]:
        with pytest.raises(MayNotReopen):
            again(seat, application, by=person)
    again(seats[0], application, by=official)
    assert AuditEvent.objects.get(action="assessment.reopened").actor_label == "official"


def test_recused_chair_reopens_nothing(seats, application, sign_in):
    recuse(seats[0], application)
    score_and_send(seats[1], application)
    with pytest.raises(MayNotReopen):
        again(seats[1], application, by=seats[0].user)
    page = reverse("assessments:reopen", args=["panel", application.reference, seats[1].pk])
    assert sign_in(seats[0].user).get(page).status_code == 404


def test_reason_and_sent_scores_are_needed(seats, application):
    with pytest.raises(NothingToReopen):
        again(seats[1], application, by=seats[0].user)
    score_and_send(seats[1], application)
    for reason in ("", " \n", "\x00"):
        with pytest.raises(ReasonMissing):
            again(seats[1], application, by=seats[0].user, reason=reason)


def test_nothing_is_reopened_once_the_sift_is_decided(seats, application, official):
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    with pytest.raises(AlreadyDecided):
        again(seats[1], application, by=seats[0].user)


def test_database_keeps_what_was_sent_as_it_was(seats, application, official):
    sent = score_and_send(seats[1], application)
    for change in (
        {"sent_at": None},
        {"assessor": seats[2]},
        {"reopened_by": official},
        {"reopened_at": sent.sent_at, "reopened_by": official, "reopened_why": ""},
        {"reopened_at": sent.sent_at, "reopened_by": official, "reopened_why": "Why.", "assessor": seats[2]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assessment.objects.filter(pk=sent.pk).update(**change)
    again(seats[1], application, by=seats[0].user)
    for change in (
        {"reopened_why": "Another."},
        {"reopened_at": None, "reopened_by": None, "reopened_why": ""},
    ):
        with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
            Assessment.objects.filter(pk=sent.pk).update(**change)
    with pytest.raises(IntegrityError, match="fixed"), transaction.atomic():
        Score.objects.filter(assessment=sent).update(reason="Other.")


def test_chair_reopens_on_a_page_and_the_assessor_reads_why(seats, application, sign_in):
    for seat in seats:
        score_and_send(seat, application)
    chair, assessor = sign_in(seats[0].user), sign_in(seats[1].user)
    page = reverse("assessments:reopen", args=["panel", application.reference, seats[1].pk])

    moderated = reverse("moderation:application", args=["panel", application.reference])
    assert [
        link
        for link in (seat.name for seat in seats)
        if f"Reopen the scores of {link}" in chair.get(moderated).text
    ] == [seat.name for seat in seats[1:]]
    assert "Enter why you are reopening these scores" in chair.post(page, {"reason": ""}).text
    done = chair.post(page, {"reason": "A criterion was misread."}, follow=True)

    assert f"{seats[1].name} can change their scores" in done.text
    own = assessor.get(reverse("assessments:application", args=["panel", application.reference]))
    assert "A criterion was misread." in own.text
    assert "Every criterion has a level and a reason" in own.text
    assert chair.get(page).status_code == 404
