"""Record what was said of conflicts of interest at an interview."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, declared_conflicts
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.interviewing import begun, with_interview
from scoring.assessors.locking import locked
from scoring.assessors.permissions import chairs
from scoring.findings.errors import (
    ConflictDeclared,
    DiscussedElsewhere,
    NotBefore,
    NotInterviewed,
    NotTheirs,
    WordsMissing,
)
from scoring.findings.models import ConflictDiscussion
from scoring.findings.permissions import may_record


@transaction.atomic
def record_discussion(
    *,
    application: Application,
    kind: str,
    discussed_on: date,
    by: Any,
    discussed: str = "",
    view: str = "",
    mitigation: str = "",
    seen: int | None = None,
) -> ConflictDiscussion:
    """Record that the panel asked about conflicts of interest, as a new version beside earlier ones.

    All potential conflicts, and how they would be managed, are discussed at the interview; a conflict need not keep
    anybody from being appointed (domain guide 2.4). Where there is none, nothing else is said; where there is one, what
    was discussed, the panel's view and how it would be managed are. `seen` is the version that the person had before
    them (0: none yet); None leaves that unchecked. Recording the same again returns what stands. Raises
    NotInCompetition, NotTheirs, NotInterviewed, NotBefore, ConflictDeclared, WordsMissing, DiscussedElsewhere.
    """
    application = locked(application)
    if not may_record.test(by, application):
        raise NotTheirs("This person may not record what was discussed with this candidate.")
    if not begun(with_interview(Application.objects.filter(pk=application.pk))).exists():
        raise NotInterviewed("This candidate is not interviewed yet.")
    if discussed_on > timezone.localdate():
        raise NotBefore("The day on which it was discussed must be today or in the past.")
    kind = ConflictDiscussion.Kind(kind)
    said = tuple(strip(text.replace("\x00", "")) for text in (discussed, view, mitigation))
    if kind == ConflictDiscussion.Kind.NONE:
        said = ("", "", "")
        declared = declared_conflicts(
            Application.objects.filter(pk=application.pk), reader=Reader.INTERVIEWER
        )
        if declared:
            raise ConflictDeclared("The candidate declared a conflict of interest.")
    elif not all(said):
        raise WordsMissing("Say what was discussed, the panel’s view, and how the conflict would be managed.")
    standing = application.conflict_discussions.order_by("-version").first()
    if standing and (
        (standing.kind, standing.discussed_on, standing.recorded_by_id) == (kind, discussed_on, by.pk)
        and (standing.discussed, standing.view, standing.mitigation) == said
    ):
        return standing
    if standing and seen is not None and seen != standing.version:
        raise DiscussedElsewhere(standing)
    discussion = application.conflict_discussions.create(
        kind=kind,
        discussed_on=discussed_on,
        discussed=said[0],
        view=said[1],
        mitigation=said[2],
        version=standing.version + 1 if standing else 1,
        recorded_by=by,
    )
    record(
        by=by,
        action="interview.conflicts_discussed",
        subject=application.reference,
        competition=application.competition.slug,
        capacity="chair" if chairs(by, application.competition) else "official",
        details={"kind": str(kind), "version": discussion.version},
    )
    return discussion
