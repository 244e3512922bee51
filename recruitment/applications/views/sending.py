"""Checking and sending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.applications import components, queries
from recruitment.applications.errors import NotComplete, NotEligible, NotOpen, VersionsToChoose
from recruitment.applications.models import Application
from recruitment.applications.progress import progress_of
from recruitment.applications.sections.sector_experience import missing_levels
from recruitment.applications.sending import send as send_application


@require_GET
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Show everything before it is sent."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_draft or application.is_being_sent or not application.is_open():
        return redirect("applications:tasks", reference)
    return render(request, "applications/check.html", _check_context(application))


def _check_context(application: Application) -> dict[str, object]:
    progress = progress_of(application)
    summaries = [each.section.summary(progress.outline, progress.answers) for each in progress.sections]
    return {
        "application": application,
        "competition": application.competition,
        "progress": progress,
        "cards": components.answer_cards(application, summaries, set(progress.accepted)),
        "versions": components.versions_links(application, progress),
        "missing": components.missing_links(application, progress),
        "missing_levels": missing_levels(progress.answers),
    }


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the application; then the equality questions come. A second time shows the same receipt.

    While the CV is checked, say that it is waited for: the questions are then reached from the receipt.

    By GET, which is how somebody arrives who had to sign in again, it leads back to the answers: a link sends nothing.
    """
    if request.method == "GET":
        get_object_or_404(queries.own_application(request.user), reference=reference)
        return redirect("applications:check", reference)
    began = timezone.now()
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    was_draft = application.is_draft
    try:
        application = send_application(application=application, by=request.user, now=began)
    except NotOpen:
        return redirect("applications:answers", reference)
    except NotEligible:
        return redirect("applications:ruled-out", reference)
    except (NotComplete, VersionsToChoose):
        return render(
            request, "applications/check.html", _check_context(application) | {"refused": True}, status=422
        )
    if application.is_being_sent:
        return redirect("applications:waiting", reference)
    if application.capacity_of(request.user) == "official":
        receipt = (
            "We email the person a receipt" if application.applicant.email else "There is a receipt to post"
        )
        messages.success(request, f"Application {reference} is sent. {receipt}.")
        return redirect("helping:entered", application.competition.slug)
    return redirect("equality:ask" if was_draft else "applications:sent", reference)


@never_cache
@require_GET
def waiting(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the application is sent as soon as the CV is checked."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_being_sent:
        return redirect("applications:tasks", reference)
    return render(request, "applications/waiting.html", {"application": application})
