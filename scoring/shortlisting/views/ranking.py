"""The ranking that informs the shortlist: reasons between equals, and what if the line moved."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from recruitment.applications.reading import Reader
from recruitment.competitions.models import Competition, Post, ScaleLevel
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessors.blinding import officials_reader
from scoring.assessors.locking import NotInCompetition
from scoring.shortlisting import queries
from scoring.shortlisting.between_equals import NotEqual, put_before
from scoring.shortlisting.deciding import pass_over
from scoring.shortlisting.forms import BelowTheLineForm, PrecedenceForm, WhatIfForm
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.ranking import Place, Ranking, Result, first_of
from scoring.shortlisting.views.official import names_of, official_of


def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """The order that informs the shortlist, for one post at a time."""
    official = official_of(request, slug)
    found = official.competition
    posts, post = _post(request, found)
    ranked, criteria, ids = queries.ranking_of(found, post=post, user=request.user)
    page = page_of([*ranked.above, *ranked.below, *ranked.not_agreed], request.GET)
    below = [ids[result.reference] for result in ranked.below]
    recorded = queries.recorded_between(ids.values(), post=post)
    rows = _ranked_rows(request, found, page, ids)
    named = names_of(request, found, [pk for row in recorded for pk in (row.first_id, row.second_id)])
    above = [row for row in rows if isinstance(row["item"], Place)]
    context = {
        "official": official,
        "competition": found,
        "criteria": criteria,
        "has_lead": any(criterion.lead for criterion in criteria),
        "acceptable": _level(found, found.acceptable_level),
        "post": post,
        "posts": posts,
        "ranking": ranked,
        "page": page,
        "pagination": pagination(page, request.GET),
        "above": above,
        "equal": _equal_places(above),
        "recorded": [(named[row.first_id], named[row.second_id], row) for row in recorded],
        "below": [row for row in rows if isinstance(row["item"], Result)],
        "is_undecided_below": len(queries.outcomes_of(below)) < len(below),
        "not_agreed": [row for row in rows if isinstance(row["item"], str)],
        **_disability_confident(request, found, ranked, ids),
    }
    return render(request, "shortlisting/ranking.html", context)


def below_the_line(request: HttpRequest, slug: str) -> HttpResponse:
    """Record for many candidates below the line at once, with one reason, that they are not shortlisted."""
    official = official_of(request, slug)
    found = official.competition
    below = queries.below_the_line(found, user=request.user)
    names = names_of(request, found, [each.application_id for each in below.values()])
    form = BelowTheLineForm(
        request.POST if request.method == "POST" else None, initial={"references": list(below)}
    )
    candidates = form.fields["references"]
    candidates.choices = [
        (reference, _title(names[each.application_id], reference)) for reference, each in below.items()
    ]
    candidates.govuk["hints"] = {
        reference: f"Does not meet {', '.join(each.unmet)}" for reference, each in below.items()
    }
    if form.is_valid():
        number = pass_over(competition=found, by=request.user, **form.cleaned_data)
        messages.success(request, f"Recorded as not shortlisted: {number}.")
        return redirect("shortlisting:ranking", slug)
    context = {
        "official": official,
        "competition": found,
        "back_url": _ranking_url(found, None),
        "form": form,
        "number": len(below),
    }
    return render(request, "shortlisting/below.html", context)


def equals(request: HttpRequest, slug: str) -> HttpResponse:
    """Record why one of two equal candidates goes before the other. `with` names one of the equals."""
    official = official_of(request, slug)
    found = official.competition
    _, post = _post(request, found)
    ids = queries.equals_of(found, request.GET.get("with", ""), post=post, user=request.user)
    names = names_of(request, found, list(ids.values()))
    back_url = _ranking_url(found, post)
    form = PrecedenceForm(request.POST if request.method == "POST" else None)
    choices = [(reference, _title(names[pk], reference)) for reference, pk in ids.items()]
    for name in ("first", "second"):
        form.fields[name].choices = choices
    if form.is_valid() and _is_put_before(request, found, post, form):
        messages.success(request, "The reason is recorded, and the ranking follows it.")
        return redirect(back_url)
    context = {
        "official": official,
        "competition": found,
        "post": post,
        "back_url": back_url,
        "form": form,
        "has_equals": len(ids) > 1,
    }
    return render(request, "shortlisting/equals.html", context)


def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """Who would be in with another line or number, and which sectors they cover. Looking saves nothing."""
    official = official_of(request, slug)
    found = official.competition
    posts, post = _post(request, found)
    form = WhatIfForm(
        request.GET if "line" in request.GET else None, initial={"line": str(found.acceptable_level)}
    )
    form.fields["line"].choices = [(str(level.value), str(level)) for level in found.scale_levels.all()]
    asked = form.cleaned_data if form.is_valid() else {}
    line = asked.get("line", found.acceptable_level)
    ranked, criteria, ids = queries.ranking_of(found, post=post, user=request.user, acceptable=line)
    number = asked.get("interview")
    who = ranked.above if number is None else first_of(ranked.above, number)
    page = page_of(who, request.GET)
    context = {
        "official": official,
        "competition": found,
        "criteria": criteria,
        "has_lead": any(criterion.lead for criterion in criteria),
        "form": form,
        "back_url": _ranking_url(found, post),
        "line": _level(found, line),
        "is_own_line": line == found.acceptable_level,
        "number": number,
        "is_more": number is not None and len(who) > number,
        "post": post,
        "posts": posts,
        "ranking": ranked,
        "agreed": len(ranked.above) + len(ranked.below),
        "who": who,
        "page": page,
        "pagination": pagination(page, request.GET),
        "rows": _ranked_rows(request, found, page, ids),
        "coverage": queries.coverage_of(found, [ids[_reference(place)] for place in who]),
    }
    return render(request, "shortlisting/what_if.html", context)


def _post(request: HttpRequest, competition: Competition) -> tuple[list[Post], Post | None]:
    """Return the competition's posts, and the one that the address asks for: None where there is only one."""
    posts = list(competition.posts.all())
    if len(posts) < 2:
        return posts, None
    return posts, next((post for post in posts if post.key == request.GET.get("post")), posts[0])


def _ranking_url(competition: Competition, post: Post | None) -> str:
    """Return the address of the ranking that the person came from."""
    url = reverse("shortlisting:ranking", args=[competition.slug])
    return f"{url}?{urlencode({'post': post.key})}" if post else url


def _level(competition: Competition, value: int) -> ScaleLevel | None:
    return competition.scale_levels.filter(value=value).first()


def _ranked_rows(
    request: HttpRequest, competition: Competition, page: Iterable[Any], ids: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Return the candidates of a page of the ranking with their names and decisions."""
    items = list(page)
    shown = [ids[_reference(item)] for item in items]
    names = names_of(request, competition, shown)
    outcomes = queries.outcomes_of(shown)
    return [
        {
            "item": item,
            "reference": _reference(item),
            "name": names[pk],
            "decision": _decision(outcomes.get(pk)),
        }
        for item, pk in zip(items, shown, strict=True)
    ]


def _disability_confident(
    request: HttpRequest, competition: Competition, ranked: Ranking, ids: Mapping[str, int]
) -> dict[str, Any]:
    """Return what the page says of the Disability Confident scheme: nothing to an official who also assesses."""
    reader = officials_reader(user=request.user, competition=competition)
    if reader is not Reader.OFFICIAL:
        return {}
    found = queries.under_the_scheme(ranked, ids, reader=reader)
    names = names_of(request, competition, [each.application_id for each in found])
    return {
        "reads_the_scheme": True,
        "under_the_scheme": [
            {"person": each, "name": names[each.application_id], "decision": _decision(each.outcome)}
            for each in found
        ],
    }


def _decision(outcome: str | None) -> str:
    return SiftDecision.Outcome(outcome).label if outcome else "Not decided"


def _equal_places(above: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the places that several candidates share, each by the first of them."""
    return [
        row
        for row, before in zip(above, [None, *above], strict=False)
        if row["item"].tied and (before is None or before["item"].number != row["item"].number)
    ]


def _title(name: str, reference: str) -> str:
    return name if reference in name else f"{name}, {reference}"


def _is_put_before(
    request: HttpRequest, competition: Competition, post: Post | None, form: PrecedenceForm
) -> bool:
    """Record it. Where it is refused, say on the form what to do."""
    two = [form.cleaned_data["first"], form.cleaned_data["second"]]
    by_reference = {found.reference: found for found in competition.applications.filter(reference__in=two)}
    first, second = (by_reference[reference] for reference in two)
    try:
        put_before(first=first, second=second, post=post, reason=form.cleaned_data["reason"], by=request.user)
    except (NotEqual, NotInCompetition):  # in this very moment
        form.add_error(None, "These two are no longer equal. Go back to the ranking and look again")
        return False
    return True


def _reference(item: Place | Result | str) -> str:
    if isinstance(item, Place):
        return item.result.reference
    return item if isinstance(item, str) else item.reference
