"""What the chair and officials see after interviews. Nothing here is ordered by a level: ministers choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.applications.reading import CandidateFile, Reader, candidate_files, candidate_names
from recruitment.competitions.models import Competition, Stage
from scoring.assessors.queries import name_of, without_recused
from scoring.findings.models import ConflictDiscussion, Finding
from scoring.moderation.progress import Progress, progress_of


class Standing(StrEnum):
    """Where one candidate is after the sift."""

    TO_INTERVIEW = "To be interviewed"
    TO_SEND = "Scores to be sent"
    TO_AGREE = "Scores to be agreed"
    TO_DISCUSS = "Conflicts to record"
    TO_FIND = "To be found appointable or not"
    APPOINTABLE = "Appointable"
    NOT_APPOINTABLE = "Not appointable"
    WITHDRAWN = "Withdrawn"


FOUND = {
    Finding.Outcome.APPOINTABLE: Standing.APPOINTABLE,
    Finding.Outcome.NOT_APPOINTABLE: Standing.NOT_APPOINTABLE,
}
SETTLED = {*FOUND.values(), Standing.WITHDRAWN}  # nothing is left to do


@dataclass(frozen=True)
class Line:
    """One candidate in the list."""

    application_id: int
    reference: str
    starts: datetime | None  # None where there is no time
    standing: Standing


@dataclass(frozen=True)
class Appointable:
    """Somebody whom the panel finds appointable, as the list for ministers has them."""

    file: CandidateFile
    finding: Finding
    discussion: ConflictDiscussion | None


def to_interview(competition: Competition, *, user: Any) -> QuerySet[Any]:
    """Return whom the panel interviews: who was told that they are shortlisted, also withdrawn since.

    Without those from whom this person is kept away. Each has `starts`.
    """
    told = Milestone.objects.filter(application=OuterRef("pk"), kind=Milestone.Kind.SHORTLISTED)
    return (
        without_recused(competition.applications.exclude(state=Application.State.DRAFT), user=user)
        .filter(Exists(told))
        .annotate(starts=F("interview_reply__slot__starts"))
        .order_by("reference")
    )


def lines_of(competition: Competition, *, user: Any, now: datetime | None = None) -> list[Line]:
    """Return all candidates with their standings, by reference, in at most ten queries."""
    moment = now or timezone.now()
    rows = list(to_interview(competition, user=user).values_list("pk", "reference", "state", "starts"))
    ids = [pk for pk, *_ in rows]
    if not ids:
        return []
    outcomes = dict(
        Finding.objects.current().filter(application__in=ids).values_list("application_id", "outcome")
    )
    discussed = set(
        ConflictDiscussion.objects.filter(application__in=ids).values_list("application_id", flat=True)
    )
    progress = progress_of(competition=competition, stage=Stage.INTERVIEW, application_ids=ids)
    return [
        Line(
            pk,
            reference,
            starts,
            Standing.WITHDRAWN
            if state == Application.State.WITHDRAWN
            else FOUND[Finding.Outcome(outcomes[pk])]
            if pk in outcomes
            else Standing.TO_INTERVIEW
            if starts is None or starts > moment
            else _after(progress[pk], is_discussed=pk in discussed),
        )
        for pk, reference, state, starts in rows
    ]


def by_name(lines: Iterable[Line], *, reader: Reader) -> list[tuple[str, Line]]:
    """Return the lines with what to call each candidate, in alphabetical order, in one query."""
    found = list(lines)
    ids = [line.application_id for line in found]
    names = candidate_names(Application.objects.filter(pk__in=ids), reader=reader)
    return sorted(
        ((names[line.application_id], line) for line in found),
        key=lambda each: (each[0].casefold(), each[1].reference),
    )


def discussions_of(application: Application) -> list[ConflictDiscussion]:
    """Return what was discussed, the latest first."""
    discussions = application.conflict_discussions.annotate(recorder=name_of("recorded_by"))
    return list(discussions.order_by("-version"))


def findings_of(application: Application) -> list[Finding]:
    """Return the findings, the latest first, with what each says on the criteria."""
    findings = application.findings.annotate(finder=name_of("found_by"))
    return list(findings.prefetch_related("on_criteria__criterion").order_by("-version"))


def appointable(competition: Competition, *, reader: Reader) -> list[Appointable]:
    """Return everybody in the competition who was found appointable, in alphabetical order.

    The number of queries does not grow with them.
    """
    findings = {
        finding.application_id: finding
        for finding in Finding.objects.current()
        .filter(
            outcome=Finding.Outcome.APPOINTABLE,
            application__competition=competition,
            application__state=Application.State.SENT,
        )
        .prefetch_related("on_criteria__criterion")
    }
    discussions = {
        discussion.application_id: discussion
        for discussion in ConflictDiscussion.objects.current().filter(application__in=findings)
    }
    found = Application.objects.filter(pk__in=findings)
    files = candidate_files(found, competition=competition, reader=reader)
    return [
        Appointable(file, findings[file.application_id], discussions.get(file.application_id))
        for file in sorted(files, key=lambda file: (file.title.casefold(), file.reference))
    ]


def is_kept_away_from_some(competition: Competition, *, user: Any) -> bool:
    """Whether a conflict of interest keeps this person away from somebody who was found appointable."""
    found = competition.applications.sent().filter(
        Q(findings__in=Finding.objects.current().filter(outcome=Finding.Outcome.APPOINTABLE))
    )
    return without_recused(found, user=user).count() < found.count()


def _after(progress: Progress, *, is_discussed: bool) -> Standing:
    if not progress.all_sent:
        return Standing.TO_SEND
    if not progress.all_agreed:
        return Standing.TO_AGREE
    return Standing.TO_FIND if is_discussed else Standing.TO_DISCUSS
