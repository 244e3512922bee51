"""What assessors see of the competitions they sit on, before they open an application."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import MD5, Coalesce, Concat

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition, Stage
from scoring.assessors.models import ConflictDeclaration

# Where an assessor is with one application. One with a conflict is in no list, so that it needs no word here.
TO_DECLARE, NOT_STARTED, IN_PROGRESS, SENT = "to_declare", "not_started", "in_progress", "sent"


@dataclass(frozen=True)
class Sitting:
    """A seat in an assessment panel, and how many of its applications are sent."""

    seat: Assessor
    sent: int
    total: int


def seats(user: Any) -> QuerySet[Assessor]:
    """Return the seats in which the person serves, with their competitions."""
    return Assessor.objects.serving().filter(user=user).select_related("competition")


def without_recused(applications: QuerySet[Application], *, user: Any) -> QuerySet[Application]:
    """Leave out the applications from which a conflict of interest, or a connection not ruled on, keeps this person."""
    recusing = ConflictDeclaration.objects.recusing().filter(application=OuterRef("pk"), assessor__user=user)
    return applications.filter(~Exists(recusing))


def connections(competition: Competition, *, user: Any) -> QuerySet[ConflictDeclaration]:
    """Return the connections that assessors declared, with what was ruled, those without a ruling first.

    Each says who `ruled`. Left out are applications from which this person is kept away: their own connections too.
    """
    applications = Application.objects.sent().filter(competition=competition)
    return (
        ConflictDeclaration.objects.filter(
            left_to_chair=True, application__in=without_recused(applications, user=user)
        )
        .select_related("assessor", "application", "ruling")
        .annotate(ruled=name_of("ruling__ruled_by"))
        .order_by(F("ruling__ruled_at").asc(nulls_first=True), "declared_at", "pk")
    )


def waiting_for_ruling(seat: Assessor) -> QuerySet[ConflictDeclaration]:
    """Return the assessor's own connections on which nothing is ruled yet."""
    return ConflictDeclaration.objects.waiting().filter(
        assessor=seat, application__in=Application.objects.sent()
    )


def somebody_rules(seat: Assessor) -> bool:
    """Whether there is somebody else to rule on this assessor's connections: for the chair, another official."""
    officials = Official.objects.filter(competition=seat.competition_id).exclude(user=seat.user_id)
    return not seat.chair or officials.exists()


def rulable_by(user: Any, *, competition: Competition) -> QuerySet[ConflictDeclaration]:
    """Return the connections on which this person is to rule.

    The chair rules on those of others. An official rules on the chair's, and where the chair is kept away from the
    application too.
    """
    seats_of_it = Assessor.objects.serving().filter(competition=competition)
    chair_away = ConflictDeclaration.objects.recusing().filter(
        application=OuterRef("application"), assessor__in=seats_of_it.filter(chair=True)
    )
    is_official = Exists(Official.objects.filter(user=user, competition=competition))
    is_chair = Exists(seats_of_it.filter(user=user, chair=True))
    no_chair = ~Exists(seats_of_it.filter(chair=True))
    return connections(competition, user=user).filter(
        is_chair | (is_official & (Exists(chair_away) | no_chair)), ruling=None, assessor__left_at=None
    )


def name_of(column: str, application: str = "application") -> Coalesce:
    """Return the name under which the person in `column` acts in the competition of the row's application.

    `application` is the column that leads to it. Somebody who no longer holds anything there is called by their
    address.
    """
    held = {"user": OuterRef(column), "competition": OuterRef(f"{application}__competition")}
    return Coalesce(
        Subquery(Official.objects.filter(**held).values("name")[:1]),
        Subquery(Assessor.objects.filter(**held).values("name")[:1]),
        f"{column}__email",
        output_field=CharField(),
    )


def applications_for(seat: Assessor, now: datetime | None = None) -> QuerySet[Application]:
    """Return the applications that this assessor assesses, by reference: none of them before the competition closed.

    Until then people may still send theirs, and nobody's is read before another's can be.
    """
    if not seat.competition.is_closed(now):
        return Application.objects.none()
    sent = Application.objects.sent().filter(competition=seat.competition_id).order_by("reference")
    return without_scored_before(without_recused(sent, user=seat.user_id), user=seat.user_id)


def without_scored_before(applications: QuerySet[Application], *, user: Any) -> QuerySet[Application]:
    """Leave out the applications for which scores of somebody stand whose place this person took over."""
    return applications.filter(~_scored_before(user))


def taken_over(seat: Assessor) -> QuerySet[Application]:
    """Return what a chair has yet to declare about, though their place is scored by the chair before them.

    They score nothing of it, and agree its scores in the meeting. By reference; nothing for anybody else.
    """
    if not (seat.chair and seat.place_id):
        return Application.objects.none()
    sent = Application.objects.sent().filter(competition=seat.competition_id).order_by("reference")
    return sent.filter(_scored_before(seat.user_id), ~_declared(seat))


def _scored_before(user: Any) -> Exists:
    """Return the condition that scores stand of a member who left, and whose place this person has."""
    kept_away = ConflictDeclaration.objects.recusing().filter(
        application=OuterRef("pk"), assessor=OuterRef("assessments__assessor")
    )
    same_place = Q(assessments__assessor__successors__user=user) | Q(
        assessments__assessor__place__successors__user=user
    )
    before = sent_scores(same_place, ~Exists(kept_away), assessments__assessor__left_at__isnull=False)
    return Exists(Application.objects.filter(before, pk=OuterRef("pk")))


def with_own_progress(
    applications: QuerySet[Application], seat: Assessor, *, stage: str = Stage.SIFT
) -> QuerySet[Application]:
    """Add to each application its `standing` for this assessor, and how many criteria they have `scored`."""
    declared = ConflictDeclaration.objects.filter(application=OuterRef("pk"), assessor=seat)
    return applications.annotate(
        own=FilteredRelation(
            "assessments",
            condition=Q(
                assessments__assessor=seat,
                assessments__stage=stage,
                assessments__reopened_at__isnull=True,
            ),
        ),
        started=Count(
            "own__scores",
            filter=Q(own__scores__level__isnull=False)
            | Q(own__scores__no_level__gt="")
            | Q(own__scores__reason__gt=""),
        ),
        scored=Count("own__scores", filter=Q(own__scores__is_complete=True)),
        sent_scores_at=F("own__sent_at"),
        standing=Case(
            When(sent_scores_at__isnull=False, then=Value(SENT)),
            When(~Exists(declared), then=Value(TO_DECLARE)),
            When(started__gt=0, then=Value(IN_PROGRESS)),
            default=Value(NOT_STARTED),
            output_field=CharField(),
        ),
    )


def sent_scores(*of_whom: Any, **of: Any) -> Q:
    """Return the condition that rows of `assessments` are of the sift, sent, and not reopened since."""
    return Q(
        *of_whom,
        assessments__stage=Stage.SIFT,
        assessments__sent_at__isnull=False,
        assessments__reopened_at__isnull=True,
        **of,
    )


def next_to_score(seat: Assessor) -> Application | None:
    """Return the first application, in the assessor's own order, for which they have not sent scores."""
    sent = Application.objects.filter(sent_scores(assessments__assessor=seat))
    return in_own_order(applications_for(seat), seat).exclude(pk__in=sent.values("pk")).first()


def with_declared(applications: QuerySet[Application], seat: Assessor) -> QuerySet[Application]:
    """Add to each application whether this assessor declared about it (`is_declared`)."""
    return applications.annotate(is_declared=_declared(seat))


def declared_for(seat: Assessor) -> QuerySet[Application]:
    """Return the applications that this assessor may read and score: they declared, and nothing keeps them away."""
    return applications_for(seat).filter(_declared(seat))


def to_declare(seat: Assessor) -> QuerySet[Application]:
    """Return the applications about which this assessor has yet to declare, in their own order."""
    return in_own_order(applications_for(seat).exclude(_declared(seat)), seat)


def in_own_order(
    applications: QuerySet[Application], seat: Assessor, *, criterion: str = ""
) -> QuerySet[Application]:
    """Put applications in an order that looks random, stays the same, and is this assessor's alone.

    Whoever comes first, or after somebody brilliant, is judged by that too. Where every assessor reads in another
    order, and in another one for every criterion (its code), such effects meet everybody alike (domain guide 4.3).
    """
    return applications.order_by(MD5(Concat(Value(f"{seat.pk} {criterion} "), "reference")), "reference")


def sittings(user: Any) -> list[Sitting]:
    """Return the person's seats with their progress, in two queries."""
    own_sent = sent_scores(assessments__assessor__user=user)
    applications = without_scored_before(without_recused(Application.objects.sent(), user=user), user=user)
    rows = (
        applications.filter(competition__assessors__user=user)
        .order_by()
        .values("competition_id")
        .annotate(total=Count("pk", distinct=True), done=Count("assessments", filter=own_sent, distinct=True))
    )
    counts = {row["competition_id"]: (row["done"], row["total"]) for row in rows}
    return [Sitting(seat, *counts.get(seat.competition_id, (0, 0))) for seat in seats(user)]


def sitting(seat: Assessor) -> Sitting:
    """Return one seat with its progress."""
    return next(found for found in sittings(seat.user_id) if found.seat == seat)


def _declared(seat: Assessor) -> Exists:
    """Return the condition that this assessor declared about an application."""
    return Exists(ConflictDeclaration.objects.filter(application=OuterRef("pk"), assessor=seat))
