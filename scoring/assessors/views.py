"""The assessor's home, the list of applications of a competition, and the declaration before each."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_files, candidate_names
from recruitment.competitions.models import Assessor, Stage
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader, is_blind
from scoring.assessors.conflicts import AlreadyDeclared, declare
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.forms import ConflictForm, Kind
from scoring.assessors.locking import NotInCompetition


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
    applications = queries.in_own_order(queries.applications_for(seat), seat)
    page = page_of(queries.with_own_progress(applications, seat), request.GET)
    return render(
        request,
        "assessors/competition.html",
        {
            "seat": seat,
            "competition": seat.competition,
            "sitting": queries.sitting(seat),
            "page": page,
            "pagination": pagination(page, request.GET),
            "tasks": _tasks(seat, page.object_list),
            "next": queries.next_to_score(seat),
            "blind": is_blind(seat.competition),
        },
    )


def conflict(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """What the assessor needs to recognise a conflict of interest, and what they declare."""
    seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _declared(request, seat, reference, form.cleaned_data)
    application = get_object_or_404(queries.applications_for(seat), reference=reference)
    if application.conflict_declarations.filter(assessor=seat).exists():
        return redirect("assessments:application", slug, reference)
    [file] = candidate_files(
        Application.objects.filter(pk=application.pk), reader=assessors_reader(seat.competition)
    )
    organisations = [role.organisation for held in file.experience for role in held.roles]
    return render(
        request,
        "assessors/conflict.html",
        {
            "form": form,
            "heading": f"Conflict of interest: application {reference}",
            "caption": seat.competition.title,
            "back_url": reverse("assessors:competition", args=[slug]),
            "seat": seat,
            "competition": seat.competition,
            "file": file,
            "organisations": list(dict.fromkeys(organisations)),
        },
    )


def _declared(request: HttpRequest, seat: Assessor, reference: str, answer: dict[str, Any]) -> HttpResponse:
    """Record the answer. The same answer twice, as after a double click, ends on the same page."""
    applications = Application.objects.sent().filter(competition=seat.competition_id)
    application = get_object_or_404(applications, reference=reference)
    if not seat.competition.is_closed():
        raise Http404
    try:
        declare(assessor=seat, application=application, by=request.user, **answer)
    except AlreadyDeclared:
        get_object_or_404(queries.applications_for(seat), reference=reference)
        messages.info(
            request,
            "You already answered that you have no conflict of interest, and that stays on record. "
            f"Tell {seat.competition.contact} about a conflict that you noticed later.",
        )
        return redirect("assessments:application", slug=seat.competition.slug, reference=reference)
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    if answer["kind"] == Kind.CONFLICT:
        messages.success(request, f"You are recused from application {reference}. You will not see it again.")
        following = "assessments:criteria" if _goes_by_criterion(request) else "assessors:competition"
        return redirect(following, seat.competition.slug)
    return _goes_on(request, seat, reference)


def _goes_by_criterion(request: HttpRequest) -> bool:
    """Whether the assessor came to declare before scoring criterion by criterion."""
    return request.GET.get("then") == "criteria"


def _goes_on(request: HttpRequest, seat: Assessor, reference: str) -> HttpResponse:
    """After the declaration: on the way by criterion the next one to declare, otherwise the application."""
    slug = seat.competition.slug
    if not _goes_by_criterion(request):
        return redirect("assessments:application", slug, reference)
    waiting = queries.to_declare(seat).first()
    if waiting is None:
        return redirect("assessments:criteria", slug)
    return redirect(reverse("assessors:conflict", args=[slug, waiting.reference]) + "?then=criteria")


def _tasks(seat: Assessor, applications: list[Application]) -> dict[str, Any]:
    """Return the options of the component task-list: one row an application."""
    ids = [application.pk for application in applications]
    names = candidate_names(Application.objects.filter(pk__in=ids), reader=assessors_reader(seat.competition))
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
                "status": STATUSES[application.standing],
            }
            for application in applications
        ],
    }


STATUSES = {
    queries.TO_DECLARE: {"tag": {"text": "Conflict to declare", "classes": "govuk-tag--grey"}},
    queries.NOT_STARTED: {"tag": {"text": "Not started"}},
    queries.IN_PROGRESS: {"tag": {"text": "In progress", "classes": "govuk-tag--teal"}},
    queries.SENT: {"text": "Sent"},
}


def _address(seat: Assessor, application: Application) -> str:
    name = "assessors:conflict" if application.standing == queries.TO_DECLARE else "assessments:application"
    return reverse(name, args=[seat.competition.slug, application.reference])
