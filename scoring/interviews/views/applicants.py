"""The pages on which a person answers an invitation to an interview, or an official for them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from recruitment.accounts.keeping import keeps_what_was_typed, posted_or_kept
from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, candidate_names
from scoring.interviews import queries
from scoring.interviews.answering import can_answer, cannot_come, choose, say_needs
from scoring.interviews.errors import ChangedElsewhere, NoTimeChosen, NotInvited, SlotGone, TooLateToAnswer
from scoring.interviews.forms import GONE, CannotComeForm, ChooseForm, NeedsForm
from scoring.interviews.models import Invitation, Reply, Slot


@dataclass(frozen=True)
class _Asked:
    """An invited person's application, and where the answer stands."""

    application: Application
    invitation: Invitation
    reply: Reply | None
    capacity: str  # in which the person who looks answers
    person: str  # for whom an official answers; empty for the applicant themselves

    @property
    def is_open(self) -> bool:
        """Whether the person can answer, or answer otherwise, now."""
        return can_answer(
            invitation=self.invitation, reply=self.reply, capacity=self.capacity, now=timezone.now()
        )

    @property
    def context(self) -> dict[str, object]:
        """What every page shows."""
        return {
            "application": self.application,
            "competition": self.application.competition,
            "invitation": self.invitation,
            "reply": self.reply,
            "person": self.person,
        }


@require_safe
def interview(request: HttpRequest, reference: str) -> HttpResponse:
    """Where the person's answer stands, and how to change it."""
    asked = _asked(request, reference)
    free = not asked.reply and asked.application.competition.interview_slots.free().exists()
    is_late = asked.invitation.answer_by <= timezone.now()
    context = {"is_open": asked.is_open, "is_late": is_late, "has_free": free}
    return render(request, "interviews/interview.html", asked.context | context)


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
    context = _question(asked, form, "Continue", "") | {"slots": slots}
    return render(request, "interviews/choose.html", context)


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is needed at the interview."""
    asked = _asked(request, reference)
    typed = posted_or_kept(request)
    has_time = asked.reply is not None and not asked.reply.cannot_come
    if not typed and not (asked.is_open and has_time):
        return redirect("interviews:interview", reference)
    form = NeedsForm(
        typed, initial={"needs": asked.reply.needs, "version": asked.reply.pk} if asked.reply else None
    )

    def answer() -> None:
        say_needs(
            application=asked.application,
            needs=form.cleaned_data["needs"],
            seen=form.cleaned_data["version"],
            by=request.user,
        )

    if _is_saved(request, asked, form, answer):
        return redirect("interviews:interview", reference)
    if asked.person:
        form.fields["needs"].label = "What do they need at the interview? (optional)"
    heading = f"What {asked.person} needs" if asked.person else "What you need"
    return render(request, "interviews/needs.html", _question(asked, form, "Save", heading))


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def cannot_come_at_all(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that one cannot come at any of the times."""
    asked = _asked(request, reference)
    typed = posted_or_kept(request)
    if not (asked.is_open or typed):
        return redirect("interviews:interview", reference)
    form = CannotComeForm(typed, initial={"reason": asked.reply.reason if asked.reply else ""})

    def answer() -> None:
        cannot_come(application=asked.application, reason=form.cleaned_data["reason"], by=request.user)

    if _is_saved(request, asked, form, answer):
        return redirect("interviews:interview", reference)
    if asked.person:
        form.fields["reason"].label = "Why can they not come? (optional)"
    heading = f"{asked.person} cannot come" if asked.person else "Say that you cannot come"
    return render(request, "interviews/cannot_come.html", _question(asked, form, "Save", heading))


TOO_LATE = (
    "This was not saved: the time to answer is over. Copy what you wrote, and send it to the address on the page "
    "of the interview"
)
NO_TIME = (
    "This was not saved: there is no time for the interview any more. Copy what you wrote, choose a time, and say "
    "it then"
)


def _is_saved(
    request: HttpRequest, asked: _Asked, form: NeedsForm | CannotComeForm, answer: Callable[[], None]
) -> bool:
    """Give the answer that was typed; where it cannot be given, the form says why, with what was typed."""
    if not form.is_bound:
        return False
    if not asked.is_open:
        form.add_error(None, TOO_LATE)
        return False
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        answer()
    except TooLateToAnswer:
        form.add_error(None, TOO_LATE)
    except NoTimeChosen:
        form.add_error(None, NO_TIME)
    except ChangedElsewhere as change:
        form.show_version(change.reply.pk)
        form.add_error(None, _changed(change.reply))
    except NotInvited:  # withdrawn in this very moment
        raise Http404 from None
    else:
        messages.success(request, "The answer is saved.")
        return True
    return False


def _changed(reply: Reply) -> str:
    said = f"‘{reply.needs}’" if reply.needs else "nothing"
    return (
        f"This was changed in another window or by somebody else: {said}. Change what is below to what you want "
        "to keep, and save again"
    )


def _asked(request: HttpRequest, reference: str) -> _Asked:
    application = get_object_or_404(queries.answered_by(request.user), reference=reference)
    capacity = application.capacity_of(request.user)
    invitation, reply = queries.invitation_of(application)
    person = _name_of(application) if capacity == "official" else ""
    return _Asked(application, invitation, reply, capacity, person)


def _name_of(application: Application) -> str:
    found = Application.objects.filter(pk=application.pk)
    return candidate_names(found, reader=Reader.OFFICIAL)[application.pk]


def _choose_form(request: HttpRequest, asked: _Asked, slots: dict[int, Slot]) -> ChooseForm:
    initial = {"slot": asked.reply.slot_id} if asked.reply else None
    form = ChooseForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["slot"].choices = [(pk, str(slot)) for pk, slot in slots.items()]
    if asked.person:
        form.fields["slot"].label = f"Choose a time for the interview of {asked.person}"
    if len({slot.place for slot in slots.values()}) > 1:
        form.fields["slot"].govuk["hints"] = {pk: slot.place for pk, slot in slots.items()}
    elif slots:
        form.fields["slot"].help_text += f"; all of them are here: {next(iter(slots.values())).place}"
    return form


def _question(asked: _Asked, form: object, button: str, heading: str) -> dict[str, object]:
    return asked.context | {
        "form": form,
        "heading": heading,
        "caption": asked.application.competition.title,
        "back_url": reverse("interviews:interview", args=[asked.application.reference]),
        "submit_text": button,
    }
