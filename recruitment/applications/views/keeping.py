"""Keeping what is typed: automatic saves, what was sent while signed out, and the choice between two versions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_POST

from recruitment.applications import components, queries
from recruitment.applications.drafting import choose_version, save_step, versions_seen
from recruitment.applications.errors import ChangedElsewhere
from recruitment.applications.models import Application, RefusedSave
from recruitment.applications.not_saved import REFUSALS, not_saved_page, reason_of
from recruitment.applications.sections import BY_KEY
from recruitment.applications.task import Task
from recruitment.applications.wizard import opened_page
from recruitment.govuk.templatetags.moments import clock

KEPT = "You were signed out. What you typed on this page is saved."
NEWER = "There is a newer version of this page than the ones you were shown. Choose again."


def task_of(application: Application, section: str) -> Task:
    """Return a section of an application; Http404 for one that the competition does not ask for."""
    if section not in BY_KEY:
        raise Http404("There is no such section.")
    task = Task(application, BY_KEY[section])
    if not task.steps:
        raise Http404("This competition does not ask for the section.")
    return task


@require_POST
def autosave(request: HttpRequest, reference: str, section: str, step: str) -> JsonResponse:
    """Save what a page holds while the person types: {"saved_at": "2:02pm", "version": 7}, or {"problem": why}."""
    began = timezone.now()
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    task = task_of(application, section)
    try:
        saved = save_step(
            task=task,
            step=_known(task, step),
            posted=request.POST,
            opened=opened_page(request.POST),
            by=request.user,
            now=began,
            automatic=True,
        )
    except ChangedElsewhere:
        return JsonResponse({"problem": "changed_elsewhere"}, status=409)
    except REFUSALS as refusal:
        reason, status = reason_of(refusal)
        return JsonResponse({"problem": reason}, status=status)
    except LookupError as error:
        raise Http404("This step was never asked.") from error
    saved_at = saved.draft.saved_at if saved.draft else began
    return JsonResponse({"saved_at": clock(saved_at), "version": saved.version})


def save_what_was_kept(
    request: HttpRequest, task: Task, step: str, kept: MultiValueDict[str, str]
) -> HttpResponse:
    """Save what was sent while the person was signed out, and show it on its page."""
    try:
        save_step(
            task=task,
            step=_known(task, step),
            posted=kept,
            opened=opened_page(kept),
            by=request.user,
            automatic=True,
        )
    except ChangedElsewhere:
        return redirect("applications:versions", task.application.reference, task.section.key, step)
    except REFUSALS as refusal:
        return not_saved_page(request, task=task, step=step, posted=kept, refusal=refusal)
    except LookupError as error:
        raise Http404("This step was never asked.") from error
    messages.success(request, KEPT)
    return redirect(request.get_full_path())


@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, reference: str, section: str, step: str) -> HttpResponse:
    """Show the versions of a step side by side, and keep the one that the person chooses."""
    application = get_object_or_404(queries.own_application(request.user), reference=reference)
    if not application.is_draft or not application.is_open():
        return redirect("applications:answers", reference)
    task = task_of(application, section)
    here = [reference, section, _known(task, step)]
    if request.method == "POST":
        keep = request.POST.get("keep", "")
        try:
            choose_version(
                task=task,
                step=step,
                keep=int(keep) if keep.isascii() and keep.isdecimal() and len(keep) < 19 else None,
                seen=request.POST.get("seen", ""),
                by=request.user,
            )
        except (ChangedElsewhere, RefusedSave.DoesNotExist):
            messages.warning(request, NEWER)
            return redirect("applications:versions", *here)
        except REFUSALS:
            return redirect("applications:tasks", reference)
        return redirect("applications:step", *here)
    draft = queries.draft_of(application, section, step)
    refused = list(queries.refused_saves_of(application, section, step))
    if draft is None or not refused:
        return redirect("applications:step", *here)
    context = {
        "application": application,
        "section": task.section,
        "heading": task.steps[step].title,
        "versions": components.versions(task, draft, refused),
        "seen": versions_seen(draft, refused),
    }
    return render(request, "applications/versions.html", context)


def _known(task: Task, step: str) -> str:
    if step not in task.steps:
        raise Http404("There is no such step.")
    return step
