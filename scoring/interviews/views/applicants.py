"""The pages on which a person answers an invitation to an interview."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from recruitment.applications.models import Application
from scoring.interviews import queries
from scoring.interviews.answering import can_answer, cannot_come, choose, say_needs
from scoring.interviews.errors import NoTimeChosen, NotInvited, SlotGone, TooLateToAnswer
from scoring.interviews.forms import GONE, CannotComeForm, ChooseForm, NeedsForm
from scoring.interviews.models import Invitation, Reply, Slot


@dataclass(frozen=True)
class _Asked:
    """An invited person's application, and where the answer stands."""

    application: Application
    invitation: Invitation
    reply: Reply | None

    @property
    def is_open(self) -> bool:
        """Whether the person can answer, or answer otherwise, now."""
        return can_answer(invitation=self.invitation, reply=self.reply, now=timezone.now())


@require_safe
def interview(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the person's answer stands, and how to change it."""
    asked = _asked(request, reference)
    free = not asked.reply and asked.application.competition.interview_slots.free().exists()
    context = {
        "application": asked.application,
        "competition": asked.application.competition,
        "invitation": asked.invitation,
        "reply": asked.reply,
        "is_open": asked.is_open,
        "has_free": free,
    }
    return render(request, "interviews/interview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_time(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose one of the free times, or another one."""
    asked = _asked(request, reference)
    if not asked.is_open:
        return redirect("interviews:interview", reference)
    slots = {slot.pk: slot for slot in queries.slots_to_choose(asked.application)}
    form = _choose_form(request, asked, slots)
    if form.is_valid():
        try:
            choose(application=asked.application, slot=slots[form.cleaned_data["slot"]], by=request.user)
        except SlotGone:  # in this very moment
            form = _choose_form(
                request, asked, {slot.pk: slot for slot in queries.slots_to_choose(asked.application)}
            )
            form.full_clean()
            if not form.errors:
                form.add_error("slot", GONE)
        except TooLateToAnswer:
            return redirect("interviews:interview", reference)
        except NotInvited:  # withdrawn in this very moment
            raise Http404 from None
        else:
            return redirect("interviews:needs", reference)
    context = _question(asked, form, "Continue") | {"slots": slots}
    return render(request, "interviews/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is needed at the interview."""
    asked = _asked(request, reference)
    if not asked.is_open or asked.reply is None or asked.reply.cannot_come:
        return redirect("interviews:interview", reference)
    form = NeedsForm(request.POST if request.method == "POST" else None, initial={"needs": asked.reply.needs})
    if form.is_valid():
        try:
            say_needs(application=asked.application, needs=form.cleaned_data["needs"], by=request.user)
        except (NoTimeChosen, TooLateToAnswer):
            pass
        except NotInvited:
            raise Http404 from None
        else:
            messages.success(request, "Your answer is saved.")
        return redirect("interviews:interview", reference)
    context = _question(asked, form, "Save") | {"heading": "What you need", "slot": asked.reply.slot}
    return render(request, "interviews/needs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cannot_come_at_all(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that one cannot come at any of the times."""
    asked = _asked(request, reference)
    if not asked.is_open:
        return redirect("interviews:interview", reference)
    reason = asked.reply.reason if asked.reply else ""
    form = CannotComeForm(request.POST if request.method == "POST" else None, initial={"reason": reason})
    if form.is_valid():
        try:
            cannot_come(application=asked.application, reason=form.cleaned_data["reason"], by=request.user)
        except TooLateToAnswer:
            pass
        except NotInvited:
            raise Http404 from None
        else:
            messages.success(request, "Your answer is saved.")
        return redirect("interviews:interview", reference)
    context = _question(asked, form, "I cannot come") | {
        "heading": "Say that you cannot come",
        "reply": asked.reply,
    }
    return render(request, "interviews/cannot_come.html", context)


def _asked(request: HttpRequest, reference: str) -> _Asked:
    application = get_object_or_404(queries.invited_application(request.user), reference=reference)
    invitation = application.interview_invitations.latest("pk")
    return _Asked(
        application, invitation, Reply.objects.select_related("slot").filter(application=application).first()
    )


def _choose_form(request: HttpRequest, asked: _Asked, slots: dict[int, Slot]) -> ChooseForm:
    initial = {"slot": asked.reply.slot_id} if asked.reply else None
    form = ChooseForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["slot"].choices = [(pk, str(slot)) for pk, slot in slots.items()]
    # The options belong to all forms of the class, so they are replaced here and not changed.
    options = form.fields["slot"].govuk
    form.fields["slot"].govuk = {**options, "hints": {pk: slot.place for pk, slot in slots.items()}}
    return form


def _question(asked: _Asked, form: object, button: str) -> dict[str, object]:
    return {
        "application": asked.application,
        "competition": asked.application.competition,
        "invitation": asked.invitation,
        "form": form,
        "caption": asked.application.competition.title,
        "back_url": reverse("interviews:interview", args=[asked.application.reference]),
        "submit_text": button,
    }
