"""The pages on which officials help applicants."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from recruitment.accounts.models import Official
from recruitment.applications import queries
from recruitment.applications.errors import AlreadySent, NotOpen, TakesPart, UntilOutOfRange
from recruitment.applications.extending import end_of, extend, latest
from recruitment.applications.forms import ExtensionForm


@require_http_methods(["GET", "POST"])
def extensions(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one person longer, and list who was given longer, by whom and why."""
    official = get_object_or_404(
        Official.objects.select_related("competition"), user=request.user, competition__slug=slug
    )
    competition = official.competition
    form = ExtensionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            given = extend(
                competition=competition,
                email=form.cleaned_data["email"],
                until=end_of(form.cleaned_data["last_day"]),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except UntilOutOfRange as refusal:
            form.add_error("last_day", str(refusal))
        except (AlreadySent, NotOpen, TakesPart) as refusal:
            form.add_error("email", str(refusal))
        else:
            person = given.application.applicant.email
            messages.success(request, f"{person} has longer. We are sending them an email.")
            return redirect("helping:extensions", slug)
    context = {
        "official": official,
        "competition": competition,
        "form": form,
        "longest": latest(competition),
        "extensions": queries.extensions_of(competition),
    }
    return render(request, "applications/extensions.html", context)
