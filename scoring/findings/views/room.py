"""What the pages share: who opens them, and for which candidate."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, candidate_names
from recruitment.competitions.models import Assessor, Competition
from scoring.findings.queries import to_interview


@dataclass(frozen=True)
class Room:
    """Who opens a page: an official of the competition, or the chair of its assessment panel, or both."""

    user: Any
    competition: Competition
    official: Official | None
    seat: Assessor | None
    reader: Reader

    @property
    def context(self) -> dict[str, Any]:
        """What every page is drawn with."""
        return {
            "competition": self.competition,
            "official": self.official,
            "seat": self.seat,
            "home_url": reverse("shortlisting:competition", args=[self.competition.slug])
            if self.official
            else reverse("assessors:interviews", args=[self.competition.slug]),
        }

    def candidate(self, reference: str, *, in_competition: bool = False) -> Application:
        """Return a candidate who is interviewed; nobody from whom the person is kept away."""
        applications = to_interview(self.competition, user=self.user).select_related("competition")
        if in_competition:
            applications = applications.filter(state=Application.State.SENT)
        return get_object_or_404(applications, reference=reference)

    def title(self, application: Application) -> str:
        """Return what to call the candidate."""
        applications = Application.objects.filter(pk=application.pk)
        return candidate_names(applications, reader=self.reader)[application.pk]


def room_of(request: HttpRequest, slug: str) -> Room:
    """Return as whom the person opens the page; nobody but officials and the chair finds it."""
    competition = get_object_or_404(Competition, slug=slug)
    official = Official.objects.filter(user=request.user, competition=competition).first()
    seat = competition.assessors.serving().filter(user=request.user).first()
    if not (official or (seat and seat.chair)):
        raise Http404
    # Who interviews reads as they do there, also where they run the competition: nothing of what people need.
    reader = Reader.INTERVIEWER if seat else Reader.OFFICIAL
    return Room(request.user, competition, official, seat, reader)
