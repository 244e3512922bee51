"""The packs of a competition: list and ask, one pack and its progress, download."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.competitions.models import Competition
from recruitment.govuk.pagination import page_of, pagination
from scoring.packs import queries
from scoring.packs.building import CannotBuild, check_contents
from scoring.packs.downloading import record_download
from scoring.packs.models import Pack
from scoring.packs.permissions import may_make_packs
from scoring.packs.requesting import request_pack
from scoring.shortlisting.queries import still_to_send


@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: HttpRequest, slug: str) -> HttpResponse:
    """The packs of a competition, and asking for another."""
    competition = get_object_or_404(Competition.objects.run_by(request.user), slug=slug)
    allowed = may_make_packs(request.user, competition)
    if request.method == "POST":
        return _ask(request, competition)
    page = page_of(queries.packs_of(competition) if allowed else Pack.objects.none(), request.GET)
    return render(
        request,
        "packs/packs.html",
        {
            "competition": competition,
            "allowed": allowed,
            "why_not": _why_not(competition),
            "still_to_send": still_to_send(competition),
            "page": page,
            "pagination": pagination(page, request.GET),
            "back_url": reverse("shortlisting:competition", args=[slug]),
        },
    )


@never_cache
@require_GET
def pack(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One pack: its progress, or what came of it."""
    found = get_object_or_404(_packs_for(request.user, slug), pk=pk)
    return render(
        request,
        "packs/pack.html",
        {
            "pack": found,
            "competition": found.competition,
            "downloads": queries.downloads_of(found),
            "back_url": reverse("packs:list", args=[slug]),
        },
    )


@never_cache
@require_GET
def status(request: HttpRequest, slug: str, pk: int) -> JsonResponse:
    """How far the building of a pack is, for the script of its page."""
    found = get_object_or_404(_packs_for(request.user, slug), pk=pk)
    return JsonResponse({"under_way": found.is_under_way, "progress": found.progress})


@never_cache
@require_GET
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file of a pack that is ready. Each download is recorded."""
    found = get_object_or_404(_packs_for(request.user, slug).ready(), pk=pk)
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        messages.error(request, "The file of this pack is not in the store. Ask for a new pack.")
        return redirect("packs:pack", slug, pk)
    record_download(pack=found, by=request.user)
    response = FileResponse(
        file, as_attachment=True, filename=found.file_name, content_type="application/pdf"
    )
    response["Content-Length"] = str(found.size)
    return response


def _packs_for(user: Any, slug: str) -> QuerySet[Pack]:
    """Return the packs of a competition that this person may read; raises Http404 where there can be none."""
    competition = get_object_or_404(Competition.objects.run_by(user), slug=slug)
    if not may_make_packs(user, competition):
        raise Http404
    return queries.packs_of(competition)


def _ask(request: HttpRequest, competition: Competition) -> HttpResponse:
    if not may_make_packs(request.user, competition):
        raise Http404
    try:
        asked = request_pack(competition=competition, kind=Pack.Kind.SHORTLIST, by=request.user)
    except CannotBuild as reason:
        messages.error(request, str(reason))
        return redirect("packs:list", competition.slug)
    return redirect("packs:pack", competition.slug, asked.pk)


def _why_not(competition: Competition) -> str:
    """Return why no pack can be made yet; empty where one can."""
    try:
        check_contents(competition)
    except CannotBuild as reason:
        return str(reason)
    return ""
