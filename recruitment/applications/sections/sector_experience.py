"""Sector experience: the levels in each sector and, for each sector held, the roles and the years that they make."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, F, OuterRef

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application, SectorExperience, SectorRole, StepDraft
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Clue, Readable, Row, Section, Step, StepForm, display
from recruitment.applications.sections.sector_roles import Place, RoleForm
from recruitment.applications.sections.sector_years import (
    FRONTLINE,
    KEY,
    STRATEGIC,
    CorrectionForm,
    Level,
    YearsForm,
    ask_again,
    correction_step_key,
    role_step_key,
    told,
    years_step_key,
    years_title,
)
from recruitment.competitions.models import Sector
from recruitment.govuk import fields
from recruitment.govuk.words import lower_first


class LevelsForm(StepForm):
    """One question for each sector of the competition."""

    model = SectorExperience
    guidance = (
        "Strategic work is leading, planning, commissioning or inspecting services that protect children.",
        "Frontline work is working directly with children and families, or managing those who do.",
    )

    def prepare(self) -> None:
        """Ask about each sector."""
        for sector in self.outline.sectors:
            self.fields[sector.key] = fields.RadiosField(
                sector.label,
                noun=f"your level of experience in {lower_first(sector.label)}",
                choices=Level.choices,
                small=True,
            )

    def save(self, application: Application) -> None:
        """Keep the level for each sector; what was written about roles stays, should the level come back."""
        before = dict(
            SectorExperience.objects.filter(application=application).values_list("sector_id", "level")
        )
        for sector in self.outline.sectors:
            level = self.cleaned_data[sector.key]
            if level == before.get(sector.pk):
                continue
            SectorExperience.objects.update_or_create(
                application=application, sector=sector, defaults={"level": level}
            )
            if sector.pk in before and level != Level.NONE:
                _fit_roles(application, sector, level)

    def rows(self) -> list[Row]:
        """Return the level in each sector."""
        levels = {row["sector_id"]: row["level"] for row in self.answers.all(SectorExperience)}
        return [
            Row(sector.label, display(self.fields[sector.key], levels.get(sector.pk)))
            for sector in self.outline.sectors
        ]


def _fit_roles(application: Application, sector: Sector, level: str) -> None:
    """Fit the roles to a new level of their sector; where it is both, the page of each role asks which it was."""
    if level == Level.BOTH:
        pages = [role_step_key(sector, position) for position in _positions()]
        StepDraft.objects.filter(application=application, section=KEY, step__in=pages).update(accepted=False)
    else:
        SectorRole.objects.filter(application=application, sector=sector).update(level=level)
    ask_again(application, sector)


def held(answers: Answers) -> list[dict[str, Any]]:
    """Return the rows of the sectors in which the person worked at some level."""
    return [row for row in answers.all(SectorExperience) if row["level"] != Level.NONE]


def missing_levels(answers: Answers) -> list[str]:
    """Return which of strategic and frontline experience the person gave for no sector; both are wanted."""
    levels = {row["level"] for row in held(answers)}
    return [
        name for name, group in (("strategic", STRATEGIC), ("frontline", FRONTLINE)) if not levels & group
    ]


def _positions() -> range:
    return range(1, SectorRole.MOST + 1)


def _held(sector: Sector, answers: Answers) -> dict[str, Any] | None:
    row = answers.one(SectorExperience, sector_id=sector.pk)
    return row if row and row["level"] != Level.NONE else None


def _has_role(sector: Sector, position: int) -> Callable[[Answers], bool]:
    def has(answers: Answers) -> bool:
        row = _held(sector, answers)
        return bool(row) and position <= (len(told(answers, sector)) + bool(row["another_role"]) or 1)

    return has


def _has_years(sector: Sector) -> Callable[[Answers], bool]:
    def has(answers: Answers) -> bool:
        return bool(_held(sector, answers)) and bool(told(answers, sector))

    return has


def _corrects(sector: Sector) -> Callable[[Answers], bool]:
    def corrects(answers: Answers) -> bool:
        row = _held(sector, answers)
        return bool(row) and row["years_right"] is False and bool(told(answers, sector))

    return corrects


def steps(outline: Outline) -> list[Step]:
    """Return the page of levels and, for each sector, a page a role, the years, and their correction."""
    return [
        Step("levels", "Levels of experience", LevelsForm),
        *(step for sector in outline.sectors for step in _steps_of(sector)),
    ]


def _steps_of(sector: Sector) -> list[Step]:
    roles = [
        Step(
            role_step_key(sector, position),
            f"{sector.label}: role {position}",
            RoleForm,
            Place(sector, position),
            _has_role(sector, position),
            removable=True,
        )
        for position in _positions()
    ]
    title = years_title(sector)
    return [
        *roles,
        Step(years_step_key(sector), title, YearsForm, sector, _has_years(sector)),
        Step(correction_step_key(sector), f"{title}: correction", CorrectionForm, sector, _corrects(sector)),
    ]


# Roles of a sector in which the person says they have no experience do not count as told.
_TOLD = SectorRole.objects.filter(
    Exists(
        SectorExperience.objects.filter(
            application=OuterRef("application"), sector=OuterRef("sector")
        ).exclude(level=Level.NONE)
    )
)

SECTOR_EXPERIENCE = Section(
    KEY,
    "Sector experience",
    Readable.EVIDENCE,
    # The moment of sending: what goes on counts up to it.
    (SectorExperience.objects.annotate(sent_at=F("application__sent_at")), SectorRole.objects.all()),
    steps,
    clue=Clue(_TOLD, answer="organisation", under="sector__label"),
)
