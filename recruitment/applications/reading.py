"""Applications as one reader may see them: the only way in which the other half of the portal reads them.

What a reader may not see is not selected, so that no page, export, count or file can leak it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from recruitment.applications.answers import MASKED, Answers, load_answers
from recruitment.applications.models import (
    AboutYou,
    Application,
    Correction,
    Entering,
    EvidenceAnswer,
    Extension,
    Interests,
    PostChoice,
    SectorExperience,
    SectorRole,
    Withdrawal,
)
from recruitment.applications.outline import Outline
from recruitment.applications.queries import contact_details_of
from recruitment.applications.sections import SECTIONS, Readable, Row, Section, SectionSummary
from recruitment.applications.sections.about_you import ABOUT_YOU, ContactDetailsForm
from recruitment.applications.sections.cv import CV
from recruitment.applications.sections.sector_experience import SECTOR_EXPERIENCE, held
from recruitment.applications.sections.sector_roles import break_taken, days, period
from recruitment.applications.sections.sector_years import FRONTLINE, STRATEGIC, counted_years, in_years
from recruitment.competitions.models import Competition, Criterion, Sector
from recruitment.documents.models import Document


class Reader(Enum):
    """Who reads: which kinds of sections, whether with the person's name, and whether names in texts are masked."""

    BLIND_ASSESSOR = (frozenset({Readable.EVIDENCE}), False, True)
    ASSESSOR = (frozenset({Readable.EVIDENCE, Readable.PERSONAL}), True, False)
    INTERVIEWER = (frozenset({Readable.EVIDENCE, Readable.PERSONAL, Readable.PROBITY}), True, False)
    OFFICIAL = (frozenset(Readable), True, False)
    PACK = (frozenset({Readable.EVIDENCE}), True, False)

    def __init__(self, readable: frozenset[Readable], named: bool, masked: bool) -> None:  # noqa: FBT001
        self.readable = readable
        self.named = named
        self.masked = masked

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that this reader may read, in order."""
        return tuple(section for section in SECTIONS if section.readable in self.readable)


@dataclass(frozen=True)
class RoleHeld:
    """One role in a sector, in words."""

    organisation: str
    role: str
    level: str
    period: str
    days: str  # "Full time", "3 days a week"
    career_breaks: str  # "6 months"; empty for none
    summary: str

    @property
    def when(self) -> str:
        """The period with how much of it was work."""
        breaks = f"career breaks of {self.career_breaks}" if self.career_breaks else ""
        return ", ".join(part for part in (self.period, self.days.lower(), breaks) if part)


@dataclass(frozen=True)
class YearsHeld:
    """How long a person worked at one level in a sector: as the portal counted, and as they corrected it, if so."""

    label: str
    counted: str
    corrected: str

    def __str__(self) -> str:
        """Return it in a line."""
        own = f"; by the candidate’s own count {self.corrected}" if self.corrected else ""
        return f"{self.label}: {self.counted}{own}"


@dataclass(frozen=True)
class SectorHeld:
    """What a person did in one sector. Roles stand latest first; the reason is for years that were corrected."""

    sector_key: str
    sector_label: str
    strategic: bool
    frontline: bool
    roles: tuple[RoleHeld, ...]
    years: tuple[YearsHeld, ...]
    correction_reason: str


@dataclass(frozen=True)
class CandidateFile:
    """One application as one reader may see it."""

    application_id: int
    reference: str
    name: str | None  # None where the reader may not know
    posts: tuple[str, ...]
    sections: tuple[SectionSummary, ...]
    experience: tuple[SectorHeld, ...]
    evidence: Mapping[int, str]  # criterion's primary key -> answer
    cv_id: int | None  # document's primary key; None unless there is one that was checked

    @property
    def title(self) -> str:
        """What to call the candidate on a page."""
        return self.name or candidate_label(self.reference)


@dataclass(frozen=True)
class Offered:
    """What one candidate offers for one criterion, as one reader may see it."""

    reference: str
    title: str  # what to call the candidate
    answer: str  # in words; empty where there is none
    experience: tuple[SectorHeld, ...]  # only for a criterion that is not answered in words


def candidate_label(reference: str) -> str:
    """Return what a candidate is called where the name is not shown."""
    return f"Candidate {reference}"


def candidate_files(
    applications: QuerySet[Application], *, competition: Competition, reader: Reader
) -> list[CandidateFile]:
    """Return the files of these applications to the competition, in the order of the queryset.

    The number of queries depends on the reader only. Raises ValueError for an application to another competition.
    """
    rows = list(applications.values("pk", "reference", "competition_id"))
    if not rows:
        return []
    if any(row["competition_id"] != competition.pk for row in rows):
        raise ValueError("An application belongs to another competition; read one competition at a time.")
    outline = Outline(competition)
    sources = {source.model: source for section in reader.sections for source in section.sources}
    if reader.named:
        sources |= {source.model: source for source in (*ABOUT_YOU.sources, *CV.sources)}
    answers = load_answers([row["pk"] for row in rows], sources.values(), masked=reader.masked)
    return [_file(row["pk"], row["reference"], outline, answers[row["pk"]], reader) for row in rows]


def offered(application: Application, criterion: Criterion, *, reader: Reader) -> Offered:
    """Return what a candidate offers for a criterion: one query for an answer in words, four for experience."""
    text = "text_masked" if reader.masked else "text"
    answers = EvidenceAnswer.objects.filter(application=OuterRef("pk"), criterion=criterion)
    found = Application.objects.filter(pk=application.pk).annotate(answer=Subquery(answers.values(text)))
    columns = ("reference", "answer", *(("about_you__full_name",) if reader.named else ()))
    [(reference, answer, *name)] = found.values_list(*columns)
    experience: tuple[SectorHeld, ...] = ()
    if not criterion.word_limit:
        told = load_answers([application.pk], SECTOR_EXPERIENCE.sources, masked=reader.masked)
        experience = _experience(Outline(application.competition), told[application.pk])
    title = (name and name[0]) or candidate_label(reference)
    return Offered(reference, title, answer or "", experience)


@dataclass(frozen=True)
class Clues:
    """By what somebody recognises that they know a candidate: far less than a reader may read later."""

    name: str | None  # None where the reader may not know
    organisations: Mapping[str, tuple[str, ...]]  # by sector, each once, in the order of the application


def clues(application: Application, *, reader: Reader) -> Clues:
    """Return what a reader sees before they say whether they have a conflict: one query, one more where named."""
    found: dict[str, list[str]] = defaultdict(list)
    for clue in (section.clue for section in reader.sections if section.clue):
        answer = clue.answer + MASKED if reader.masked else clue.answer
        for under, said in clue.source.filter(application=application).values_list(clue.under, answer):
            found[under].append(said)
    name = None
    if reader.named:
        name = AboutYou.objects.filter(application=application).values_list("full_name", flat=True).first()
    return Clues(name, {under: tuple(dict.fromkeys(said)) for under, said in found.items()})


def candidate_names(applications: QuerySet[Application], *, reader: Reader) -> dict[int, str]:
    """Return what to call each candidate, by the application's primary key, in one query."""
    if not reader.named:
        return {
            pk: candidate_label(reference) for pk, reference in applications.values_list("pk", "reference")
        }
    rows = applications.values_list("pk", "reference", "about_you__full_name")
    return {pk: name or candidate_label(reference) for pk, reference, name in rows}


def withdrawals(application: Application, *, reader: Reader) -> QuerySet[Withdrawal]:
    """Return the application's withdrawals with their reasons, the last first; none for those who assess."""
    if reader is not Reader.OFFICIAL:
        return Withdrawal.objects.none()
    return application.withdrawals.order_by("-at", "-pk")


def extensions(application: Application, *, reader: Reader) -> QuerySet[Extension]:
    """Return how the person was given longer, the last first; nothing for those who assess."""
    if reader is not Reader.OFFICIAL:
        return Extension.objects.none()
    return application.extensions.order_by("-at", "-pk")


def enterings(application: Application, *, reader: Reader) -> QuerySet[Entering]:
    """Return how an application came that officials typed, none or one; nothing for those who assess."""
    return (
        Entering.objects.filter(application=application)
        if reader is Reader.OFFICIAL
        else Entering.objects.none()
    )


def corrections(application: Application, *, reader: Reader) -> QuerySet[Correction]:
    """Return how officials corrected for whom they entered an application; nothing for those who assess."""
    return application.corrections.all() if reader is Reader.OFFICIAL else Correction.objects.none()


def disability_confident(applications: QuerySet[Application], *, reader: Reader) -> QuerySet[Application]:
    """Keep who applied under the Disability Confident scheme; nobody for those who assess, and for packs."""
    if reader is not Reader.OFFICIAL:
        return applications.none()
    return applications.filter(support__disability_confident=True)


def declared_conflicts(applications: QuerySet[Application], *, reader: Reader) -> dict[int, str]:
    """Map ids to the interests that candidates declared as a possible conflict; none for who may not read of them."""
    if Readable.PROBITY not in reader.readable:
        return {}
    declared = Interests.objects.filter(application__in=applications.order_by(), has_conflict=True)
    return dict(declared.values_list("application_id", "conflict_details"))


@dataclass(frozen=True)
class ChangedContact:
    """How to reach somebody whose details changed after sending, since when, and who changed them."""

    at: datetime
    by: str
    rows: tuple[Row, ...]


def changed_contact(application: Application, *, reader: Reader) -> ChangedContact | None:
    """Return the contact details that count now where they are not those that were sent; for officials only."""
    current: Any = contact_details_of(application).last() if reader is Reader.OFFICIAL else None
    if current is None:
        return None
    rows = tuple(
        Row(str(field.label), getattr(current, name))
        for name, field in ContactDetailsForm.base_fields.items()
    )
    by = current.corrected_by_name or "an official" if current.corrected_by_id else "the candidate"
    return ChangedContact(current.at, by, rows)


@dataclass(frozen=True)
class SectorCount:
    """How many people hold experience of a sector; those with both kinds are counted in each kind too."""

    strategic: int
    frontline: int
    both: int


def sector_counts(applications: QuerySet[Application]) -> dict[str, SectorCount]:
    """Return how many of these people hold experience of each sector, by the sector's key, in one query."""
    rows = (
        SectorExperience.objects.filter(application__in=applications.order_by().values("pk"))
        .order_by()
        .values_list("sector__key")
        .annotate(
            people_strategic=Count("pk", filter=Q(level__in=STRATEGIC)),
            people_frontline=Count("pk", filter=Q(level__in=FRONTLINE)),
            people_both=Count("pk", filter=Q(level__in=STRATEGIC & FRONTLINE)),
        )
    )
    return {key: SectorCount(*counts) for key, *counts in rows}


def _file(pk: int, reference: str, outline: Outline, answers: Answers, reader: Reader) -> CandidateFile:
    chosen = {row["post_id"] for row in answers.all(PostChoice)}
    about_you = answers.one(AboutYou) if reader.named else None
    cv = answers.one(Document, state=Document.State.CLEAN) if reader.named else None
    return CandidateFile(
        application_id=pk,
        reference=reference,
        name=about_you["full_name"] if about_you else None,
        posts=tuple(post.title for post in outline.posts if post.pk in chosen),
        sections=tuple(
            section.summary(outline, answers)
            for section in reader.sections
            if section.concerns(outline, answers)
        ),
        experience=_experience(outline, answers),
        evidence={row["criterion_id"]: row["text"] for row in answers.all(EvidenceAnswer)},
        cv_id=cv["id"] if cv else None,
    )


def _experience(outline: Outline, answers: Answers) -> tuple[SectorHeld, ...]:
    rows = {row["sector_id"]: row for row in held(answers)}
    roles: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for role in answers.all(SectorRole):
        roles[role["sector_id"]].append(role)
    return tuple(
        _sector_held(sector, row, roles[sector.pk])
        for sector in outline.sectors
        if (row := rows.get(sector.pk))
    )


def _sector_held(sector: Sector, row: dict[str, Any], roles: list[dict[str, Any]]) -> SectorHeld:
    corrects = row["years_right"] is False
    latest_first = sorted(roles, key=lambda role: (role["ended"] or date.max, role["started"]), reverse=True)
    return SectorHeld(
        sector_key=sector.key,
        sector_label=sector.label,
        strategic=row["level"] in STRATEGIC,
        frontline=row["level"] in FRONTLINE,
        roles=tuple(_role_held(role) for role in latest_first),
        years=tuple(
            YearsHeld(each.label, str(each.counted), in_years(each.corrected) if corrects else "")
            for each in counted_years(row, roles)
        ),
        correction_reason=row["correction_reason"] if corrects else "",
    )


def _role_held(row: dict[str, Any]) -> RoleHeld:
    return RoleHeld(
        organisation=row["organisation"],
        role=row["role"],
        level=SectorRole.Level(row["level"]).label,
        period=period(row),
        days=days(row),
        career_breaks=break_taken(row),
        summary=row["summary"],
    )
