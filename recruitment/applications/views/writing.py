"""Writing an application: the task list and the pages of each section."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.applications import components, queries
from recruitment.applications.progress import progress_of
from recruitment.applications.sections import BY_KEY
from recruitment.applications.wizard import Task, section_view


@require_GET
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the task list; a sent application shows its receipt, a late draft what was written."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_draft:
        return redirect("applications:sent", reference)
    if not application.is_open():
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
    if request.method == "GET" and not application.is_open():
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
