"""The pages on which officials help applicants."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recruitment.accounts.models import Official
from recruitment.applications import queries
from recruitment.applications.contact import contact_of
from recruitment.applications.correcting import correct
from recruitment.applications.entering import enter, may_enter, typed_until
from recruitment.applications.errors import (
    AlreadySent,
    AppliedAlready,
    NotOpen,
    ReceivedOutOfRange,
    TakesPart,
    UntilOutOfRange,
)
from recruitment.applications.extending import end_of, extend, last_day, latest
from recruitment.applications.forms import CorrectionForm, CorrectionOfSentForm, EnteringForm, ExtensionForm
from recruitment.applications.models import Application, Entering
from recruitment.govuk.forms import Form


@require_http_methods(["GET", "POST"])
def extensions(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one person longer, and list who was given longer, by whom and why."""
    official = get_object_or_404(
        Official.objects.select_related("competition"), user=request.user, competition__slug=slug
    )
    competition = official.competition
    form = ExtensionForm(request.POST if request.method == "POST" else None, latest=last_day(competition))
    if form.is_valid():
        try:
            given = extend(
                competition=competition,
                email=form.cleaned_data["email"],
                until=end_of(form.cleaned_data["last_day"]),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except UntilOutOfRange as refusal:
            form.add_error("last_day", str(refusal))
        except (AlreadySent, NotOpen, TakesPart) as refusal:
            form.add_error("email", str(refusal))
        else:
            person = given.application.applicant.email
            messages.success(request, f"{person} has longer. We are sending them an email.")
            return redirect("helping:extensions", slug)
    context = {
        "official": official,
        "competition": competition,
        "form": form,
        "longest": latest(competition),
        "extensions": queries.extensions_of(competition),
    }
    return render(request, "applications/extensions.html", context)


@require_http_methods(["GET", "POST"])
def entered(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the application of somebody who applied on paper or by telephone, and list those entered so."""
    official = official_who_enters(request, slug)
    competition = official.competition
    form = EnteringForm(
        request.POST if request.method == "POST" else None,
        first=localdate(competition.opens),
        last=localdate(min(competition.closes, now())),
    )
    context = {"official": official, "competition": competition, "form": form}
    if form.is_valid() and "change" not in request.POST:
        if "confirmed" not in request.POST:
            context |= {"how": Entering.How(form.cleaned_data["how"]).label, "typed": _typed(form)}
            return render(request, "applications/entered_confirm.html", context)
        try:
            application = enter(competition=competition, by=request.user, **form.cleaned_data)
        except ReceivedOutOfRange as refusal:
            form.add_error("received_on", str(refusal))
        except NotOpen as refusal:
            form.add_error(None, str(refusal))
        except (AppliedAlready, TakesPart) as refusal:
            form.add_error("email", str(refusal))
        else:
            return redirect("applications:tasks", application.reference)
    context |= {"until": typed_until(competition), "applications": queries.entered_of(competition)}
    return render(request, "applications/entered.html", context)


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Correct for whom an application is entered, and how to reach the person; list what was corrected."""
    official = official_who_enters(request, slug)
    application = get_object_or_404(queries.entered_of(official.competition), reference=reference)
    form = _correction_form(application, request.POST if request.method == "POST" else None)
    context = {
        "official": official,
        "competition": official.competition,
        "application": application,
        "form": form,
    }
    if form.is_valid() and "change" not in request.POST:
        if form.changed and "confirmed" not in request.POST:
            context |= {"compared": form.compared(), "typed": _typed(form)}
            return render(request, "applications/correction_confirm.html", context)
        try:
            changed = correct(
                application=application,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                details=form.details,
                by=request.user,
            )
        except (AppliedAlready, TakesPart) as refusal:
            form.add_error("email", str(refusal))
        else:
            if changed:
                messages.success(request, f"The contact details of application {reference} are corrected.")
            return redirect("helping:entered", slug)
    context |= {
        "heading": f"Correct the contact details of application {reference}",
        "caption": application.entered_for,
        "submit_text": "Continue",
        "corrections": queries.corrections_of(application),
    }
    return render(request, "applications/correction.html", context)


def _typed(form: Form) -> list[tuple[str, str]]:
    """Return what was typed, as the page that shows it back posts it again."""
    return [(name, text) for name, text in form.data.items() if name != "csrfmiddlewaretoken"]


def official_who_enters(request: HttpRequest, slug: str) -> Official:
    """Return the official of the competition who is signed in; nobody who also assesses it."""
    official = get_object_or_404(
        Official.objects.select_related("competition"), user=request.user, competition__slug=slug
    )
    if not may_enter(competition=official.competition, user=request.user):
        raise Http404("An official who assesses does not see who applied.")
    return official


def _correction_form(application: Application, posted: QueryDict | None) -> CorrectionForm:
    standing = {"name": application.entered_for, "email": application.applicant.email or ""}
    if application.is_draft:
        return CorrectionForm(posted, initial=standing)
    return CorrectionOfSentForm(posted, initial=standing | contact_of(application))
