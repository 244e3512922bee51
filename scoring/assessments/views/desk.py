"""What lies before an assessor who opens one application."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

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
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.locking import NotInCompetition


@dataclass(frozen=True)
class Desk:
    """What lies before an assessor: their seat, and one application that they may read."""

    seat: Assessor
    application: Application

    @property
    def competition(self) -> Competition:
        """The competition of both."""
        return self.seat.competition

    def address(self, name: str, *more: str) -> str:
        """Return an address in this room."""
        return reverse(f"assessments:{name}", args=[self.competition.slug, self.application.reference, *more])

    def scorecard(self) -> Scorecard:
        """Return how far the assessor is."""
        return scorecard(seat=self.seat, application=self.application, stage=Stage.SIFT)

    @cached_property
    def reader(self) -> Reader:
        """As whom the assessor reads it."""
        return assessors_reader(self.competition)

    def title(self) -> str:
        """Return what the assessor may call the candidate."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_names(applications, reader=self.reader)[self.application.pk]

    def file(self) -> CandidateFile:
        """Return the application as the assessor may see it."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_files(applications, reader=self.reader)[0]

    def offered(self, criterion: Criterion) -> Offered:
        """Return what the candidate offers for one criterion, as the assessor may see it."""
        return offered(self.application, criterion, reader=self.reader)


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a Desk; the declaration of conflicts comes before anything of the application."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, reference: str, **kwargs: Any) -> HttpResponse:
        seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
        applications = queries.with_declared(queries.applications_for(seat), seat)
        application = get_object_or_404(applications, reference=reference)
        if not application.is_declared:
            return redirect("assessors:conflict", slug, reference)
        application.competition = seat.competition  # the same, read already
        try:
            return view(request, Desk(seat, application), **kwargs)
        except NotInCompetition:  # withdrawn in this very moment
            raise Http404 from None

    return wrapped
