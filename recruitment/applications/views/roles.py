"""Taking a role out of a sector."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from recruitment.applications import components, queries
from recruitment.applications.errors import AlreadySent, NotOpen
from recruitment.applications.models import SectorRole
from recruitment.applications.roles import remove_role
from recruitment.applications.sections.sector_experience import SECTOR_EXPERIENCE
from recruitment.applications.task import Task


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """Ask whether to remove a role, then remove it. The page says which, so that a second click removes no other."""
    began = timezone.now()
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    task = Task(application, SECTOR_EXPERIENCE)
    found = task.steps.get(step)
    if found is None or not found.removable:
        raise Http404("There is no such role.")
    if request.method == "POST":
        posted = request.POST.get("role", "")
        try:
            remove_role(
                application=application,
                role_id=int(posted) if posted.isdecimal() and len(posted) < 19 else 0,
                by=request.user,
                now=began,
            )
        except (AlreadySent, NotOpen):
            return redirect("applications:tasks", reference)
        return redirect(_way_back(request, task))
    row = task.answers.one(SectorRole, **found.form.lookup(found.about))
    if row is None or not application.is_draft or not application.is_open():
        return redirect("applications:tasks", reference)
    rows = found.build(task.outline, task.answers).rows()
    context = {
        "application": application,
        "title": found.title,
        "role": components.told_rows(rows),
        "role_id": row["id"],
        "back_url": _way_back(request, task, step),
    }
    return render(request, "applications/remove_role.html", context)


def _way_back(request: HttpRequest, task: Task, step: str = "") -> str:
    """Return check answers for who came from there, else the page of the role, or the next page that is open."""
    reference = task.application.reference
    if request.GET.get(components.RETURN) == components.CHECK:
        return reverse("applications:check", args=[reference])
    if not step:
        open_step = task.first_open()
        if open_step is None:
            return reverse("applications:tasks", args=[reference])
        step = open_step.key
    return reverse("applications:step", args=[reference, SECTOR_EXPERIENCE.key, step])
