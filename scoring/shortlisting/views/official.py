"""What the pages of officials share: in which capacity, which application, under which name."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_names
from recruitment.competitions.models import Assessor, Competition
from scoring.assessors.blinding import officials_reader
from scoring.shortlisting import queries


def official_of(request: HttpRequest, slug: str) -> Official:
    """Return in which capacity the person runs the competition; nobody else finds the page.

    Says whether they also assess it (`assesses`), and whether they do or did (`has_assessed`).
    """
    seats = Assessor.objects.filter(competition=OuterRef("competition"), user=OuterRef("user"))
    officials = Official.objects.select_related("competition").annotate(
        assesses=Exists(seats.serving()), has_assessed=Exists(seats)
    )
    return get_object_or_404(officials, user=request.user, competition__slug=slug)


def application_of(request: HttpRequest, competition: Competition, reference: str) -> Application:
    """Return an application of the competition that this official may see, with whether its candidate `is_told`."""
    applications = queries.applications_of(competition, user=request.user).select_related("competition")
    return get_object_or_404(queries.with_told(applications), reference=reference)


def names_of(request: HttpRequest, competition: Competition, ids: list[int]) -> dict[int, str]:
    """Map the ids of applications to what this official may call their candidates."""
    reader = officials_reader(user=request.user, competition=competition)
    return candidate_names(Application.objects.filter(pk__in=ids), reader=reader)
