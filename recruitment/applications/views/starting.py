"""Beginning an application, and finding it again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.applications import components, queries
from recruitment.applications.deleting import delete_draft
from recruitment.applications.errors import AlreadySent, NotOpen, TakesPart
from recruitment.applications.models import Application
from recruitment.applications.outline import Outline
from recruitment.applications.progress import progress_of
from recruitment.applications.sections import SECTIONS
from recruitment.applications.sections.eligibility import ELIGIBILITY, STOPS
from recruitment.applications.starting import begin as begin_application
from recruitment.applications.starting import takes_part
from recruitment.applications.status import track_of
from recruitment.competitions.models import Competition
from recruitment.documents import refusals
from recruitment.documents.cvs import current_cv

# In the session: the reference of the draft that the person deleted last, and the list that it stood in.
_DELETED = "deleted_draft_and_list"


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's applications, each with where it is and what comes next."""
    now = timezone.now()
    lines = []
    for application in queries.own_applications(request.user):
        track = track_of(application, now)
        lines.append((application, track, components.status_tag(track.status)))
    return render(request, "applications/mine.html", {"lines": lines})


@login_not_required
@require_GET
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Say, to anybody, what an application takes, with the button that begins one."""
    competition = get_object_or_404(Competition.objects.published(), slug=slug)
    if not competition.is_open():
        return redirect("competitions:advert", slug)
    own = None
    if request.user.is_authenticated:
        own = Application.objects.owned_by(request.user).filter(competition=competition).first()
    outline = Outline(competition)
    context = {
        "competition": competition,
        "own": own,
        "sections": [each.title for each in SECTIONS if each.page or each.all_steps(outline)],
        "answers": outline.written_criteria,
        "words": f"{sum(criterion.word_limit for criterion in outline.written_criteria):,}",
        "cv_formats": refusals.formats(),
        "cv_megabytes": settings.CV_MAX_BYTES // (1024 * 1024),
        "cv_pages": settings.CV_MAX_PAGES,
        "signed_in_hours": settings.SESSION_COOKIE_AGE // 3600,
    }
    return render(request, "applications/start.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an application, or go on with the one that is there.

    By GET, which is how a person arrives from signing in, the page asks for one more click: a link starts nothing.
    """
    competition = get_object_or_404(Competition.objects.published(), slug=slug)
    found = Application.objects.owned_by(request.user).filter(competition=competition).first()
    if found is None and request.method == "GET":
        if not competition.is_open():
            return redirect("competitions:advert", slug)
        if not takes_part(competition=competition, user=request.user):
            return render(request, "applications/begin.html", {"competition": competition})
    try:
        application = found or begin_application(competition=competition, by=request.user)
    except NotOpen:
        return redirect("competitions:advert", slug)
    except TakesPart:
        return render(request, "applications/takes_part.html", {"competition": competition}, status=403)
    if found is None:
        return redirect("applications:step", application.reference, ELIGIBILITY.key, STOPS)
    return redirect("applications:tasks", application.reference)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what is lost and ask for confirmation, then delete a draft; a second time leads to the list as well."""
    deleted, list_url = request.session.get(_DELETED, ("", ""))
    if deleted == reference:
        return redirect(list_url)
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if request.method == "POST":
        try:
            delete_draft(application=application, by=request.user)
        except AlreadySent:
            return redirect("applications:tasks", reference)
        if application.is_entered:
            list_url = reverse("helping:entered", args=[application.competition.slug])
            messages.success(request, f"Draft {reference} is deleted.")
        else:
            list_url = reverse("applications:mine")
            messages.success(request, f"Your draft for ‘{application.competition.title}’ is deleted.")
        request.session[_DELETED] = (reference, list_url)
        return redirect(list_url)
    if not application.is_draft or application.is_being_sent:
        return redirect("applications:tasks", reference)
    context = {
        "application": application,
        "competition": application.competition,
        "progress": progress_of(application),
        "cv": current_cv(application),
        "back_url": reverse("applications:tasks", args=[reference]),
    }
    return render(request, "applications/delete.html", context)
