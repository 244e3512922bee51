"""The CV page, and the download of documents."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.documents import components
from recruitment.documents.cvs import current_cv, remove_cv, replace_cv
from recruitment.documents.downloads import hand_back, hand_out
from recruitment.documents.errors import CannotChange, CvRefused
from recruitment.documents.forms import CvForm
from recruitment.documents.permissions import may_read, owns
from recruitment.documents.queries import documents, written_applications
from recruitment.documents.uploads import is_too_large

if TYPE_CHECKING:
    from recruitment.applications.models import Application


CHECKING = "We are checking this file. It usually takes less than a minute."


@require_http_methods(["GET", "POST"])
def cv(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the CV, and take a new one. What counts against the closing time is the moment the file was all here."""
    arrived = timezone.now()
    application = get_object_or_404(written_applications(request.user), reference=reference)
    if not application.is_draft or not application.is_open(arrived):
        return _cannot_change(request, application, refused=request.method == "POST")
    if request.method == "GET":
        return _cv_page(request, application, CvForm())
    form = CvForm(request.POST, request.FILES, too_large=is_too_large(request))
    if form.is_valid():
        try:
            replace_cv(application=application, upload=form.cleaned_data["cv"], by=request.user, now=arrived)
        except CvRefused as refusal:
            form.add_error("cv", str(refusal))
        except CannotChange:
            return _cannot_change(request, application, refused=True)
        else:
            messages.success(request, "Your CV is uploaded. We are checking it.")
            return redirect(request.get_full_path())
    return _cv_page(request, application, form)


def _cv_page(request: HttpRequest, application: "Application", form: CvForm) -> HttpResponse:
    document = current_cv(application)
    context = {
        "form": form,
        "heading": "CV",
        "caption": application.competition.title,
        "back_url": _way_back(request, application),
        "competition": application.competition,
        "application": application,
        "document": document,
        "progress": CHECKING,
        "file": components.file(document, query=request.GET.urlencode()) if document else None,
    }
    return render(request, "documents/cv.html", context)


@never_cache
@require_GET
def status(request: HttpRequest, reference: str) -> JsonResponse:
    """Say whether the CV is still being checked, for the script of the pages that wait for it."""
    application = get_object_or_404(written_applications(request.user), reference=reference)
    document = current_cv(application)
    return JsonResponse({"under_way": bool(document and document.is_pending), "progress": CHECKING})


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether to remove the CV, then remove it."""
    application = get_object_or_404(written_applications(request.user), reference=reference)
    query = request.GET.urlencode()
    cv_url = reverse("documents:cv", args=[reference]) + (f"?{query}" if query else "")
    if request.method == "POST":
        try:
            removed = remove_cv(application=application, by=request.user)
        except CannotChange:
            return _cannot_change(request, application, refused=True)
        if removed:
            messages.success(request, "Your CV is removed.")
        return redirect(cv_url)
    document = current_cv(application)
    if document is None or not application.is_draft or not application.is_open():
        return redirect(cv_url)
    context = {
        "application": application,
        "competition": application.competition,
        "document": document,
        "back_url": cv_url,
    }
    return render(request, "documents/remove.html", context)


def _cannot_change(
    request: HttpRequest, application: "Application", *, refused: bool = False
) -> HttpResponse:
    """Say that the application can no longer be written. `refused`: and that what was just sent was not taken."""
    application.refresh_from_db()
    context = {
        "application": application,
        "competition": application.competition,
        "document": current_cv(application),
        "refused": refused,
        "back_url": reverse("applications:tasks", args=[application.reference]),
    }
    return render(request, "documents/cannot_change.html", context)


def _way_back(request: HttpRequest, application: "Application") -> str:
    """Return where the person came from: the task list, or check answers."""
    page = "applications:check" if request.GET.get("return") == "check" else "applications:tasks"
    return reverse(page, args=[application.reference])


@require_GET
def download(request: HttpRequest, reference: str, pk: int) -> FileResponse:
    """Hand out a document to those who may read it: its owner gets the file back, others read the clean copy."""
    document = get_object_or_404(documents(), pk=pk, application__reference=reference)
    if not may_read.test(request.user, document):
        raise Http404
    if owns.test(request.user, document):
        return hand_back(document)
    return hand_out(document, by=request.user, capacity="official")
