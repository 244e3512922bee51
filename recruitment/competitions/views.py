"""The public pages about competitions: anybody may read them."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from recruitment.competitions import components, queries
from recruitment.competitions.markdown import to_html
from recruitment.competitions.models import Competition, Criterion


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the competitions that are open, opening soon and recently closed."""
    return render(request, "competitions/home.html", {"listing": queries.listing(timezone.now())})


@login_not_required
@require_GET
def advert(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the advert, or what stands in its place before the opening and after the closing time."""
    competition = get_object_or_404(queries.adverts(), slug=slug)
    now = timezone.now()
    if now < competition.opens:
        return render(request, "competitions/not_yet_open.html", {"competition": competition})
    context = _advert_context(competition)
    if not competition.is_closed(now):
        return render(request, "competitions/advert.html", context)
    context["longer"] = request.user.is_authenticated and queries.still_open_to(
        request.user, competition, now
    )
    return render(request, "competitions/closed.html", context)


def _advert_context(competition: Competition) -> dict[str, Any]:
    return {
        "competition": competition,
        "role": to_html(competition.role),
        "facts": components.facts(competition),
        "timetable": components.timetable(competition),
        "posts": components.posts(competition),
        "essential": components.criteria(competition, Criterion.Kind.ESSENTIAL),
        "desirable": components.criteria(competition, Criterion.Kind.DESIRABLE),
        "scale": components.scale(competition),
        "acceptable": components.acceptable(competition),
        "assessors": components.assessors(competition),
    }
