"""What a person meets after sending."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.accounts.keeping import keeps_what_was_typed, posted_or_kept
from recruitment.accounts.models import User
from recruitment.applications import components, queries, tracking
from recruitment.applications.contact import change_contact, contact_of
from recruitment.applications.errors import Concluded, NotSent
from recruitment.applications.forms import WithdrawForm, WithdrawForSomebodyForm
from recruitment.applications.models import Application
from recruitment.applications.progress import progress_of
from recruitment.applications.sections import SECTIONS
from recruitment.applications.sections.about_you import ContactDetailsForm
from recruitment.applications.status import track_of
from recruitment.applications.withdrawal import withdraw as withdraw_application


@require_GET
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where a sent application is: the receipt until anything happens, then what happened and what comes next."""
    application = queries.tracked_applications(request.user).filter(reference=reference).first()
    if application is None:
        entered = get_object_or_404(queries.own_application(request.user), reference=reference)
        return redirect("helping:entered", entered.competition.slug)
    if application.is_draft:
        return redirect("applications:tasks", reference)
    track = track_of(application)
    context = {
        "application": application,
        "competition": application.competition,
        "track": track,
        "done": "Application received" if application.is_entered else "Application sent",
        # Nothing has happened since; who was given longer may send after the competition closed.
        "is_receipt": track.happened[-1].at == application.sent_at,
        "expected": components.expected_list(track),
    }
    return render(request, "applications/sent.html", context)


@require_GET
def answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what the person wrote, to read only: sent, withdrawn, or a draft that was not sent in time."""
    application = get_object_or_404(queries.handled_application(request.user), reference=reference)
    progress = progress_of(application)
    summaries = [
        section.summary(progress.outline, progress.answers)
        for section in SECTIONS
        if section.concerns(progress.outline, progress.answers)
    ]
    typed_cards = partial(components.typed_cards, progress.outline, progress.answers)
    context = {
        "application": application,
        "competition": application.competition,
        "heading": _whose_answers(application, request.user),
        "cards": components.answer_cards(application, summaries, None),
        "unfinished": typed_cards(queries.unfinished_drafts(application)),
        "other_versions": typed_cards(queries.other_versions(application)),
    }
    return render(request, "applications/answers.html", context)


def _whose_answers(application: Application, user: User) -> str:
    if not application.is_entered:
        return "What you wrote"
    is_own = application.capacity_of(user) == "applicant"
    return "What was entered for you" if is_own else f"The application of {application.entered_for}"


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for confirmation and, if the person likes to say, the reason; then take the application out.

    An official who withdraws for somebody reads it in words about that person.
    """
    application = get_object_or_404(queries.handled_application(request.user), reference=reference)
    by_official = application.capacity_of(request.user) == "official"
    form = (WithdrawForSomebodyForm if by_official else WithdrawForm)(
        request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        try:
            withdraw_application(application=application, by=request.user, **form.cleaned_data)
        except NotSent:
            return redirect("applications:tasks", reference)
        except Concluded:
            pass
        else:
            if by_official:
                messages.success(request, f"The application of {application.entered_for} is withdrawn.")
        return redirect("applications:sent", reference)
    if application.state != Application.State.SENT:
        return redirect("applications:tasks", reference)
    context = {
        "application": application,
        "is_invited": tracking.is_invited(application),
        "person": application.entered_for if by_official else "",
        "form": form,
        "back_url": reverse("applications:sent", args=[reference]),
    }
    return render(request, "applications/withdraw.html", context)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Change the phone number or the address after sending."""
    application = get_object_or_404(queries.tracked_applications(request.user), reference=reference)
    if application.is_draft or track_of(application).status.is_concluded:
        return redirect("applications:tasks", reference)
    form = ContactDetailsForm(posted_or_kept(request), initial=contact_of(application))
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_contact(application=application, by=request.user, details=form.cleaned_data)
        except Concluded:  # in this very moment
            changed = False
        if changed:
            messages.success(request, "Your contact details are changed.")
        return redirect("applications:sent", reference)
    context = {
        "application": application,
        "form": form,
        "heading": "Change your contact details",
        "caption": application.competition.title,
        "back_url": reverse("applications:sent", args=[reference]),
        "submit_text": "Save",
    }
    return render(request, "applications/contact.html", context)
