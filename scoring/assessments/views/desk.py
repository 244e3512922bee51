"""What lies before an assessor who opens one application."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import CandidateFile, candidate_files, candidate_names
from recruitment.competitions.models import Assessor, Competition, Stage
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

    def title(self) -> str:
        """Return what the assessor may call the candidate."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_names(applications, reader=assessors_reader(self.competition))[self.application.pk]

    def file(self) -> CandidateFile:
        """Return the application as the assessor may see it."""
        applications = Application.objects.filter(pk=self.application.pk)
        return candidate_files(applications, reader=assessors_reader(self.competition))[0]


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a Desk; the declaration of conflicts comes before anything of the application."""

    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, reference: str, **kwargs: Any) -> HttpResponse:
        seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
        application = get_object_or_404(queries.applications_for(seat), reference=reference)
        if not application.conflict_declarations.filter(assessor=seat).exists():
            return redirect("assessors:conflict", slug, reference)
        try:
            return view(request, Desk(seat, application), **kwargs)
        except NotInCompetition:  # withdrawn in this very moment
            raise Http404 from None

    return wrapped
