"""The chair opens an assessor's scores again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from recruitment.applications.models import Application
from recruitment.competitions.models import Stage
from scoring.assessments.forms import ReopenForm
from scoring.assessments.reopening import AlreadyDecided, NothingToReopen, reopen, reopenable
from scoring.assessors.locking import NotInCompetition


@require_http_methods(["GET", "POST"])
def reopening(
    request: HttpRequest, slug: str, reference: str, assessor: int, stage: str = Stage.SIFT
) -> HttpResponse:
    """Ask why, and reopen. Nothing of the scores is shown here."""
    applications = Application.objects.sent().select_related("competition")
    application = get_object_or_404(applications, competition__slug=slug, reference=reference)
    found = reopenable(application=application, stage=stage, by=request.user)
    seat = get_object_or_404(found, pk=assessor)
    meeting = "moderation:interview" if stage == Stage.INTERVIEW else "moderation:application"
    address = reverse(meeting, args=[slug, reference])
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reopen(
                assessor=seat,
                application=application,
                stage=stage,
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except AlreadyDecided:
            what = "The finding is recorded" if stage == Stage.INTERVIEW else "The sift is decided"
            form.add_error(None, f"{what}, so its scores can no longer change")
        except (NotInCompetition, NothingToReopen):  # withdrawn or reopened in this very moment
            raise Http404 from None
        else:
            messages.success(request, f"{seat.name} can change their scores for application {reference}.")
            return redirect(address)
    context = {
        "form": form,
        "heading": f"Reopen the scores of {seat.name}",
        "caption": f"Application {reference}",
        "back_url": address,
        "submit_text": "Reopen the scores",
        "assessor": seat,
    }
    return render(request, "assessments/reopen.html", context)
