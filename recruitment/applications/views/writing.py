"""Writing an application: the task list and the pages of each section."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.accounts.keeping import keeps_what_was_typed, take_kept
from recruitment.applications import components, queries
from recruitment.applications.progress import progress_of
from recruitment.applications.sections.eligibility import what_rules_out
from recruitment.applications.views.keeping import save_what_was_kept, task_of
from recruitment.applications.wizard import section_view


@require_GET
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the task list; a sent application shows its receipt, a late draft what was written."""
    application = get_object_or_404(queries.handled_application(request.user), reference=reference)
    if not application.is_draft:
        return redirect("applications:sent", reference)
    # What was sent on paper the person reads here, but does not write: others had until the closing time.
    if application.is_entered and application.capacity_of(request.user) == "applicant":
        return redirect("applications:answers", reference)
    if application.is_being_sent:
        return redirect("applications:waiting", reference)
    if not application.is_open():
        return redirect("applications:answers", reference)
    progress = progress_of(application)
    context = {
        "application": application,
        "competition": application.competition,
        "progress": progress,
        "tasks": components.task_list(application, progress),
        "versions": components.versions_links(application, progress),
    }
    return render(request, "applications/tasks.html", context)


@require_http_methods(["GET", "POST"])
@keeps_what_was_typed
def step(request: HttpRequest, reference: str, section: str, step: str) -> HttpResponse:
    """Show or save one page of one section."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    task = task_of(application, section)
    if request.method == "GET":
        kept = take_kept(request)
        if kept is not None:
            return save_what_was_kept(request, task, step, kept)
        if not application.is_draft:
            return redirect("applications:sent", reference)
        if application.is_being_sent:
            return redirect("applications:waiting", reference)
        if not application.is_open():
            return redirect("applications:answers", reference)
    return section_view(request, task, step)


@require_GET
def ruled_out(request: HttpRequest, reference: str) -> HttpResponse:
    """Say which answer about eligibility rules the person out, and what they can do."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    found = what_rules_out(progress_of(application).answers) if application.is_draft else []
    if not found:
        return redirect("applications:tasks", reference)
    return render(request, "applications/ruled_out.html", {"application": application, "found": found})
