"""The official's pages of interviews: the times and who has them, adding times, inviting."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from recruitment.accounts.models import Official
from recruitment.applications.extending import end_of
from recruitment.applications.models import Application
from recruitment.applications.reading import Reader
from recruitment.govuk.templatetags.moments import day, to_day
from scoring.assessors.blinding import officials_reader
from scoring.interviews import queries
from scoring.interviews.errors import (
    AnswerByTooLate,
    NobodyToInvite,
    NotAhead,
    NotWithinADay,
    SlotHeld,
    SlotsOverlap,
    TooFewSlots,
)
from scoring.interviews.forms import InviteForm, SlotsForm
from scoring.interviews.inviting import invite
from scoring.interviews.models import Slot
from scoring.interviews.scheduling import add_slots, remove_slot
from scoring.shortlisting.queries import applications_of


@require_safe
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """The times, who has each and what they need, and who is invited and has none."""
    official = _official(request, slug)
    reader = officials_reader(user=request.user, competition=official.competition)
    context = {
        "official": official,
        "competition": official.competition,
        "schedule": queries.schedule_of(official.competition, user=request.user, reader=reader),
        "reads_needs": reader is Reader.OFFICIAL,
        "to_invite": queries.to_arrange(official.competition, timezone.now(), user=request.user)["to_invite"],
    }
    return render(request, "interviews/schedule.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add times, one after the other on one day."""
    official = _official(request, slug)
    form = SlotsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        first = timezone.make_aware(datetime.combine(typed.pop("day"), typed.pop("first")))
        try:
            slots = add_slots(competition=official.competition, first=first, by=request.user, **typed)
        except (NotAhead, SlotsOverlap) as refusal:
            form.add_error("first", str(refusal))
        except NotWithinADay as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _added(slots))
            return redirect("interviews:schedule", slug)
    return render(
        request, "interviews/add.html", _question(official, form, "Add interview times", "Add times")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, slot: int) -> HttpResponse:
    """Ask for confirmation, then remove a time that nobody has chosen."""
    official = _official(request, slug)
    found = official.competition.interview_slots.filter(pk=slot).first()
    if found is None:
        messages.success(request, "This time is removed already.")
        return redirect("interviews:schedule", slug)
    if request.method == "POST":
        try:
            remove_slot(slot=found, by=request.user)
        except SlotHeld as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Time removed: {found}.")
        return redirect("interviews:schedule", slug)
    context = {"official": official, "competition": official.competition, "slot": found}
    return render(request, "interviews/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite everybody who waits for it, with the last day to answer."""
    official = _official(request, slug)
    competition = official.competition
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            number = invite(
                competition=competition, answer_by=end_of(form.cleaned_data["last_day"]), by=request.user
            )
        except (NotAhead, AnswerByTooLate) as refusal:
            form.add_error("last_day", str(refusal))
        except TooFewSlots as refusal:
            form.add_error(None, str(refusal))
        except NobodyToInvite:
            return redirect("interviews:schedule", slug)
        else:
            messages.success(request, f"People invited: {number}. Each gets an email, or a letter to post.")
            return redirect("interviews:schedule", slug)
    theirs = applications_of(competition, user=request.user).filter(state=Application.State.SENT)
    context = (
        _question(official, form, "Invite to interviews", "Invite")
        | queries.to_arrange(competition, timezone.now(), user=request.user)
        | {"without_address": theirs.without_address().count()}
    )
    return render(request, "interviews/invite.html", context)


def _added(slots: list[Slot]) -> str:
    """Return the words for times of one day that were added, and what about them may be a slip."""
    said = [f"Times added: {len(slots)}."]
    meeting = queries.at_the_same_time(slots)
    if meeting:
        said.append(
            f"{meeting} of them {'is' if meeting == 1 else 'are'} at the same time as an interview in another place: "
            "that needs two panels. Remove them if it is a slip."
        )
    competition, on = slots[0].competition, timezone.localdate(slots[0].starts)
    if not competition.interviews_first <= on <= competition.interviews_last:
        planned = to_day(competition.interviews_first, competition.interviews_last)
        said.append(f"The advert plans interviews for {planned}, and these are on {day(on)}.")
    return " ".join(said)


def _official(request: HttpRequest, slug: str) -> Official:
    """Return in which capacity the person runs the competition; nobody else finds the page."""
    officials = Official.objects.select_related("competition")
    return get_object_or_404(officials, user=request.user, competition__slug=slug)


def _question(
    official: Official, form: SlotsForm | InviteForm, heading: str, button: str
) -> dict[str, object]:
    return {
        "official": official,
        "competition": official.competition,
        "form": form,
        "heading": heading,
        "caption": official.competition.title,
        "back_url": reverse("interviews:schedule", args=[official.competition.slug]),
        "submit_text": button,
    }
