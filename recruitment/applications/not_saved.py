"""What is said where a step could not be saved, so that nothing that was typed disappears."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from recruitment.applications.components import typed_rows
from recruitment.applications.drafting import what_was_typed
from recruitment.applications.errors import AlreadySent, ApplicationRefused, NoLongerAsked, NotOpen
from recruitment.applications.task import Task

REFUSALS = (NoLongerAsked, NotOpen, AlreadySent)


def reason_of(refusal: ApplicationRefused) -> tuple[str, int]:
    """Return the word for why a step was not saved, and the status of the response that says so."""
    if isinstance(refusal, NotOpen):
        return "closed", 403
    return ("sent" if isinstance(refusal, AlreadySent) else "no_longer_asked"), 409


def not_saved_page(
    request: HttpRequest,
    *,
    task: Task,
    step: str,
    posted: MultiValueDict[str, str],
    refusal: ApplicationRefused,
) -> HttpResponse:
    """Show what was typed, and why it was not saved."""
    reason, status = reason_of(refusal)
    typed, _ = what_was_typed(step, posted)
    context = {
        "application": task.application,
        "competition": task.application.competition,
        "reason": reason,
        "typed": typed_rows(task.form(step), typed),
    }
    return render(request, "applications/not_saved.html", context, status=status)
