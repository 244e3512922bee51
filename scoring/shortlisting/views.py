"""The official's pages: the competition, its applications, the ranking, and decisions."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from recruitment.accounts.models import Official
from recruitment.applications.errors import NotWithdrawn
from recruitment.applications.models import Application
from recruitment.applications.reading import (
    CandidateFile,
    Reader,
    candidate_files,
    candidate_names,
    changed_contact,
    enterings,
    extensions,
    withdrawals,
)
from recruitment.applications.withdrawal import reinstate
from recruitment.competitions.models import Assessor, Competition, Post, ScaleLevel, Stage
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessments.models import Assessment
from scoring.assessments.side_by_side import side_by_side
from scoring.assessors.blinding import officials_reader
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.queries import name_of
from scoring.moderation.progress import progress_of
from scoring.moderation.queries import agreed_history, recused_from, scores_readable_by, waiting_for
from scoring.shortlisting import queries
from scoring.shortlisting.between_equals import NotEqual, put_before
from scoring.shortlisting.deciding import AlreadyTold, DecidedElsewhere, NotAgreed, decide
from scoring.shortlisting.forms import DecisionForm, PrecedenceForm, ReinstateForm, WhatIfForm
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import Line
from scoring.shortlisting.ranking import Place, Result, first_of
from scoring.shortlisting.releasing import NotAllDecided, release
from scoring.shortlisting.situation import DAYS_TO_CONCLUDE, Standing, days_since_closing, situation


def home(request: HttpRequest) -> HttpResponse:
    """The competitions that the person runs."""
    competitions = Competition.objects.run_by(request.user)
    if not competitions:
        raise Http404
    return render(request, "shortlisting/home.html", {"competitions": competitions})


def competition(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the competition is: counts, who has what left to score, and what to do next."""
    official = _official(request, slug)
    found = official.competition
    counts = queries.counts_of(queries.list_lines(found, user=request.user))
    context = {
        "official": official,
        "competition": found,
        "situation": situation(found, counts),
        "counts": [(standing, counts[standing]) for standing in Standing],
        "in_competition": sum(counts.values()) - counts[Standing.WITHDRAWN],
        "drafts": found.applications.filter(state=Application.State.DRAFT).count(),
        "still_to_send": queries.still_to_send(found),
        "to_tell": queries.to_tell(found, user=request.user)[0].total(),
        "workloads": queries.workloads(found, user=request.user),
        "days": days_since_closing(found) if found.is_closed() else None,
        "days_to_conclude": DAYS_TO_CONCLUDE,
        "assesses": official.assesses,
    }
    return render(request, "shortlisting/competition.html", context)


def applications(request: HttpRequest, slug: str) -> HttpResponse:
    """The applications of the competition, all or those with one standing."""
    official = _official(request, slug)
    found = official.competition
    lines = queries.list_lines(found, user=request.user)
    counts = queries.counts_of(lines)
    chosen = next((standing for standing in Standing if standing == request.GET.get("state")), None)
    page = page_of([line for line in lines if chosen in (None, line.standing)], request.GET)
    names = _names(request, found, [line.application_id for line in page])
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


def application(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """One application: all that the official may read, the scores, and the decision."""
    official = _official(request, slug)
    found = _application(request, official.competition, reference)
    reader = officials_reader(user=request.user, competition=official.competition)
    [file] = candidate_files(Application.objects.filter(pk=found.pk), reader=reader)
    may_read_scores = scores_readable_by(request.user).filter(pk=found.pk).exists()
    context = {
        "official": official,
        "competition": official.competition,
        "application": found,
        "file": file,
        "cv_url": _cv_url(official, found, file),
        "is_blind": reader == Reader.BLIND_ASSESSOR,
        "is_withdrawn": found.state == Application.State.WITHDRAWN,
        "progress": _progress(found),
        "waiting": waiting_for(found, Stage.SIFT),
        "recused": recused_from(found),
        "may_read_scores": may_read_scores,
        "scores": _scores(found) if may_read_scores else (),
        "unmet": queries.unmet_essentials(found) if may_read_scores else [],
        "decisions": queries.decision_history(found),
        "contact": changed_contact(found, reader=reader),
        "withdrawals": withdrawals(found, reader=reader).annotate(undone_by_name=name_of("undone_by")),
        "extensions": extensions(found, reader=reader).annotate(granted_by_name=name_of("granted_by")),
        "enterings": enterings(found, reader=reader).annotate(entered_by_name=name_of("entered_by")),
        "is_late": reader is Reader.OFFICIAL and found.sent_at >= official.competition.closes,
        "is_told": found.is_told,
    }
    return render(request, "shortlisting/application.html", context)


def _cv_url(official: Official, application: Application, file: CandidateFile) -> str:
    """Return where this official gets the CV, if they may: one who also assesses gets it as assessors do."""
    if file.cv_id is None or application.state == Application.State.WITHDRAWN:
        return ""
    if official.assesses:
        return reverse("assessments:cv", args=[official.competition.slug, application.reference])
    return reverse("documents:download", args=[application.reference, file.cv_id])


def decision(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Record whether one candidate is shortlisted, with the reason."""
    official = _official(request, slug)
    found = _application(request, official.competition, reference)
    if found.state != Application.State.SENT:
        raise Http404
    history = queries.decision_history(found)
    version = history[0].version if history else 0
    posted = request.POST if request.method == "POST" else None
    form = DecisionForm(posted, initial={"version": version})
    if form.is_valid() and _is_decided(request, found, form):
        messages.success(request, f"The decision on application {reference} is recorded.")
        return redirect("shortlisting:application", slug, reference)
    context = {
        "official": official,
        "competition": official.competition,
        "application": found,
        "title": _names(request, official.competition, [found.pk])[found.pk],
        "progress": _progress(found),
        "unmet": queries.unmet_essentials(found),
        "decisions": history,
        "form": form,
    }
    return render(request, "shortlisting/decide.html", context)


def reinstatement(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Put a withdrawn application back into the competition, with the reason."""
    official = _official(request, slug)
    found = _application(request, official.competition, reference)
    if found.state != Application.State.WITHDRAWN:
        return redirect("shortlisting:application", slug, reference)
    form = ReinstateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with suppress(NotWithdrawn):  # another official was faster
            reinstate(application=found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Application {reference} is back in the competition.")
        return redirect("shortlisting:application", slug, reference)
    context = {
        "official": official,
        "competition": official.competition,
        "application": found,
        "title": _names(request, official.competition, [found.pk])[found.pk],
        "form": form,
    }
    return render(request, "shortlisting/reinstate.html", context)


def outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for confirmation, then tell every applicant the outcome of the sift."""
    official = _official(request, slug)
    found = official.competition
    waiting, undecided = queries.to_tell(found, user=request.user)
    if request.method == "POST":
        try:
            told = release(competition=found, by=request.user)
        except NotAllDecided:
            undecided = True  # also one that this official may not see
        else:
            if told:
                messages.success(request, "The applicants are told the outcome of the sift.")
            return redirect("shortlisting:competition", slug)
    context = {
        "official": official,
        "competition": found,
        "shortlisted": waiting[SiftDecision.Outcome.SHORTLISTED],
        "not_shortlisted": waiting[SiftDecision.Outcome.NOT_SHORTLISTED],
        "waiting": waiting.total(),
        "undecided": undecided,
        "still_to_send": queries.still_to_send(found),
    }
    return render(request, "shortlisting/outcomes.html", context)


def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """The order that informs the shortlist, for one post at a time."""
    official = _official(request, slug)
    found = official.competition
    posts, post = _post(request, found)
    ranked, criteria, ids = queries.ranking_of(found, post=post, user=request.user)
    page = page_of([*ranked.above, *ranked.below, *ranked.not_agreed], request.GET)
    recorded = queries.recorded_between(ids.values(), post=post)
    rows = _ranked_rows(request, found, page, ids)
    named = _names(request, found, [pk for row in recorded for pk in (row.first_id, row.second_id)])
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
        "not_agreed": [row for row in rows if isinstance(row["item"], str)],
    }
    return render(request, "shortlisting/ranking.html", context)


def equals(request: HttpRequest, slug: str) -> HttpResponse:
    """Record why one of two equal candidates goes before the other. `with` names one of the equals."""
    official = _official(request, slug)
    found = official.competition
    _, post = _post(request, found)
    ids = queries.equals_of(found, request.GET.get("with", ""), post=post, user=request.user)
    names = _names(request, found, list(ids.values()))
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
    official = _official(request, slug)
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
    names = _names(request, competition, shown)
    outcomes = queries.outcomes_of(shown)
    labels = dict(SiftDecision.Outcome.choices)
    return [
        {
            "item": item,
            "reference": _reference(item),
            "name": names[pk],
            "decision": labels.get(outcomes.get(pk), "Not decided"),
        }
        for item, pk in zip(items, shown, strict=True)
    ]


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


def _official(request: HttpRequest, slug: str) -> Official:
    """Return in which capacity the person runs the competition; nobody else finds the page."""
    seats = Assessor.objects.filter(competition=OuterRef("competition"), user=OuterRef("user"))
    officials = Official.objects.select_related("competition").annotate(assesses=Exists(seats))
    return get_object_or_404(officials, user=request.user, competition__slug=slug)


def _application(request: HttpRequest, competition: Competition, reference: str) -> Application:
    applications = queries.applications_of(competition, user=request.user).select_related("competition")
    return get_object_or_404(queries.with_told(applications), reference=reference)


def _names(request: HttpRequest, competition: Competition, ids: list[int]) -> dict[int, str]:
    reader = officials_reader(user=request.user, competition=competition)
    return candidate_names(Application.objects.filter(pk__in=ids), reader=reader)


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


ALREADY_TOLD = "The candidate was told the outcome of the sift, so the decision can no longer be changed"

# What still needs somebody's work has a tag.
TAGS = {
    Standing.SCORING: "govuk-tag--grey",
    Standing.AGREEING: "govuk-tag--teal",
    Standing.DECIDING: "govuk-tag--blue",
}


def _progress(application: Application) -> Any:
    progress = progress_of(
        competition=application.competition, stage=Stage.SIFT, application_ids=[application.pk]
    )
    return progress[application.pk]


def _scores(application: Application) -> list[dict[str, Any]]:
    """Return the independent and agreed scores for each criterion."""
    asked = criteria_asked(
        competition=application.competition, stage=Stage.SIFT, application_ids=[application.pk]
    )
    assessments = Assessment.objects.sent().filter(application=application, stage=Stage.SIFT)
    history = agreed_history(application, Stage.SIFT)
    return [
        {"given": given, "history": history.get(given.criterion.pk, [])}
        for given in side_by_side(asked[application.pk], assessments)
    ]


def _is_decided(request: HttpRequest, application: Application, form: DecisionForm) -> bool:
    """Record the decision. Where it is refused, say on the form what to do."""
    try:
        decide(
            application=application,
            outcome=form.cleaned_data["outcome"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=form.seen_version,
        )
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    except NotAgreed:
        form.add_error(None, "Agree a score for every criterion before you decide")
    except AlreadyTold:
        form.add_error(None, ALREADY_TOLD)
    except DecidedElsewhere as error:
        form.show_version(error.decision.version)
        form.add_error(
            None,
            f"Somebody decided ‘{error.decision.get_outcome_display()}’ while this page was open: "
            f"‘{error.decision.reason}’. Check what you entered against that, and save again if it should replace it",
        )
    else:
        return True
    return False


def _reference(item: Place | Result | str) -> str:
    if isinstance(item, Place):
        return item.result.reference
    return item if isinstance(item, str) else item.reference
