"""The pages on which officials read, print and post letters to people without an e-mail address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.applications import queries
from recruitment.applications.contact import address_of
from recruitment.applications.views.helping import official_who_enters
from recruitment.correspondence.posting import mark_not_posted, mark_posted


@require_GET
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """List the letters that wait to be posted, and those that were."""
    official = official_who_enters(request, slug)
    found = list(queries.letters_of(official.competition))
    context = {
        "official": official,
        "competition": official.competition,
        "to_post": [letter for letter in found if not letter.posted_at],
        "posted": [letter for letter in found if letter.posted_at],
    }
    return render(request, "applications/letters.html", context)


@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one letter as it is printed, and keep that an official posted it, or did not after all."""
    official = official_who_enters(request, slug)
    found = get_object_or_404(queries.letters_of(official.competition), pk=pk)
    person, said = found.application.entered_for, request.POST.get("posted")
    if said == "yes":
        mark_posted(letter=found, by=request.user)
        messages.success(request, f"The letter to {person} is marked as posted.")
        return redirect("helping:letters", slug)
    if said == "no":
        mark_not_posted(letter=found, by=request.user)
        messages.success(request, f"The letter to {person} is no longer marked as posted.")
        return redirect("helping:letter", slug, pk)
    context = {
        "official": official,
        "competition": official.competition,
        "letter": found,
        "application": found.application,
        "address": address_of(found.application),
    }
    return render(request, "applications/letter.html", context)
