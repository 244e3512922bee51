"""What lies before an assessor who opens one application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.applications.reading import (
    CandidateFile,
    Offered,
    Reader,
    candidate_files,
    candidate_names,
    offered,
)
from recruitment.competitions.models import Assessor, Competition, Criterion, Stage
from scoring.assessments.scorecard import Scorecard, scorecard
from scoring.assessments.scoring import NotInterviewed
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.criteria import criteria_of
from scoring.assessors.interviewing import interviews_of
from scoring.assessors.locking import NotInCompetition


@dataclass(frozen=True)
class Desk:
    """What lies before an assessor at a stage: their seat, and one application that they may read.

    An application is read before its interview, and scored from the moment at which that `starts`.
    """

    seat: Assessor
    application: Application
    stage: str
    starts: datetime | None  # None at the sift

    @property
    def competition(self) -> Competition:
        """The competition of both."""
        return self.seat.competition

    @property
    def is_interview(self) -> bool:
        """Whether it is the interview that is scored."""
        return self.stage == Stage.INTERVIEW

    @property
    def can_score(self) -> bool:
        """Whether the time to score has come."""
        return self.starts is None or self.starts <= timezone.now()

    @property
    def list_url(self) -> str:
        """The address of the list that the application is in."""
        name = "assessors:interviews" if self.is_interview else "assessors:competition"
        return reverse(name, args=[self.competition.slug])

    def address(self, name: str, *more: str) -> str:
        """Return an address in this room."""
        at_stage = f"interview-{name}" if self.is_interview else name
        return reverse(
            f"assessments:{at_stage}", args=[self.competition.slug, self.application.reference, *more]
        )

    def scorecard(self) -> Scorecard:
        """Return how far the assessor is."""
        return scorecard(seat=self.seat, application=self.application, stage=self.stage)

    def criteria(self) -> QuerySet[Criterion]:
        """Return the criteria that the application is scored on."""
        return criteria_of(self.application, stage=self.stage)

    @cached_property
    def reader(self) -> Reader:
        """As whom the assessor reads it."""
        return assessors_reader(self.competition, self.stage)

    def title(self) -> str:
        """Return what the assessor may call the candidate."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_names(applications, reader=self.reader)[self.application.pk]

    def file(self) -> CandidateFile:
        """Return the application as the assessor may see it."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_files(applications, competition=self.competition, reader=self.reader)[0]

    def offered(self, criterion: Criterion) -> Offered:
        """Return what the candidate offers for one criterion, as the assessor may see it."""
        return offered(self.application, criterion, reader=self.reader)


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a Desk; the declaration of conflicts comes before anything of the application.

    An address of the interview says so by its `stage`.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, slug: str, reference: str, stage: str = Stage.SIFT, **kwargs: Any
    ) -> HttpResponse:
        seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
        theirs = interviews_of(seat) if stage == Stage.INTERVIEW else queries.applications_for(seat)
        application = get_object_or_404(queries.with_declared(theirs, seat), reference=reference)
        if not application.is_declared:
            then = "?then=interview" if stage == Stage.INTERVIEW else ""
            return redirect(reverse("assessors:conflict", args=[slug, reference]) + then)
        application.competition = seat.competition  # the same, read already
        starts = getattr(application, "interview_starts", None)
        try:
            return view(request, Desk(seat, application, stage, starts), **kwargs)
        except (NotInCompetition, NotInterviewed):  # withdrawn, or given another time, in this very moment
            raise Http404 from None

    return wrapped
