"""The assessment panel interviews the invented people who are shortlisted, and is in the middle of it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from recruitment.accounts.models import Official
from recruitment.applications import tracking
from recruitment.applications.models import Application, Milestone
from recruitment.applications.reading import Reader, declared_conflicts
from recruitment.competitions.models import Assessor, Stage
from scoring.assessors.permissions import is_recused
from scoring.demo.people import Person
from scoring.demo.sifting import agree_all, score_all
from scoring.findings.discussing import record_discussion
from scoring.findings.finding import find, unmet_at_interview
from scoring.findings.models import ConflictDiscussion, Finding
from scoring.interviews.models import Invitation, Reply, Slot
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import outcomes_of
from scoring.shortlisting.releasing import release

_TOLD, _INVITED, _TO_ANSWER, _ANSWERED = (
    timedelta(days=days) for days in (16, 14, 7, 12)
)  # before the interview


def interview_shortlisted(*, people: Mapping[Application, Person], official: Official) -> None:
    """Have everybody told the outcome of the sift, and those who are shortlisted interviewed.

    The last of them has an interview to come; those before are each a step further: scores to agree, a conversation
    about conflicts to record, and for the rest a finding.
    """
    outcomes = outcomes_of([application.pk for application in people])
    shortlisted = [
        application for application in people if outcomes[application.pk] == SiftDecision.Outcome.SHORTLISTED
    ]
    for place, application in enumerate(shortlisted):
        left = len(shortlisted) - place - 1
        _arrange(application, _starts(place, is_to_come=left == 0), official)
        if left == 0:
            continue
        assessors = [
            seat
            for seat in Assessor.objects.serving()
            .filter(competition=application.competition_id)
            .select_related("user", "competition")
            if not is_recused(seat.user, application)
        ]
        scores = score_all(application, people[application], assessors, stage=Stage.INTERVIEW)
        if left == 1:
            continue
        agree_all(application, scores, stage=Stage.INTERVIEW, by=official.user)
        if left > 2:
            _conclude(application, official)
    release(competition=official.competition, by=official.user)


def _starts(place: int, *, is_to_come: bool) -> datetime:
    """Return the start of an interview: three a day, yesterday or before; or in a week."""
    days = 7 if is_to_come else -(1 + place // 3)
    on = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(on, time(10 + place % 3)))


def _arrange(application: Application, starts: datetime, official: Official) -> None:
    """Have the person told, invited, and choose the time, all of it in the weeks before."""
    note = {Milestone.Kind.SHORTLISTED: _TOLD, Milestone.Kind.INVITED_TO_INTERVIEW: _INVITED}
    for kind, before in note.items():
        tracking.note(application=application, kind=kind, by=official.user, now=starts - before)
    Invitation.objects.create(
        application=application,
        answer_by=starts - _TO_ANSWER,
        invited_by=official.user,
        at=starts - _INVITED,
    )
    slot = Slot.objects.create(
        competition=application.competition, starts=starts, minutes=45, place="Room 2, 5 Mill Lane, Derby"
    )
    Reply.objects.create(application=application, slot=slot, at=starts - _ANSWERED)


def _conclude(application: Application, official: Official) -> None:
    """Record what was said of conflicts of interest, and what the panel finds: by the agreed levels."""
    today = timezone.localdate()
    same = Application.objects.filter(pk=application.pk)
    if declared_conflicts(same, reader=Reader.INTERVIEWER):
        record_discussion(
            application=application,
            kind=ConflictDiscussion.Kind.DISCUSSED,
            discussed_on=today,
            discussed="What the candidate declared, how often it could arise, and with whom.",
            view="It would not keep the candidate from judging fairly.",
            mitigation="The candidate leaves the room when the matter is discussed, and it is in the register.",
            by=official.user,
        )
    else:
        record_discussion(
            application=application,
            kind=ConflictDiscussion.Kind.NONE,
            discussed_on=today,
            by=official.user,
        )
    unmet = unmet_at_interview(application)
    codes = application.competition.criteria.at(Stage.INTERVIEW).values_list("code", flat=True)
    find(
        application=application,
        outcome=Finding.Outcome.NOT_APPOINTABLE if unmet else Finding.Outcome.APPOINTABLE,
        reason=f"The panel was not convinced on {', '.join(unmet)}."
        if unmet
        else "Convincing on every criterion, with examples that held up to questions.",
        said={
            code: ("", "Spoke of what others did; no own part became clear.")
            if code in unmet
            else ("Clear about their own part and what came of it.", "")
            for code in codes
        },
        by=official.user,
    )
