"""A competition as its official runs it: where it stands, its applications, telling the outcome."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from recruitment.competitions.models import Competition
from recruitment.correspondence.models import PaperLetter
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessors.queries import rulable_by
from scoring.assessors.starting import missing
from scoring.shortlisting import queries
from scoring.shortlisting.confirming import (
    ChangedMeanwhile,
    NotAllConfirmed,
    NotAllDecided,
    confirm,
    is_recused_from_some,
    pending_decisions,
)
from scoring.shortlisting.forms import ConfirmForm
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import Line
from scoring.shortlisting.releasing import release
from scoring.shortlisting.situation import DAYS_TO_CONCLUDE, Standing, days_since_closing, situation
from scoring.shortlisting.views.official import names_of, official_of


def home(request: HttpRequest) -> HttpResponse:
    """The competitions that the person runs."""
    competitions = Competition.objects.run_by(request.user)
    if not competitions:
        raise Http404
    return render(request, "shortlisting/home.html", {"competitions": competitions})


def competition(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the competition is: counts, who has what left to score, and what to do next."""
    official = official_of(request, slug)
    found = official.competition
    counts = queries.counts_of(queries.list_lines(found, user=request.user))
    theirs = queries.applications_of(found, user=request.user).order_by()
    context = {
        "official": official,
        "competition": found,
        "situation": situation(found, counts),
        "missing": missing(found),
        "counts": [(standing, counts[standing]) for standing in Standing],
        "in_competition": sum(counts.values()) - counts[Standing.WITHDRAWN],
        "drafts": queries.begun(found).count(),
        "still_to_send": queries.still_to_send(found),
        "pending": pending_decisions(found).filter(application__in=theirs).count(),
        "to_tell": queries.to_tell(found, user=request.user)[0].total(),
        "workloads": queries.workloads(found, user=request.user),
        "to_rule": rulable_by(request.user, competition=found).count(),
        "days": days_since_closing(found) if found.is_closed() else None,
        "days_to_conclude": DAYS_TO_CONCLUDE,
        "assesses": official.assesses,
        "letters_to_post": 0 if official.assesses else PaperLetter.objects.to_post(found).count(),
    }
    return render(request, "shortlisting/competition.html", context)


def applications(request: HttpRequest, slug: str) -> HttpResponse:
    """The applications of the competition, all or those with one standing."""
    official = official_of(request, slug)
    found = official.competition
    lines = queries.list_lines(found, user=request.user)
    counts = queries.counts_of(lines)
    chosen = next((standing for standing in Standing if standing == request.GET.get("state")), None)
    page = page_of([line for line in lines if chosen in (None, line.standing)], request.GET)
    names = names_of(request, found, [line.application_id for line in page])
    context = {
        "official": official,
        "competition": found,
        "chosen": chosen,
        "filters": [(standing, counts[standing]) for standing in Standing],
        "total": len(lines),
        "page": page,
        "pagination": pagination(page, request.GET),
        "tasks": _tasks(found, page.object_list, names),
    }
    return render(request, "shortlisting/applications.html", context)


def confirmation(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm every decision on the sift that is pending."""
    official = official_of(request, slug)
    found = official.competition
    is_recused = is_recused_from_some(found, user=request.user)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not is_recused:
        try:
            confirmed = confirm(competition=found, by=request.user, seen=form.seen_version)
        except (NotAllDecided, ChangedMeanwhile):
            form.add_error(None, "A decision or an application came while this page was open: look again")
        else:
            if confirmed:
                messages.success(request, f"Confirmed: {confirmed} decision{'' if confirmed == 1 else 's'}.")
            return redirect("shortlisting:competition", slug)
    pending = list(pending_decisions(found).values_list("pk", "outcome"))
    last = max((pk for pk, _ in pending), default=0)
    if form.is_bound:
        form.show_version(last)
    else:
        form.initial["version"] = last
    counts = Counter(outcome for _, outcome in pending)
    context = {
        "official": official,
        "competition": found,
        "form": form,
        "is_recused": is_recused,
        "undecided": found.applications.sent().filter(sift_decisions=None).count(),
        "pending": [(outcome, counts[outcome]) for outcome in SiftDecision.Outcome if counts[outcome]],
        "still_to_send": queries.still_to_send(found),
    }
    return render(request, "shortlisting/confirm.html", context)


def outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for confirmation, then tell every applicant the outcome of the sift."""
    official = official_of(request, slug)
    found = official.competition
    waiting, undecided = queries.to_tell(found, user=request.user)
    if request.method == "POST":
        try:
            told = release(competition=found, by=request.user)
        except NotAllDecided:
            undecided = True  # also one that this official may not see
        except NotAllConfirmed:
            pass  # the page says so
        else:
            if told:
                messages.success(request, "The applicants are told the outcome of the sift.")
            return redirect("shortlisting:competition", slug)
    context = {
        "official": official,
        "competition": found,
        "shortlisted": waiting[SiftDecision.Outcome.SHORTLISTED],
        "reserves": waiting[SiftDecision.Outcome.RESERVE],
        "not_shortlisted": waiting[SiftDecision.Outcome.NOT_SHORTLISTED],
        "waiting": waiting.total(),
        "pending": pending_decisions(found).exists(),
        "undecided": undecided,
        "equals": queries.equals_decided_apart(found, user=request.user) if waiting else [],
        "without_address": found.applications.sent().without_address().count(),
        "still_to_send": queries.still_to_send(found),
    }
    return render(request, "shortlisting/outcomes.html", context)


def _tasks(competition: Competition, lines: list[Line], names: dict[int, str]) -> dict[str, Any]:
    """Return the options of the component task-list: one row an application."""
    return {
        "idPrefix": "application",
        "items": [
            {
                "title": {"text": names[line.application_id]},
                "hint": {"text": f"{line.reference}. {line.progress.in_words}"},
                "href": reverse("shortlisting:application", args=[competition.slug, line.reference]),
                "status": {"tag": {"text": line.standing.label, "classes": TAGS[line.standing]}}
                if line.standing in TAGS
                else {"text": line.standing.label},
            }
            for line in lines
        ],
    }


# What still needs somebody's work has a tag.
TAGS = {
    Standing.SCORING: "govuk-tag--grey",
    Standing.AGREEING: "govuk-tag--teal",
    Standing.DECIDING: "govuk-tag--blue",
}
