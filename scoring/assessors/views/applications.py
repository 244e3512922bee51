"""The assessor's home, and the list of applications of a competition."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, candidate_names
from recruitment.competitions.models import Assessor, Criterion, Stage
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.interviewing import interviews_of
from scoring.assessors.starting import missing


def home(request: HttpRequest) -> HttpResponse:
    """The competitions that the person assesses."""
    sittings = queries.sittings(request.user)
    if not sittings:
        raise Http404
    return render(request, "assessors/home.html", {"sittings": sittings})


def competition(request: HttpRequest, slug: str) -> HttpResponse:
    """The applications of one competition, or from when they can be scored."""
    seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
    if not seat.competition.is_closed():
        return render(request, "assessors/not_closed.html", {"seat": seat, "competition": seat.competition})
    if lacking := missing(seat.competition):
        context = {"seat": seat, "competition": seat.competition, "missing": lacking}
        return render(request, "assessors/not_complete.html", context)
    reader = assessors_reader(seat.competition)
    applications = queries.with_own_progress(queries.applications_for(seat), seat)
    page = page_of(queries.in_own_order(applications, seat), request.GET)
    return render(
        request,
        "assessors/competition.html",
        {
            "seat": seat,
            "competition": seat.competition,
            "sitting": queries.sitting(seat),
            "page": page,
            "pagination": pagination(page, request.GET),
            "tasks": _tasks(seat, page.object_list, reader),
            "next": queries.next_to_score(seat),
            "ready": _ready(seat, applications),
            "blind": reader is Reader.BLIND_ASSESSOR,
            "waiting": queries.waiting_for_ruling(seat).count(),
            "interviews": interviews_of(seat).count(),
            "to_rule": queries.rulable_by(request.user, competition=seat.competition).count(),
        },
    )


def _ready(seat: Assessor, applications: QuerySet[Application]) -> int:
    """Return for how many applications every criterion is scored and nothing is sent."""
    begun = applications.filter(standing=queries.IN_PROGRESS).order_by()
    scored = dict(begun.values_list("pk", "scored"))
    asked = criteria_asked(competition=seat.competition, stage=Stage.SIFT, application_ids=list(scored))
    return sum(number == len(asked[pk]) for pk, number in scored.items())


def _tasks(seat: Assessor, applications: list[Application], reader: Reader) -> dict[str, Any]:
    """Return the options of the component task-list: one row an application."""
    ids = [application.pk for application in applications]
    names = candidate_names(Application.objects.filter(pk__in=ids), reader=reader)
    asked = criteria_asked(competition=seat.competition, stage=Stage.SIFT, application_ids=ids)
    return {
        "idPrefix": "application",
        "items": [
            {
                "title": {"text": names[application.pk]},
                "hint": {"text": f"{application.scored} of {len(asked[application.pk])} criteria scored"}
                if application.standing == queries.IN_PROGRESS
                else None,
                "href": _address(seat, application),
                "status": status_of(application, asked[application.pk]),
            }
            for application in applications
        ],
    }


STATUSES = {
    queries.TO_DECLARE: {"tag": {"text": "Declare conflicts first", "classes": "govuk-tag--grey"}},
    queries.NOT_STARTED: {"tag": {"text": "Not started"}},
    queries.IN_PROGRESS: {"tag": {"text": "In progress", "classes": "govuk-tag--teal"}},
    queries.SENT: {"text": "Sent"},
}


READY = {"tag": {"text": "Ready to send", "classes": "govuk-tag--green"}}


def status_of(application: Any, asked: Sequence[Criterion]) -> dict[str, Any]:
    """Return the status of a row: where the assessor is, with what `with_own_progress` adds."""
    if application.standing == queries.IN_PROGRESS and application.scored == len(asked):
        return READY
    return STATUSES[application.standing]


def _address(seat: Assessor, application: Application) -> str:
    name = "assessors:conflict" if application.standing == queries.TO_DECLARE else "assessments:application"
    return reverse(name, args=[seat.competition.slug, application.reference])
