"""Two people at the same moment, in two real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from recruitment.applications.models import Application
from scoring.assessments.models import Assessment, Score
from scoring.assessments.scoring import ChangedElsewhere, save_score
from scoring.assessments.sending import send_assessment
from scoring.interviews.answering import choose
from scoring.interviews.errors import NobodyToInvite, SlotGone
from scoring.interviews.models import Reply
from scoring.moderation.agreeing import AgreedElsewhere, agree
from scoring.moderation.models import AgreedScore
from scoring.shortlisting.deciding import DecidedElsewhere, decide
from scoring.shortlisting.models import SiftDecision
from tests.factories import OfficialFactory, competition, sent_application
from tests.scoring.acting import declare_none, score, score_and_send, sift
from tests.scoring.interviews.inviting import add, invite_all, shortlisted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


@pytest.fixture
def application() -> Application:
    """Return an application to a competition with two assessors."""
    return sent_application(competition=competition(closed=True, assessors=2))


def at_once(*actions):
    """Do all of these at the same moment; returns what each returned or raised, in words."""
    start = Barrier(len(actions))

    def run(action):
        start.wait()
        try:
            action()
        except ValueError as error:
            return type(error)
        else:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return sorted(threads.map(run, actions), key=str)


def officials(application, number=2):
    return [OfficialFactory(competition=application.competition).user for _ in range(number)]


def test_one_of_two_who_agree_at_once_is_told(application):
    for seat in application.competition.assessors.all():
        score_and_send(seat, application)
    criterion = application.competition.criteria.first()
    low, high = application.competition.scale_levels.filter(value__in=(4, 6))
    first, second = officials(application)

    def agreeing(level, by):
        return lambda: agree(
            application=application, criterion=criterion, stage="sift", level=level, reason="x", by=by, seen=0
        )

    assert at_once(agreeing(low, first), agreeing(high, second)) == [AgreedElsewhere, None]
    assert AgreedScore.objects.get().version == 1


def test_one_of_two_who_decide_at_once_is_told(application):
    first, second = officials(application)
    sift(application, by=first)

    def deciding(outcome, by):
        return lambda: decide(application=application, outcome=outcome, reason="x", by=by, seen=0)

    assert at_once(deciding("shortlisted", first), deciding("not_shortlisted", second)) == [
        DecidedElsewhere,
        None,
    ]
    assert SiftDecision.objects.get().version == 1


def test_two_windows_that_save_at_once_lose_nothing_silently(application):
    seat = application.competition.assessors.first()
    declare_none(seat, application)
    criterion = application.competition.criteria.first()

    def saving(reason):
        return lambda: save_score(
            assessor=seat,
            application=application,
            stage="sift",
            criterion=criterion,
            level=None,
            reason=reason,
            by=seat.user,
            seen=0,
        )

    assert at_once(saving("First."), saving("Second.")) == [ChangedElsewhere, None]
    assert Score.objects.count() == 1


def test_double_click_sends_once(application):
    seat = application.competition.assessors.first()
    score(seat, application)

    def sending():
        send_assessment(assessor=seat, application=application, stage="sift", by=seat.user)

    assert at_once(sending, sending) == [None, None]
    assert Assessment.objects.sent().count() == 1


def test_one_of_two_who_choose_a_time_at_once_gets_it(application):
    made = application.competition
    official = OfficialFactory(competition=made).user
    invited = shortlisted(made, number=2)
    slot, _ = add(made, by=official)
    invite_all(made, by=official)

    def choosing(each):
        return lambda: choose(application=each, slot=slot, by=each.applicant)

    assert at_once(*map(choosing, invited)) == [SlotGone, None]
    assert Reply.objects.get().slot == slot


def test_double_click_takes_a_time_once(application):
    made = application.competition
    official = OfficialFactory(competition=made).user
    [invited] = shortlisted(made)
    slot, _ = add(made, by=official)
    invite_all(made, by=official)

    def choosing():
        choose(application=invited, slot=slot, by=invited.applicant)

    assert at_once(choosing, choosing) == [None, None]
    assert invited.emails.filter(kind="interview-answer").count() == 1


def test_two_officials_who_invite_at_once_invite_everybody_once(application):
    made = application.competition
    first, second = officials(application)
    invited = shortlisted(made, number=2)
    add(made, by=first)

    def inviting(by):
        return lambda: invite_all(made, by=by)

    assert at_once(inviting(first), inviting(second)) == [NobodyToInvite, None]
    assert [each.interview_invitations.count() for each in invited] == [1, 1]
