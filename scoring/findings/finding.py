"""Record whether the assessment panel finds somebody appointable, and why."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from recruitment.applications.models import Application
from recruitment.competitions.models import Criterion, Stage
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.criteria import criteria_of
from scoring.assessors.locking import locked
from scoring.assessors.permissions import chairs
from scoring.findings.errors import (
    ConflictsNotDiscussed,
    FoundElsewhere,
    NothingSaid,
    NotTheirs,
    ScoresMissing,
    UnmetNotConfirmed,
    WordsMissing,
)
from scoring.findings.models import CriterionFinding, Finding
from scoring.moderation.permissions import may_agree
from scoring.moderation.progress import progress_of
from scoring.moderation.queries import agreed_levels


@transaction.atomic
def find(
    *,
    application: Application,
    outcome: str,
    reason: str,
    said: Mapping[str, tuple[str, str]],
    by: Any,
    despite_unmet: bool = False,
    seen: int | None = None,
) -> Finding:
    """Record a finding, as a new version beside earlier ones. The panel finds; the portal keeps what it found and why.

    `said` maps the code of each criterion of the interview to strengths and weaknesses, of which one at least is
    written. Needs agreed scores and what was said of conflicts of interest. Somebody below the acceptable level of an
    essential criterion can be found appointable all the same: `despite_unmet` says that this is meant, and the audit
    log then says it. `seen` is the version that the person had before them (0: none yet); None leaves that unchecked.
    Finding the same again returns what stands. Raises NotInCompetition, NotTheirs, ScoresMissing,
    ConflictsNotDiscussed, WordsMissing, NothingSaid, UnmetNotConfirmed, FoundElsewhere.
    """
    application = locked(application)
    competition = application.competition
    if not may_agree(by, application, Stage.INTERVIEW):
        raise NotTheirs("This person may not record a finding on this candidate.")
    outcome = Finding.Outcome(outcome)
    progress = progress_of(competition=competition, stage=Stage.INTERVIEW, application_ids=[application.pk])
    if not progress[application.pk].all_agreed:
        raise ScoresMissing("Some interview scores are not sent or not agreed yet.")
    if not application.conflict_discussions.exists():
        raise ConflictsNotDiscussed("It is not recorded what was said of conflicts of interest.")
    reason = _words(reason)
    if not reason:
        raise WordsMissing("A finding needs a reason.")
    asked = criteria_of(application, stage=Stage.INTERVIEW)
    texts = {
        criterion: tuple(_words(text) for text in said.get(criterion.code, ("", ""))) for criterion in asked
    }
    if unsaid := [criterion for criterion, both in texts.items() if not any(both)]:
        raise NothingSaid(unsaid)
    unmet = unmet_at_interview(application)
    if outcome == Finding.Outcome.APPOINTABLE and unmet and not despite_unmet:
        raise UnmetNotConfirmed(unmet)
    standing = application.findings.order_by("-version").first()
    if standing and _is_the_same(standing, outcome, reason, texts, by):
        return standing
    if standing and seen is not None and seen != standing.version:
        raise FoundElsewhere(standing)
    finding = application.findings.create(
        outcome=outcome, reason=reason, version=standing.version + 1 if standing else 1, found_by=by
    )
    CriterionFinding.objects.bulk_create(
        CriterionFinding(finding=finding, criterion=criterion, strengths=strengths, weaknesses=weaknesses)
        for criterion, (strengths, weaknesses) in texts.items()
    )
    record(
        by=by,
        action="interview.found",
        subject=application.reference,
        competition=competition.slug,
        capacity="chair" if chairs(by, competition) else "official",
        details={"outcome": str(outcome), "version": finding.version, "unmet_essentials": unmet},
    )
    return finding


def unmet_at_interview(application: Application) -> list[str]:
    """Return the codes of the essential criteria whose agreed level at the interview is below the acceptable one."""
    competition = application.competition
    asked = criteria_of(application, stage=Stage.INTERVIEW)
    levels = agreed_levels([application.pk], Stage.INTERVIEW)[application.pk]
    return [
        criterion.code
        for criterion in asked
        if criterion.kind == Criterion.Kind.ESSENTIAL
        and levels.get(criterion.code, competition.acceptable_level) < competition.acceptable_level
    ]


def _is_the_same(
    standing: Finding, outcome: str, reason: str, texts: Mapping[Criterion, tuple[str, ...]], by: Any
) -> bool:
    if (standing.outcome, standing.reason, standing.found_by_id) != (outcome, reason, by.pk):
        return False
    before = {each.criterion_id: (each.strengths, each.weaknesses) for each in standing.on_criteria.all()}
    return before == {criterion.pk: both for criterion, both in texts.items()}


def _words(typed: str) -> str:
    return strip(typed.replace("\x00", ""))
