"""Everybody after the interviews, and those who are appointable."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from recruitment.govuk.pagination import page_of, pagination
from recruitment.govuk.templatetags.moments import moment
from scoring.findings import queries
from scoring.findings.queries import SETTLED, Line, Standing
from scoring.findings.views.room import Room, room_of

# What still needs somebody's work has a tag.
TAGS = {
    Standing.TO_SEND: "govuk-tag--grey",
    Standing.TO_AGREE: "govuk-tag--teal",
    Standing.TO_DISCUSS: "govuk-tag--yellow",
    Standing.TO_FIND: "govuk-tag--blue",
}


@require_safe
def everybody(request: HttpRequest, slug: str) -> HttpResponse:
    """All candidates who are interviewed, in alphabetical order, each with what is left to do."""
    room = room_of(request, slug)
    lines = queries.by_name(queries.lines_of(room.competition, user=request.user), reader=room.reader)
    page = page_of(lines, request.GET)
    context = room.context | {
        "tasks": _tasks(room, page.object_list),
        "page": page,
        "pagination": pagination(page, request.GET),
    }
    return render(request, "findings/list.html", context)


@require_safe
def appointable(request: HttpRequest, slug: str) -> HttpResponse:
    """Those whom the panel finds appointable, in alphabetical order, for ministers, who choose."""
    room = room_of(request, slug)
    is_kept_away = queries.is_kept_away_from_some(room.competition, user=request.user)
    found = [] if is_kept_away else queries.appointable(room.competition, reader=room.reader)
    lines = queries.lines_of(room.competition, user=request.user)
    context = room.context | {
        "is_kept_away": is_kept_away,
        "people": [
            (
                each,
                # What is published of those who are appointed, and what ministers ask about.
                [section for section in each.file.sections if section.key == "interests"],
            )
            for each in found
        ],
        "left": sum(line.standing not in SETTLED for line in lines),
    }
    return render(request, "findings/appointable.html", context)


def _tasks(room: Room, named: list[tuple[str, Line]]) -> dict[str, Any]:
    """Return the options of the component task-list: one row a candidate."""
    return {
        "idPrefix": "candidate",
        "items": [
            {
                "title": {"text": name},
                "hint": {"text": f"{line.reference}. {_when(line)}"},
                "href": reverse("findings:person", args=[room.competition.slug, line.reference]),
                "status": {"tag": {"text": line.standing, "classes": TAGS[line.standing]}}
                if line.standing in TAGS
                else {"text": line.standing},
            }
            for name, line in named
        ],
    }


def _when(line: Line) -> str:
    return f"Interview at {moment(line.starts)}" if line.starts else "No interview time"
