"""How far the assessors of a competition agree."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from recruitment.competitions.models import Assessor, Competition, Criterion, Stage
from scoring.assessors.permissions import chairs, runs
from scoring.moderation import queries
from scoring.moderation.agreement import Agreement, agreement
from scoring.moderation.agreement_in_words import (
    alpha_in_short,
    alpha_in_words,
    habit_in_words,
    interval,
    number,
    pair_in_words,
)

HEADINGS = {
    "criteria": ("Alpha", "95% interval", "Applications"),
    "habits": ("Severity", "Spread", "The others’ spread", "Scores"),
    "pairs": ("Weighted kappa",),
}


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is about, its numbers as they are shown, and what they mean."""

    about: str
    numbers: tuple[str, ...]
    meaning: str


def statistics(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is made of the sift's scores that the person may read."""
    competition = get_object_or_404(Competition, slug=slug)
    if not (runs | chairs).test(request.user, competition):
        raise Http404
    given = queries.given_scores(request.user, competition=competition, stage=Stage.SIFT)
    found = agreement(given, scale=[level.value for level in competition.scale_levels.all()])
    assessors = {assessor.pk: assessor for assessor in competition.assessors.all()}
    context = {
        "competition": competition,
        "overall": found.overall,
        "alpha": number(found.overall.value),
        "interval": interval(found.overall),
        "meaning": alpha_in_words(found.overall),
        "headings": HEADINGS,
        "criteria": _criteria(competition.criteria.at(Stage.SIFT), found),
        "habits": _habits(assessors, found),
        "pairs": _pairs(assessors, found),
        "waits_for_own_scores": any(assessor.user_id == request.user.pk for assessor in assessors.values()),
    }
    return render(request, "moderation/statistics.html", context)


def _criteria(criteria: Iterable[Criterion], found: Agreement) -> list[Line]:
    """Return a line for each criterion on which there are scores."""
    return [
        Line(
            f"{criterion.code}: {criterion.text}",
            (number(alpha.value), interval(alpha), str(alpha.applications)),
            alpha_in_short(alpha),
        )
        for criterion in criteria
        if (alpha := found.by_criterion.get(criterion.code))
    ]


def _habits(assessors: dict[int, Assessor], found: Agreement) -> list[Line]:
    """Return a line for each assessor whose scores are here, in the published order."""
    habits = {habit.assessor: habit for habit in found.habits}
    return [
        Line(
            assessor.name,
            (
                number(habit.severity, signed=True),
                number(habit.spread),
                number(habit.others_spread),
                str(habit.scores),
            ),
            habit_in_words(habit),
        )
        for pk, assessor in assessors.items()
        if (habit := habits.get(pk))
    ]


def _pairs(assessors: dict[int, Assessor], found: Agreement) -> list[Line]:
    """Return a line for each two assessors whose scores are here."""
    return [
        Line(
            " and ".join(assessors[pk].name for pk in pair.assessors),
            (number(pair.kappa),),
            pair_in_words(pair),
        )
        for pair in found.pairs
    ]
