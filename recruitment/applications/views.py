"""The applicant's pages."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.applications import components, queries
from recruitment.applications.errors import NotComplete, NotEligible, NotOpen, NotSent, TakesPart
from recruitment.applications.models import Application
from recruitment.applications.outline import Outline
from recruitment.applications.progress import progress_of
from recruitment.applications.sections import BY_KEY, SECTIONS
from recruitment.applications.sections.sector_experience import missing_levels
from recruitment.applications.sending import send as send_application
from recruitment.applications.starting import begin as begin_application
from recruitment.applications.starting import takes_part
from recruitment.applications.withdrawal import withdraw as withdraw_application
from recruitment.applications.wizard import Task, section_view
from recruitment.competitions.models import Competition


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """List the person's applications."""
    return render(request, "applications/mine.html", {"applications": queries.own_applications(request.user)})


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
    return redirect("applications:tasks", application.reference)


@require_GET
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the task list; a sent application shows its receipt, a late draft what was written."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_draft:
        return redirect("applications:sent", reference)
    if not application.competition.is_open():
        return redirect("applications:answers", reference)
    progress = progress_of(application)
    context = {
        "application": application,
        "competition": application.competition,
        "progress": progress,
        "tasks": components.task_list(application, progress),
    }
    return render(request, "applications/tasks.html", context)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, reference: str, section: str, step: str) -> HttpResponse:
    """Show or save one page of one section."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if request.method == "GET" and not application.is_draft:
        return redirect("applications:sent", reference)
    if request.method == "GET" and not application.competition.is_open():
        return redirect("applications:answers", reference)
    if section not in BY_KEY:
        raise Http404("There is no such section.")
    task = Task(application, BY_KEY[section])
    if not task.steps:
        raise Http404("This competition does not ask for the section.")
    return section_view(request, task, step)


@require_GET
def ruled_out(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that an answer about eligibility rules the person out, and how to change it if it was wrong."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_draft or not progress_of(application).ruled_out:
        return redirect("applications:tasks", reference)
    return render(request, "applications/ruled_out.html", {"application": application})


@require_GET
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Show everything before it is sent."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_draft or not application.competition.is_open():
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
        "missing": components.missing_links(application, progress),
        "missing_levels": missing_levels(progress.answers),
    }


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the application; a second time shows the same receipt.

    By GET, which is how somebody arrives who had to sign in again, it leads back to the answers: a link sends nothing.
    """
    if request.method == "GET":
        get_object_or_404(queries.own_application(request.user), reference=reference)
        return redirect("applications:check", reference)
    began = timezone.now()
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    try:
        send_application(application=application, by=request.user, now=began)
    except NotOpen:
        return redirect("applications:answers", reference)
    except NotEligible:
        return redirect("applications:ruled-out", reference)
    except NotComplete:
        return render(
            request, "applications/check.html", _check_context(application) | {"refused": True}, status=422
        )
    return redirect("applications:sent", reference)


@require_GET
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the receipt of a sent application, or that it was withdrawn."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if application.is_draft:
        return redirect("applications:tasks", reference)
    return render(
        request,
        "applications/sent.html",
        {"application": application, "competition": application.competition},
    )


@require_GET
def answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what the person wrote, to read only: sent, withdrawn, or a draft that was not sent in time."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    progress = progress_of(application)
    summaries = [
        section.summary(progress.outline, progress.answers)
        for section in SECTIONS
        if section.concerns(progress.outline, progress.answers)
    ]
    context = {
        "application": application,
        "competition": application.competition,
        "cards": components.answer_cards(application, summaries, None),
        "unfinished": components.unfinished_cards(progress, queries.unfinished_drafts(application)),
    }
    return render(request, "applications/answers.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for confirmation, then take the application out of the competition."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if request.method == "POST":
        try:
            withdraw_application(application=application, by=request.user)
        except NotSent:
            return redirect("applications:tasks", reference)
        return redirect("applications:sent", reference)
    if application.state != Application.State.SENT:
        return redirect("applications:tasks", reference)
    context = {"application": application, "back_url": reverse("applications:sent", args=[reference])}
    return render(request, "applications/withdraw.html", context)
