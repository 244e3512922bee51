"""The assessment panel as its officials see it: who sits on it, who sat, and who takes over from whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from recruitment.accounts.keeping import keeps_what_was_typed, take_kept
from recruitment.accounts.models import Official
from recruitment.competitions.models import Assessor
from scoring.assessors.forms import ReplaceForm
from scoring.assessors.replacing import CannotSit, HasLeft, NotAnAddress, replace
from scoring.assessors.starting import missing


def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The members of the assessment panel, and those who left with why and who has their place."""
    official = _official(request, slug)
    seats = list(official.competition.assessors.select_related("user"))
    context = {
        "official": official,
        "competition": official.competition,
        "serving": [seat for seat in seats if seat.left_at is None],
        "left": [(seat, _follower(seat, seats)) for seat in seats if seat.left_at is not None],
        "missing": missing(official.competition),
    }
    return render(request, "assessors/members.html", context)


@require_http_methods(["GET", "POST"])
@keeps_what_was_typed
def replacement(request: HttpRequest, slug: str, assessor: int) -> HttpResponse:
    """Ask who takes the place of a member, show it back, and let them take it."""
    official = _official(request, slug)
    seat = get_object_or_404(official.competition.assessors.select_related("user"), pk=assessor)
    address = reverse("members:list", args=[slug])
    if seat.left_at is not None:
        messages.info(request, f"{seat.name} has already left the assessment panel.")
        return redirect(address)
    kept = (take_kept(request) or {}) if request.method == "GET" else {}
    form = ReplaceForm(request.POST if request.method == "POST" else None, initial=kept)
    context = {
        "official": official,
        "competition": official.competition,
        "seat": seat,
        "form": form,
        "heading": f"Replace {seat.name}",
        "caption": official.competition.title,
        "back_url": address,
        "submit_text": "Continue",
    }
    if form.is_valid() and "change" not in request.POST:
        if "confirmed" not in request.POST:
            typed = [(name, text) for name, text in form.data.items() if name != "csrfmiddlewaretoken"]
            return render(request, "assessors/replace_confirm.html", context | {"typed": typed})
        try:
            successor = replace(seat=seat, by=request.user, **form.cleaned_data)
        except HasLeft:  # in this very moment
            return redirect(address)
        except (CannotSit, NotAnAddress) as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"{successor.name} now has the place of {seat.name}.")
            return redirect(address)
    return render(request, "assessors/replace.html", context)


def _official(request: HttpRequest, slug: str) -> Official:
    officials = Official.objects.select_related("competition")
    return get_object_or_404(officials, user=request.user, competition__slug=slug)


def _follower(left: Assessor, seats: list[Assessor]) -> Any:
    """Return who came into the place when this member left; None where nobody did."""
    return next((seat for seat in seats if seat.place_id and seat.joined_at == left.left_at), None)
