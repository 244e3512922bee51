"""Going through the applications criterion by criterion, and sending what is complete."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_names
from recruitment.competitions.models import Assessor, Competition, Stage
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessments import queries
from scoring.assessments.components import status
from scoring.assessments.scorecard import State
from scoring.assessments.sending import send_complete
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.queries import seats, to_declare


def _seat(request: HttpRequest, slug: str) -> Assessor:
    return get_object_or_404(seats(request.user), competition__slug=slug)


def criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """The criteria, how far the assessor is with each, and what has to come before."""
    seat = _seat(request, slug)
    overview = queries.overview(seat, Stage.SIFT)
    undeclared = to_declare(seat)
    context = {
        "seat": seat,
        "competition": seat.competition,
        "tasks": {
            "idPrefix": "criterion",
            "items": [
                {
                    "title": {"text": f"{each.criterion.code}: {each.criterion.text}"},
                    "hint": {"text": f"{each.completed} of {each.total} applications scored"},
                    "href": reverse("assessments:by-criterion", args=[slug, each.criterion.code]),
                    "status": status(each.state),
                }
                for each in overview.criteria
            ],
        },
        "to_declare": undeclared.count(),
        "next_to_declare": undeclared.first(),
        "ready": overview.ready,
    }
    return render(request, "assessments/criteria.html", context)


def by_criterion(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """All applications that the assessor scores on one criterion, in their own order for it."""
    seat = _seat(request, slug)
    criterion = get_object_or_404(seat.competition.criteria.at(Stage.SIFT), code=code)
    applications = queries.applications_on(criterion, seat, Stage.SIFT)
    page = page_of(applications, request.GET)
    waiting = applications.filter(state_of_score__in=[State.NOT_STARTED.name, State.IN_PROGRESS.name])
    context = {
        "seat": seat,
        "competition": seat.competition,
        "criterion": criterion,
        "tasks": _tasks(seat, code, page.object_list),
        "next": waiting.first(),
        "page": page,
        "pagination": pagination(page, request.GET),
    }
    return render(request, "assessments/by_criterion.html", context)


@require_http_methods(["GET", "POST"])
def send_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Every application whose scores are complete and not sent, to check and send together."""
    seat = _seat(request, slug)
    if request.method == "POST":
        references = request.POST.getlist("application")
        chosen = Application.objects.filter(competition=seat.competition_id, reference__in=references)
        sent, left = send_complete(
            assessor=seat, applications=list(chosen), stage=Stage.SIFT, by=request.user
        )
        if sent:
            messages.success(request, f"Your scores for {_count(sent)} are sent.")
        if left:
            messages.warning(request, f"{_count(left)} changed in the meantime and could not be sent.")
        return redirect("assessments:criteria", slug)
    ready = queries.ready_to_send(seat, Stage.SIFT)
    if not ready:
        return redirect("assessments:criteria", slug)
    names = _names(seat.competition, [each.application for each in ready])
    context = {
        "seat": seat,
        "competition": seat.competition,
        "ready": [(each.application.reference, names[each.application.pk], each.scores) for each in ready],
        "submit_text": f"Send scores for {_count(len(ready))}",
    }
    return render(request, "assessments/send_all.html", context)


def _count(number: int) -> str:
    return "1 application" if number == 1 else f"{number} applications"


def _names(competition: Competition, applications: list[Application]) -> dict[int, str]:
    ids = [application.pk for application in applications]
    return candidate_names(Application.objects.filter(pk__in=ids), reader=assessors_reader(competition))


def _tasks(seat: Assessor, code: str, applications: list[Any]) -> dict[str, Any]:
    """Return the options of the component task-list: one row an application."""
    names = _names(seat.competition, applications)
    slug = seat.competition.slug
    return {
        "idPrefix": "application",
        "items": [
            {
                "title": {"text": names[application.pk]},
                "href": reverse("assessments:application", args=[slug, application.reference])
                if application.state_of_score == State.SENT.name
                else reverse("assessments:on-criterion", args=[slug, code, application.reference]),
                "status": status(State[application.state_of_score]),
            }
            for application in applications
        ],
    }
