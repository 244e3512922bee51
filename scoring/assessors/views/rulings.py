"""The connections that assessors declared, for whoever rules on them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from recruitment.accounts.keeping import keeps_what_was_typed, take_kept
from recruitment.applications.models import Application
from recruitment.applications.reading import candidate_names
from recruitment.competitions.models import Competition
from scoring.assessors import queries
from scoring.assessors.blinding import officials_reader
from scoring.assessors.forms import RulingForm
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.permissions import chairs, runs
from scoring.assessors.ruling import AlreadyRuled, NotTheirsToRule, rule


def connections(request: HttpRequest, slug: str) -> HttpResponse:
    """The connections in one competition: those that wait for a ruling, and what was ruled."""
    competition = _competition(request, slug)
    found = list(queries.connections(competition, user=request.user))
    rulable = set(queries.rulable_by(request.user, competition=competition).values_list("pk", flat=True))
    told = _told(request, competition, found)
    context = {
        "competition": competition,
        "waiting": [
            each | {"is_theirs": each["declaration"].pk in rulable} for each in told if each["waits"]
        ],
        "ruled": [each for each in told if not each["waits"]],
        "back_url": _home(request, competition),
    }
    return render(request, "assessors/connections.html", context)


@keeps_what_was_typed
def ruling(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask whether an assessor with a connection carries on, and record the answer."""
    competition = _competition(request, slug)
    declaration = get_object_or_404(queries.connections(competition, user=request.user), pk=pk)
    address = reverse("assessors:connections", args=[slug])
    kept = (take_kept(request) or {}) if request.method == "GET" else {}
    form = RulingForm(request.POST if request.method == "POST" else None, initial=kept)
    if form.is_valid():
        try:
            rule(declaration=declaration, by=request.user, **form.cleaned_data)
        except AlreadyRuled as error:
            outcome = error.ruling.get_outcome_display().lower()
            messages.info(request, f"Somebody ruled before you, ‘{outcome}’, and that stands.")
        except (NotInCompetition, NotTheirsToRule):
            raise Http404 from None
        else:
            messages.success(request, f"Your ruling on {declaration.assessor.name} is recorded.")
        return redirect(address)
    if not queries.rulable_by(request.user, competition=competition).filter(pk=pk).exists():
        return redirect(address)
    [told] = _told(request, competition, [declaration])
    context = {
        "form": form,
        "heading": f"Connection of {declaration.assessor.name} with application {told['reference']}",
        "caption": competition.title,
        "back_url": address,
        "submit_text": "Record the ruling",
        **told,
    }
    return render(request, "assessors/rule.html", context)


def _competition(request: HttpRequest, slug: str) -> Competition:
    """Return the competition, if the person chairs its assessment panel or runs it."""
    competition = get_object_or_404(Competition, slug=slug)
    if not (runs | chairs).test(request.user, competition):
        raise Http404
    return competition


def _home(request: HttpRequest, competition: Competition) -> str:
    name = "shortlisting:competition" if runs(request.user, competition) else "assessors:competition"
    return reverse(name, args=[competition.slug])


def _told(
    request: HttpRequest, competition: Competition, declarations: list[ConflictDeclaration]
) -> list[dict[str, Any]]:
    """Return the declarations as this person may read them: in a blind sift an assessor reads no names."""
    reader = officials_reader(user=request.user, competition=competition)
    applications = Application.objects.filter(pk__in=[each.application_id for each in declarations])
    names = candidate_names(applications, reader=reader)
    return [
        {
            "declaration": each,
            "candidate": names[each.application_id],
            "reference": each.application.reference,
            "details": each.details_masked if reader.masked else each.details,
            "waits": getattr(each, "ruling", None) is None,
        }
        for each in declarations
    ]
