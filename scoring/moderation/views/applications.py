"""The applications whose scores are to be agreed, in the order in which the meeting takes them."""

from typing import Any

from django.db.models import Count, Q, QuerySet, TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_names
from recruitment.competitions.models import Competition, Stage
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessors.blinding import assessors_reader
from scoring.assessors.permissions import chairs, runs
from scoring.assessors.queries import seats, taken_over
from scoring.moderation.components import meeting_url
from scoring.moderation.meeting import in_meeting_order
from scoring.moderation.progress import Progress, progress_of


class Show(TextChoices):
    """Which applications the list shows, where it does not show all."""

    WIDELY = "differ-widely", "Differ widely"
    NOT_AGREED = "not-agreed", "Not agreed yet"


SHOWN = {Show.WIDELY: Q(widely__gt=0), Show.NOT_AGREED: Q(not_agreed=True)}


def competition(request: HttpRequest, slug: str, stage: str = Stage.SIFT) -> HttpResponse:
    """The applications of one competition whose scores of a stage the person may agree."""
    found = get_object_or_404(Competition, slug=slug)
    if not (runs | chairs).test(request.user, found):
        raise Http404
    applications = in_meeting_order(request.user, competition=found, stage=stage)
    show = next((show for show in Show if show == request.GET.get("show")), None)
    page = page_of(applications.filter(SHOWN[show]) if show else applications, request.GET)
    is_official = runs(request.user, found)
    home = "shortlisting:competition" if is_official else "assessors:competition"
    seat = seats(request.user).filter(competition=found).first()
    undeclared = taken_over(seat) if seat else Application.objects.none()
    context = {
        "competition": found,
        "is_interview": stage == Stage.INTERVIEW,
        "to_declare": undeclared.count(),
        "next_to_declare": undeclared.first(),
        "show": show,
        "filters": _filters(applications),
        "page": page,
        "pagination": pagination(page, request.GET),
        "tasks": _tasks(found, page.object_list, stage),
        "back_url": reverse(home, args=[found.slug]),
        "waits_for_own_scores": seat is not None,
    }
    return render(request, "moderation/competition.html", context)


def _filters(applications: QuerySet[Application]) -> list[tuple[Show | None, str, int]]:
    """Return what can be shown, what it is called, and how many there are."""
    counts = applications.order_by().aggregate(
        all=Count("pk"), **{show.name: Count("pk", filter=condition) for show, condition in SHOWN.items()}
    )
    return [(None, "All", counts["all"])] + [(show, show.label, counts[show.name]) for show in Show]


def _tasks(competition: Competition, applications: list[Application], stage: str) -> dict[str, Any]:
    """Return the options of the component task-list: one row an application.

    Names are as assessors read them, also for officials: the meeting looks at the same screen.
    """
    ids = [application.pk for application in applications]
    reader = assessors_reader(competition, stage)
    names = candidate_names(Application.objects.filter(pk__in=ids), reader=reader)
    progress = progress_of(competition=competition, stage=stage, application_ids=ids)
    return {
        "idPrefix": "application",
        "items": [
            {
                "title": {"text": names[application.pk]},
                "hint": {"text": f"{_disagreement(application)}. {progress[application.pk].in_words}"},
                "href": meeting_url(competition, application.reference, stage),
                "status": _status(progress[application.pk]),
            }
            for application in applications
        ],
    }


def _disagreement(application: Any) -> str:
    """Say how far the scores lie apart, with what in_meeting_order adds."""
    if application.widely:
        return (
            f"Differ widely on {application.widely} {'criterion' if application.widely == 1 else 'criteria'}"
        )
    return "Differ" if application.apart else "No differences"


def _status(progress: Progress) -> dict[str, Any]:
    if progress.all_agreed:
        return {"text": "Agreed"}
    if not progress.all_sent:
        return {"tag": {"text": "Waiting for scores", "classes": "govuk-tag--grey"}}
    if progress.agreed:
        return {"tag": {"text": "In progress", "classes": "govuk-tag--teal"}}
    return {"tag": {"text": "Ready to agree"}}
