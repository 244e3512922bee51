"""What officials see of the competitions that they run."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet
from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.applications.reading import Reader, SectorCount, disability_confident, sector_counts
from recruitment.competitions.models import Assessor, Competition, Criterion, Post, Sector, Stage
from scoring.assessors.criteria import criteria_asked, criteria_for
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.queries import name_of, without_recused
from scoring.moderation.progress import Progress, progress_of, sent_and_waited_for
from scoring.moderation.queries import agreed_levels, scores_readable_by
from scoring.shortlisting.models import Precedence, SiftDecision
from scoring.shortlisting.ranking import Before, RankedCriterion, Ranking, Scored, rank, result
from scoring.shortlisting.situation import Standing


@dataclass(frozen=True)
class Line:
    """One application in a list."""

    application_id: int
    reference: str
    standing: Standing
    progress: Progress


@dataclass(frozen=True)
class Workload:
    """How many applications one assessor is to score, has sent, and is recused from.

    Of one who left, what they sent; whoever has their place scores the others.
    """

    assessor: Assessor
    due: int
    sent: int
    recused: int

    @property
    def left(self) -> int:
        """How many are still to be sent."""
        return self.due - self.sent


def applications_of(competition: Competition, *, user: Any) -> QuerySet[Application]:
    """Return the sent and withdrawn applications, by reference, without those from which this official is recused.

    A draft is nobody's business but its writer's.
    """
    applications = competition.applications.exclude(state=Application.State.DRAFT).order_by("reference")
    return without_recused(applications, user=user)


def begun(competition: Competition) -> QuerySet[Application]:
    """Return the drafts that somebody began: not one that an extension made and in which nothing was typed yet."""
    drafts = competition.applications.filter(state=Application.State.DRAFT)
    return drafts.exclude(extensions__isnull=False, drafts=None)


def still_to_send(competition: Competition, now: datetime | None = None) -> dict[str, Any]:
    """Return how many people may send after closing and have not (`count`), and until when the `last` of them can."""
    drafts = competition.applications.filter(
        state=Application.State.DRAFT,
        asked_to_send_at=None,
        extended_until__gt=max(now or timezone.now(), competition.closes),
    )
    return drafts.aggregate(count=Count("pk"), last=Max("extended_until"))


def list_lines(competition: Competition, *, user: Any) -> list[Line]:
    """Return all applications of the competition with their standings, in at most nine queries."""
    rows = list(applications_of(competition, user=user).values_list("pk", "reference", "state"))
    ids = [pk for pk, _, _ in rows]
    progress = progress_of(competition=competition, stage=Stage.SIFT, application_ids=ids)
    outcomes = outcomes_of(ids)
    return [
        Line(pk, reference, _standing(state, progress[pk], outcomes.get(pk)), progress[pk])
        for pk, reference, state in rows
    ]


def outcomes_of(application_ids: Sequence[int]) -> dict[int, str]:
    """Map the ids of decided applications to the outcomes in force."""
    decisions = SiftDecision.objects.current().filter(application__in=application_ids)
    return dict(decisions.values_list("application_id", "outcome"))


def not_told(outcomes: Mapping[int, str]) -> dict[int, str]:
    """Keep the outcomes, by the application's id, that the candidate was not told: a reserve can be told another."""
    noted = Milestone.objects.filter(application__in=outcomes, kind__in=Milestone.SIFT_OUTCOMES)
    known = set(noted.values_list("application_id", "kind"))
    return {pk: outcome for pk, outcome in outcomes.items() if (pk, outcome) not in known}


def told(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Keep the applications whose candidates were told a final outcome of the sift."""
    return applications.filter(milestones__kind__in=Milestone.FINAL_OUTCOMES)


def with_told(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Add to each application whether its candidate `is_told` a final outcome, and `is_told_reserve`."""
    return applications.annotate(
        is_told=Exists(told(Application.objects.filter(pk=OuterRef("pk")))),
        is_told_reserve=Exists(
            Milestone.objects.filter(application=OuterRef("pk"), kind=Milestone.Kind.RESERVE)
        ),
    )


def to_tell(competition: Competition, *, user: Any) -> tuple[Counter[str], bool]:
    """Count the decided applications whose candidates wait to be told, by outcome; say whether any is not decided."""
    sent = applications_of(competition, user=user).filter(state=Application.State.SENT)
    ids = list(sent.values_list("pk", flat=True))
    outcomes = outcomes_of(ids)
    return Counter(not_told(outcomes).values()), len(outcomes) < len(ids)


def counts_of(lines: Iterable[Line]) -> Counter[Standing]:
    """Count the applications by standing."""
    return Counter(line.standing for line in lines)


def workloads(competition: Competition, *, user: Any) -> list[Workload]:
    """Return what each assessor has left to score, in at most five queries."""
    applications = applications_of(competition, user=user).filter(state=Application.State.SENT).order_by()
    ids = list(applications.values_list("pk", flat=True))
    sent_by, waited_for = sent_and_waited_for(competition=competition, stage=Stage.SIFT, application_ids=ids)
    sent = Counter(assessor for _, assessor in sent_by)
    due = sent + Counter(seat.pk for _, seat in waited_for)
    declared = ConflictDeclaration.objects.for_good().filter(application__in=ids).order_by()
    pairs = declared.values_list("application", "assessor").distinct()  # who declares twice is recused once
    recused = Counter(assessor for _, assessor in pairs)
    return [
        Workload(seat, due[seat.pk], sent[seat.pk], recused[seat.pk]) for seat in competition.assessors.all()
    ]


def decision_history(application: Application) -> list[SiftDecision]:
    """Return the decisions on the application, the one in force first."""
    decisions = application.sift_decisions.annotate(
        recorded_by=name_of("decided_by"),
        confirmed_at=F("confirmed__confirmation__confirmed_at"),
        confirmer=name_of("confirmed__confirmation__confirmed_by"),
    )
    return list(decisions.order_by("-version"))


def unmet_essentials(application: Application) -> list[str]:
    """Return the codes of the essential criteria for which the agreed level is below the acceptable one."""
    asked = criteria_asked(
        competition=application.competition, stage=Stage.SIFT, application_ids=[application.pk]
    )
    levels = agreed_levels([application.pk], Stage.SIFT)[application.pk]
    criteria = [_ranked(criterion) for criterion in asked[application.pk] if criterion.code in levels]
    scored = Scored(application.reference, levels)
    return list(result(scored, criteria, application.competition.acceptable_level).unmet)


def ranking_of(
    competition: Competition, *, post: Post | None, user: Any, acceptable: int | None = None
) -> tuple[Ranking, tuple[Criterion, ...], Mapping[str, int]]:
    """Return the ranking for a post, the criteria that it is made of, and the applications' ids by reference.

    Without a post all applications are ranked, which is right where a competition has one post. Left out are
    applications whose scores this official may not read: one who also assesses sends their own first. `acceptable` is a
    level to look at instead of the competition's own. Takes five queries.
    """
    applications = scores_readable_by(user).filter(competition=competition, state=Application.State.SENT)
    if post:
        applications = applications.filter(post_choices__post=post)
    ids = {reference: pk for pk, reference in applications.values_list("pk", "reference")}
    levels = agreed_levels(list(ids.values()), Stage.SIFT)
    every = competition.criteria.at(Stage.SIFT).prefetch_related("posts")
    criteria = criteria_for(every, {post.pk}) if post else tuple(every)
    recorded = Precedence.objects.current().filter(first__competition=competition, post=post)
    ranking = rank(
        [Scored(reference, levels[pk]) for reference, pk in ids.items()],
        [_ranked(criterion) for criterion in criteria],
        competition.acceptable_level if acceptable is None else acceptable,
        [Before(*two) for two in recorded.values_list("first__reference", "second__reference")],
    )
    return ranking, criteria, ids


@dataclass(frozen=True)
class UnderTheScheme:
    """Somebody who applied under the Disability Confident scheme and meets every essential criterion of the post."""

    application_id: int
    reference: str
    place: int
    outcome: str | None  # None where nothing is decided
    is_told: bool


def under_the_scheme(ranking: Ranking, ids: Mapping[str, int], *, reader: Reader) -> list[UnderTheScheme]:
    """Return who is above the line under the Disability Confident scheme and not shortlisted, in order of places.

    The scheme offers an interview to those who meet every essential criterion (domain guide 3.4), so an official looks
    at them after the ranking. Nobody is returned to a reader who assesses. Takes two queries.
    """
    above = Application.objects.filter(pk__in=[ids[place.result.reference] for place in ranking.above])
    opted_in: QuerySet[Any] = with_told(disability_confident(above, reader=reader))
    is_told = dict(opted_in.values_list("pk", "is_told"))
    outcomes = outcomes_of(list(is_told))
    return [
        UnderTheScheme(pk, place.result.reference, place.number, outcomes.get(pk), is_told[pk])
        for place in ranking.above
        if (pk := ids[place.result.reference]) in is_told
        and outcomes.get(pk) != SiftDecision.Outcome.SHORTLISTED
    ]


@dataclass(frozen=True)
class Below:
    """A candidate below the line, and the essential criteria that they do not meet, by code."""

    application_id: int
    unmet: tuple[str, ...]


def below_the_line(competition: Competition, *, user: Any) -> dict[str, Below]:
    """Map references to the candidates below the line of every post they applied for who are not decided yet.

    Somebody whose scores were reopened waits for them. In the order of references. Takes six queries a post, and ten.
    """
    posts: list[Post | None] = [*competition.posts.all()]
    codes = list(competition.criteria.at(Stage.SIFT).values_list("code", flat=True))
    below: dict[str, Below] = {}
    elsewhere: set[str] = set()
    for post in posts if len(posts) > 1 else [None]:
        ranking, _, ids = ranking_of(competition, post=post, user=user)
        elsewhere |= {place.result.reference for place in ranking.above} | {*ranking.not_agreed}
        for found in ranking.below:
            before = below.get(found.reference)
            unmet = {*found.unmet, *(before.unmet if before else ())}
            below[found.reference] = Below(
                ids[found.reference], tuple(code for code in codes if code in unmet)
            )
    chosen = [found.application_id for found in below.values()]
    decided = outcomes_of(chosen)
    progress = progress_of(competition=competition, stage=Stage.SIFT, application_ids=chosen)
    return {
        reference: found
        for reference, found in sorted(below.items())
        if reference not in elsewhere
        and found.application_id not in decided
        and progress[found.application_id].all_agreed
    }


def equals_decided_apart(competition: Competition, *, user: Any) -> list[tuple[str, ...]]:
    """Return who share a place in a ranking although not all of them are decided alike, by reference.

    No reason is recorded between them. One who was told does count: the others were not. Takes five queries a post,
    and two.
    """
    posts: list[Post | None] = [*competition.posts.all()]
    found: dict[tuple[str, ...], None] = {}  # the same people may be equal for several posts
    everybody: dict[str, int] = {}
    for post in posts if len(posts) > 1 else [None]:
        ranking, _, ids = ranking_of(competition, post=post, user=user)
        everybody |= ids
        for _, equals in groupby(ranking.above, key=lambda place: place.number):
            found[tuple(place.result.reference for place in equals)] = None
    outcomes = outcomes_of(list(everybody.values()))
    return [
        equals for equals in found if len({outcomes.get(everybody[each]) for each in equals} - {None}) > 1
    ]


def equals_of(competition: Competition, reference: str, *, post: Post | None, user: Any) -> dict[str, int]:
    """Map the references of all with the same totals as this candidate, itself among them, to their ids.

    What was recorded between them does not count here. Nobody is below the line or not agreed and has equals.
    """
    ranking, _, ids = ranking_of(competition, post=post, user=user)
    merit = next((place.result.merit for place in ranking.above if place.result.reference == reference), None)
    return {
        place.result.reference: ids[place.result.reference]
        for place in ranking.above
        if place.result.merit == merit
    }


def recorded_between(application_ids: Collection[int], *, post: Post | None) -> list[Precedence]:
    """Return everything recorded on two of these applications, also what was replaced, the latest first.

    Each says whether it `stands`.
    """
    in_force = Precedence.objects.current().filter(pk=OuterRef("pk"))
    rows = Precedence.objects.filter(
        first__in=application_ids, second__in=application_ids, post=post
    ).select_related("first", "second")
    return list(
        rows.annotate(stands=Exists(in_force), recorder=name_of("recorded_by", "first")).order_by("-pk")
    )


def coverage_of(
    competition: Competition, application_ids: Collection[int]
) -> list[tuple[Sector, SectorCount]]:
    """Count these applications by sector and kind of experience, sectors in order, in two queries."""
    counts = sector_counts(Application.objects.filter(pk__in=application_ids))
    return [(sector, counts.get(sector.key, SectorCount(0, 0, 0))) for sector in competition.sectors.all()]


def _ranked(criterion: Criterion) -> RankedCriterion:
    return RankedCriterion(criterion.code, criterion.kind == Criterion.Kind.ESSENTIAL, criterion.lead)


_DECIDED = {
    SiftDecision.Outcome.SHORTLISTED: Standing.SHORTLISTED,
    SiftDecision.Outcome.RESERVE: Standing.RESERVE,
    SiftDecision.Outcome.NOT_SHORTLISTED: Standing.NOT_SHORTLISTED,
}


def _standing(state: str, progress: Progress, outcome: str | None) -> Standing:
    if state == Application.State.WITHDRAWN:
        return Standing.WITHDRAWN
    if outcome:
        return _DECIDED[SiftDecision.Outcome(outcome)]
    if not progress.all_sent:
        return Standing.SCORING
    return Standing.DECIDING if progress.all_agreed else Standing.AGREEING
