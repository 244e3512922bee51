"""Whom an assessor interviews, and when."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_names
from recruitment.competitions.models import Assessor, Stage
from recruitment.govuk.pagination import page_of, pagination
from recruitment.govuk.templatetags.moments import moment
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.interviewing import interviews_of
from scoring.assessors.views.applications import status_of


def interviews(request: HttpRequest, slug: str) -> HttpResponse:
    """The candidates whom the assessor interviews, by time, with how far their scores are."""
    seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
    applications = queries.with_own_progress(interviews_of(seat), seat, stage=Stage.INTERVIEW)
    page = page_of(applications, request.GET)
    context = {
        "seat": seat,
        "competition": seat.competition,
        "tasks": _tasks(seat, page.object_list),
        "page": page,
        "pagination": pagination(page, request.GET),
    }
    return render(request, "assessors/interviews.html", context)


def _tasks(seat: Assessor, applications: list[Any]) -> dict[str, Any]:
    """Return the options of the component task-list: one row a candidate."""
    ids = [application.pk for application in applications]
    reader = assessors_reader(seat.competition, Stage.INTERVIEW)
    names = candidate_names(Application.objects.filter(pk__in=ids), reader=reader)
    asked = criteria_asked(competition=seat.competition, stage=Stage.INTERVIEW, application_ids=ids)
    now = timezone.now()
    return {
        "idPrefix": "candidate",
        "items": [
            {
                "title": {"text": names[application.pk]},
                "hint": {"text": f"{application.reference}. {moment(application.interview_starts)}"},
                "href": _address(seat, application),
                "status": {"text": "Interview to come"}
                if application.interview_starts > now and application.standing != queries.TO_DECLARE
                else status_of(application, asked[application.pk]),
            }
            for application in applications
        ],
    }


def _address(seat: Assessor, application: Any) -> str:
    arguments = [seat.competition.slug, application.reference]
    if application.standing == queries.TO_DECLARE:
        return reverse("assessors:conflict", args=arguments) + "?then=interview"
    return reverse("assessments:interview-application", args=arguments)
