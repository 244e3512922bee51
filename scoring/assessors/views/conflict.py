"""The declaration of an assessor before an application is shown, and what they notice later."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from recruitment.applications.models import Application
from recruitment.applications.reading import clues
from recruitment.competitions.models import Assessor
from scoring.assessors import queries
from scoring.assessors.blinding import assessors_reader, sift_decided
from scoring.assessors.conflicts import (
    AlreadyDeclared,
    NotDeclaredYet,
    PanelNotComplete,
    SiftDecided,
    declare,
    declare_later,
)
from scoring.assessors.forms import ConflictForm, Kind, LaterConflictForm
from scoring.assessors.interviewing import interviews_of
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.starting import missing


def conflict(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """What the assessor needs to recognise a conflict of interest, and what they declare."""
    seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
    may_connect = queries.somebody_rules(seat)
    form = ConflictForm(request.POST if request.method == "POST" else None, may_connect=may_connect)
    if form.is_valid():
        return _declared(request, seat, reference, form.cleaned_data)
    application = _about(seat, reference)
    if missing(seat.competition):
        return redirect("assessors:competition", slug)
    if application.conflict_declarations.filter(assessor=seat).exists():
        return redirect("assessments:application", slug, reference)
    return render(
        request,
        "assessors/conflict.html",
        {
            "form": form,
            "heading": f"Conflict of interest: application {reference}",
            "caption": seat.competition.title,
            "back_url": reverse("assessors:competition", args=[slug]),
            "seat": seat,
            "may_connect": may_connect,
            "competition": seat.competition,
            "clues": clues(application, reader=assessors_reader(seat.competition)),
        },
    )


def _about(seat: Assessor, reference: str) -> Application:
    """Return the application that the seat scores; or, though somebody before them scored it, agrees or interviews."""
    for applications in (queries.applications_for(seat), queries.taken_over(seat), interviews_of(seat)):
        if found := applications.filter(reference=reference).first():
            return found
    raise Http404


def noticed_later(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Ask an assessor who answered before for a conflict or connection that they notice now."""
    seat = get_object_or_404(queries.seats(request.user), competition__slug=slug)
    may_connect = queries.somebody_rules(seat)
    form = LaterConflictForm(request.POST if request.method == "POST" else None, may_connect=may_connect)
    if form.is_valid():
        return _declared_later(request, seat, reference, form.cleaned_data)
    get_object_or_404(queries.declared_for(seat), reference=reference)
    address = reverse("assessments:application", args=[slug, reference])
    if sift_decided(seat.competition):
        return redirect(address)
    context = {
        "form": form,
        "heading": f"Declare what you noticed later: application {reference}",
        "caption": seat.competition.title,
        "back_url": address,
        "seat": seat,
        "may_connect": may_connect,
    }
    return render(request, "assessors/conflict_later.html", context)


def _declared_later(
    request: HttpRequest, seat: Assessor, reference: str, answer: dict[str, Any]
) -> HttpResponse:
    """Record it. Somebody who is kept away already, as after a double click, ends on the same page."""
    applications = Application.objects.sent().filter(competition=seat.competition_id)
    application = get_object_or_404(applications, reference=reference)
    try:
        made = declare_later(assessor=seat, application=application, by=request.user, **answer)
    except (NotDeclaredYet, NotInCompetition):  # nothing read yet, or withdrawn in this very moment
        raise Http404 from None
    except SiftDecided:
        return redirect("assessments:application", slug=seat.competition.slug, reference=reference)
    messages.success(request, _what_follows(seat, reference, waits=made.left_to_chair))
    return redirect("assessors:competition", seat.competition.slug)


def _declared(request: HttpRequest, seat: Assessor, reference: str, answer: dict[str, Any]) -> HttpResponse:
    """Record the answer. The same answer twice, as after a double click, ends on the same page."""
    applications = Application.objects.sent().filter(competition=seat.competition_id)
    application = get_object_or_404(applications, reference=reference)
    if not seat.competition.is_closed():
        raise Http404
    try:
        declare(assessor=seat, application=application, by=request.user, **answer)
    except AlreadyDeclared:
        if request.GET.get("then") in {"meeting", "interview"}:
            return _goes_on(request, seat, reference)
        get_object_or_404(queries.applications_for(seat), reference=reference)
        messages.info(
            request,
            "You already answered for this application, and that stays on record. "
            "A conflict that you noticed later can be declared at the end of this page, until the sift is decided.",
        )
        return redirect("assessments:application", slug=seat.competition.slug, reference=reference)
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    except PanelNotComplete:
        return redirect("assessors:competition", seat.competition.slug)
    if answer["kind"] == Kind.CONFLICT:
        messages.success(request, _what_follows(seat, reference, waits=answer["left_to_chair"]))
        if _goes_to_the_meeting(request):
            return _goes_on(request, seat, reference)
        following = "assessments:criteria" if _goes_by_criterion(request) else "assessors:competition"
        return redirect(following, seat.competition.slug)
    return _goes_on(request, seat, reference)


def _what_follows(seat: Assessor, reference: str, *, waits: bool) -> str:
    """Say what a conflict of interest, or a connection on which somebody rules, means for the assessor."""
    if not waits:
        return f"You are recused from application {reference}. You will not see it again."
    ruler = "An official" if seat.chair else "The chair"
    return f"{ruler} rules on application {reference}. It is back in your list if you carry on with it."


def _goes_by_criterion(request: HttpRequest) -> bool:
    """Whether the assessor came to declare before scoring criterion by criterion."""
    return request.GET.get("then") == "criteria"


def _goes_to_the_meeting(request: HttpRequest) -> bool:
    """Whether a chair declares about what the chair before them scored."""
    return request.GET.get("then") == "meeting"


def _goes_on(request: HttpRequest, seat: Assessor, reference: str) -> HttpResponse:
    """After the declaration: the next one to declare, on the way by criterion or to the meeting, or the application."""
    slug = seat.competition.slug
    if request.GET.get("then") == "interview":
        return redirect("assessments:interview-application", slug, reference)
    if _goes_to_the_meeting(request):
        following = queries.taken_over(seat).first()
        if following is None:
            return redirect("moderation:competition", slug)
        return redirect(reverse("assessors:conflict", args=[slug, following.reference]) + "?then=meeting")
    if not _goes_by_criterion(request):
        return redirect("assessments:application", slug, reference)
    waiting = queries.to_declare(seat).first()
    if waiting is None:
        return redirect("assessments:criteria", slug)
    return redirect(reverse("assessors:conflict", args=[slug, waiting.reference]) + "?then=criteria")
