"""Fills the contents of a pack, and finds packs for the pages.

The number of queries is fixed: it does not grow with people, criteria, sectors or documents.
"""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.applications.reading import CandidateFile, Reader, candidate_files, sector_counts
from recruitment.competitions.models import Assessor, Competition, ScaleLevel, Sector, Stage
from recruitment.competitions.models import Criterion as CriterionRow
from recruitment.documents.models import Document
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.models import ConflictDeclaration
from scoring.moderation.models import AgreedScore as AgreedScoreRow
from scoring.packs import contents
from scoring.packs.models import Pack, PackDownload
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import still_to_send

MARKING = "OFFICIAL-SENSITIVE"  # named people with scores: the marking of such papers in government
# Sections that the pack shows in a form of their own.
_SHOWN_APART = {"posts", "sector-experience", "evidence", "cv"}


def packs_of(competition: Competition) -> QuerySet[Pack]:
    """Return the competition's packs, the latest first, each with the name of who asked for it."""
    asked = Official.objects.filter(user=OuterRef("requested_by"), competition=OuterRef("competition"))
    return (
        competition.packs.annotate(requested_by_name=asked.values("name")[:1])
        .select_related("competition")
        .order_by("-requested_at", "-pk")
    )


def downloads_of(pack: Pack) -> QuerySet[PackDownload]:
    """Return who downloaded the pack, the latest first, each with their name."""
    by = Official.objects.filter(user=OuterRef("by"), competition=pack.competition_id)
    return pack.downloads.annotate(by_name=by.values("name")[:1]).order_by("-at", "-pk")


def is_recused_from_any(*, user: Any, competition: Competition) -> bool:
    """Say whether this person is kept away from anybody in the competition."""
    recusing = ConflictDeclaration.objects.recusing()
    return recusing.filter(assessor__user=user, assessor__competition=competition).exists()


def shortlisted(competition: Competition) -> QuerySet[Application]:
    """Return the applications whose present decision is to shortlist them."""
    decisions = SiftDecision.objects.current().filter(
        application__competition=competition, outcome=SiftDecision.Outcome.SHORTLISTED
    )
    return Application.objects.sent().filter(competition=competition, pk__in=decisions.values("application"))


def shortlist_contents(competition: Competition) -> contents.ShortlistPack:
    """Return everything that the competition's shortlist pack says at this moment."""
    sectors = list(competition.sectors.all())
    levels = list(competition.scale_levels.all())
    people = _people(competition)
    # Not who can still send now: the same contents make the same file, whenever it is built.
    unsent = still_to_send(competition, now=competition.closes)
    in_order = sorted(people, key=lambda person: (person.is_reserve, _alphabetical(person.name)))
    return contents.ShortlistPack(
        competition=competition.title,
        slug=competition.slug,
        body=competition.body.name,
        department=competition.department,
        governance_code=competition.get_governance_code_display(),
        opens=competition.opens,
        closes=competition.closes,
        sift=competition.sift,
        interviews=(competition.interviews_first, competition.interviews_last),
        marking=MARKING,
        examples=competition.examples,
        as_at=_last_change(competition),
        unsent=unsent["count"],
        unsent_until=unsent["last"],
        software=_software(),
        acceptable=next(_level(row) for row in levels if row.value == competition.acceptable_level),
        levels=tuple(_level(row) for row in levels),
        criteria=tuple(_criterion(row) for row in competition.criteria.at(Stage.SIFT)),
        blind_sift=competition.blind_sift,
        assessors=tuple(_assessor(row) for row in competition.assessors.all()),
        stages=_stages(competition),
        field=_field(competition, sectors),
        coverage=_coverage(sectors, [person for person in in_order if not person.is_reserve]),
        people=tuple(in_order),
    )


def _people(competition: Competition) -> list[contents.Person]:
    decisions = {
        decision.application_id: decision
        for decision in SiftDecision.objects.current().filter(
            application__in=competition.applications.sent(),
            outcome__in=[SiftDecision.Outcome.SHORTLISTED, SiftDecision.Outcome.RESERVE],
        )
    }
    applications = Application.objects.filter(pk__in=decisions).order_by("reference")
    files = candidate_files(applications, competition=competition, reader=Reader.PACK)
    ids = [file.application_id for file in files]
    asked = criteria_asked(competition=competition, stage=Stage.SIFT, application_ids=ids)
    agreed: dict[tuple[int, int], AgreedScoreRow] = {
        (row.application_id, row.criterion_id): row
        for row in AgreedScoreRow.objects.current()
        .filter(application__in=ids, stage=Stage.SIFT)
        .select_related("level")
    }
    documents = Document.objects.in_bulk([file.cv_id for file in files if file.cv_id])
    criteria = list(competition.criteria.at(Stage.SIFT))
    return [
        contents.Person(
            reference=file.reference,
            name=file.title,
            posts=file.posts,
            decision_reason=decisions[file.application_id].reason,
            is_reserve=decisions[file.application_id].outcome == SiftDecision.Outcome.RESERVE,
            experience=tuple(_experience(file)),
            scores=tuple(
                _score(
                    row,
                    agreed.get((file.application_id, row.pk)),
                    asked=row in asked[file.application_id],
                    acceptable=competition.acceptable_level,
                )
                for row in criteria
            ),
            evidence=tuple(
                contents.Evidence(_criterion(row), file.evidence.get(row.pk, ""))
                for row in asked[file.application_id]
                if row.word_limit
            ),
            sections=tuple(_sections(file)),
            cv=_cv(documents, file.cv_id),
        )
        for file in files
    ]


def _experience(file: CandidateFile) -> Iterable[contents.Experience]:
    for held in file.experience:
        yield contents.Experience(
            sector=held.sector_label,
            strategic=held.strategic,
            frontline=held.frontline,
            years=tuple(str(years) for years in held.years),
            correction_reason=held.correction_reason,
            roles=tuple(
                contents.Role(role.organisation, role.role, role.level, role.when, role.summary)
                for role in held.roles
            ),
        )


def _sections(file: CandidateFile) -> Iterable[contents.Section]:
    for section in file.sections:
        if section.key not in _SHOWN_APART:
            rows = tuple(contents.Row(row.label, row.value) for part in section.parts for row in part.rows)
            yield contents.Section(section.title, rows)


def _score(
    criterion: CriterionRow, agreed: AgreedScoreRow | None, *, asked: bool, acceptable: int
) -> contents.AgreedScore:
    if agreed:
        level = _level(agreed.level)
        return contents.AgreedScore(_criterion(criterion), level, level.value >= acceptable, agreed.reason)
    why = (
        "The assessment panel recorded no agreed score."
        if asked
        else "Not asked: the criterion is for posts that this person did not apply for."
    )
    return contents.AgreedScore(_criterion(criterion), level=None, meets=False, reason=why)


def _cv(documents: Mapping[int, Document], cv_id: int | None) -> contents.Cv | None:
    if cv_id is None:
        return None
    document = documents[cv_id]
    return contents.Cv(
        document.original_name, document.clean_sha256, document.pages or 0, partial(_read, document)
    )


def _read(document: Document) -> bytes:
    with document.clean_copy.open("rb") as file:
        return file.read()


def _stages(competition: Competition) -> tuple[contents.StageCount, ...]:
    states = dict(
        competition.applications.exclude(state=Application.State.DRAFT)
        .order_by()
        .values_list("state")
        .annotate(Count("pk"))
    )
    sent, withdrawn = (
        states.get(state, 0) for state in (Application.State.SENT, Application.State.WITHDRAWN)
    )
    outcomes = dict(
        SiftDecision.objects.current()
        .filter(application__in=competition.applications.sent())
        .order_by()
        .values_list("outcome")
        .annotate(Count("pk"))
    )
    scored = (
        AgreedScoreRow.objects.filter(application__in=competition.applications.sent(), stage=Stage.SIFT)
        .values("application")
        .distinct()
        .count()
    )
    return (
        contents.StageCount("Applications sent", sent + withdrawn),
        contents.StageCount("Withdrawn since", withdrawn),
        contents.StageCount("Given agreed scores at the sift", scored),
        contents.StageCount("Shortlisted", outcomes.get(SiftDecision.Outcome.SHORTLISTED, 0)),
        contents.StageCount("Reserve", outcomes.get(SiftDecision.Outcome.RESERVE, 0)),
        contents.StageCount("Not shortlisted", outcomes.get(SiftDecision.Outcome.NOT_SHORTLISTED, 0)),
    )


def _field(competition: Competition, sectors: Iterable[Sector]) -> tuple[contents.SectorCount, ...]:
    counts = sector_counts(competition.applications.sent())
    return tuple(
        contents.SectorCount(
            sector.label,
            sector.safeguarding_partner,
            counts[sector.key].strategic if sector.key in counts else 0,
            counts[sector.key].frontline if sector.key in counts else 0,
            counts[sector.key].both if sector.key in counts else 0,
        )
        for sector in sectors
    )


def _coverage(sectors: Iterable[Sector], people: Iterable[contents.Person]) -> tuple[contents.Coverage, ...]:
    held = [(person.name, experience) for person in people for experience in person.experience]
    return tuple(
        contents.Coverage(
            sector.label,
            sector.safeguarding_partner,
            tuple(name for name, one in held if one.sector == sector.label and one.strategic),
            tuple(name for name, one in held if one.sector == sector.label and one.frontline),
        )
        for sector in sectors
    )


def _last_change(competition: Competition) -> datetime:
    """Return the moment of the last change to anything that the pack tells of."""
    moments = competition.applications.aggregate(
        sent=Max("sent_at"),
        withdrawn=Max("withdrawn_at"),
        reinstated=Max("withdrawals__undone_at"),
        agreed=Max("agreed_scores__agreed_at", filter=Q(agreed_scores__stage=Stage.SIFT)),
        decided=Max("sift_decisions__decided_at"),
        uploaded=Max("documents__uploaded_at"),
    )
    panel = competition.assessors.aggregate(Max("joined_at"))  # who left was replaced at the same moment
    known = [moment for moment in (*moments.values(), *panel.values(), competition.published_at) if moment]
    return max(known)


def _level(row: ScaleLevel) -> contents.Level:
    return contents.Level(row.value, row.label, row.meaning)


def _criterion(row: CriterionRow) -> contents.Criterion:
    return contents.Criterion(row.code, row.text, row.kind == CriterionRow.Kind.ESSENTIAL, row.lead)


def _assessor(row: Assessor) -> contents.PackAssessor:
    return contents.PackAssessor(
        row.name,
        row.get_capacity_display(),
        row.chair,
        row.political_activity,
        joined=timezone.localdate(row.joined_at) if row.joined_at else None,
        left=timezone.localdate(row.left_at) if row.left_at else None,
    )


def _alphabetical(name: str) -> tuple[str, str]:
    """Return a key that sorts as people read: case and accents do not matter."""
    plain = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    return plain.casefold(), name


@cache
def _software() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"{project['name']} {project['version']}"
