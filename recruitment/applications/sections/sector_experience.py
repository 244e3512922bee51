"""Sector experience: at which level the person worked in each sector and, for each sector held, in which role."""

from collections.abc import Callable
from typing import Any

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application, SectorExperience, StepDraft
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Row, Section, Step, StepForm, display
from recruitment.competitions.models import Sector
from recruitment.govuk import dates, fields

KEY = "sector-experience"
Level = SectorExperience.Level
STRATEGIC = {Level.STRATEGIC, Level.BOTH}
FRONTLINE = {Level.FRONTLINE, Level.BOTH}


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
                noun=f"your level of experience in {sector.label[0].lower() + sector.label[1:]}",
                choices=Level.choices,
                small=True,
            )

    def save(self, application: Application) -> None:
        """Keep the level for each sector; what was written about a role stays, should the level come back.

        A role that was accepted is open again where the new level asks for years that were not asked before.
        """
        drafts = StepDraft.objects.filter(application=application, section=KEY, accepted=True)
        answered = {draft.step: draft.data.keys() for draft in drafts}
        for sector in self.outline.sectors:
            level = self.cleaned_data[sector.key]
            SectorExperience.objects.update_or_create(
                application=application, sector=sector, defaults={"level": level}
            )
            if step_key(sector) in answered and not years_asked(level) <= answered[step_key(sector)]:
                drafts.filter(step=step_key(sector)).update(accepted=False)

    def rows(self) -> list[Row]:
        """Return the level in each sector."""
        levels = {row["sector_id"]: row["level"] for row in self.answers.all(SectorExperience)}
        return [
            Row(sector.label, display(self.fields[sector.key], levels.get(sector.pk)))
            for sector in self.outline.sectors
        ]


class RoleForm(StepForm):
    """The most senior role in one sector, how long the person worked at each level, and what they did."""

    model = SectorExperience
    summary_labels = {"started": "From", "ended": "To", "summary": "What you did"}
    organisation = fields.TextField(
        "Organisation", noun="the organisation", max_length=200, autocomplete="organization"
    )
    role = fields.TextField(
        "Your most senior role",
        noun="your most senior role",
        max_length=200,
        autocomplete="organization-title",
    )
    started = dates.MonthField(
        "When did you start in this role?",
        noun="the month you started in this role",
        hint="For example, 9 2012",
        must_be="this month or in the past",
    )
    current = fields.CheckboxField("I am still in this role", required=False)
    ended = dates.MonthField(
        "When did you leave this role?",
        noun="the month you left this role",
        hint="Leave blank if you are still in it",
        must_be="this month or in the past",
        required=False,
    )
    years_strategic = fields.WholeNumberField(
        "Years of strategic work in this sector",
        noun="the years of strategic work",
        hint="Leading, planning or commissioning services, in whole years",
        min_value=0,
        max_value=60,
        suffix="years",
    )
    years_frontline = fields.WholeNumberField(
        "Years of frontline work in this sector",
        noun="the years of frontline work",
        hint="Working directly with children and families, in whole years",
        min_value=0,
        max_value=60,
        suffix="years",
    )
    summary = fields.LongTextField(
        "What you did",
        noun="what you did",
        hint="Your responsibilities for protecting children, and what changed because of your work",
        max_length=2000,
        rows=8,
    )

    def prepare(self) -> None:
        """Ask only for the years at the level that the person said they have."""
        for name in {"years_strategic", "years_frontline"} - years_asked(self._saved()["level"]):
            del self.fields[name]

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return the sector."""
        return {"sector_id": about.pk}

    def _saved(self) -> dict[str, Any]:
        """Return the row that is there already: the step applies only after a level was chosen."""
        row = self.answers.one(self.model, **self.lookup(self.about))
        if row is None:
            raise LookupError(f"No level of experience is saved for {self.about}.")
        return row

    def clean(self) -> dict[str, Any]:
        """Ask for either an end or "still in this role", and for an end that does not come before the start."""
        cleaned = super().clean() or self.cleaned_data
        started, ended, current = (cleaned.get(name) for name in ("started", "ended", "current"))
        if current and ended:
            self.add_error("ended", "Leave the month you left this role blank if you are still in it")
        if not current and not ended and "ended" not in self.errors:
            self.add_error("ended", "Enter the month you left this role, or select that you are still in it")
        if started and ended and ended < started:
            self.add_error(
                "ended", "The month you left this role must be the same as or after the month you started"
            )
        return cleaned

    def rows(self) -> list[Row]:
        """Return the role with its period in one row."""
        row = self._saved()
        if not row["organisation"]:
            return [Row("Role", "")]
        rows = [
            Row("Organisation", row["organisation"]),
            Row("Most senior role", row["role"]),
            Row("Period in this role", period(row)),
        ]
        if row["level"] in STRATEGIC:
            rows.append(Row("Strategic work in this sector", years(row["years_strategic"])))
        if row["level"] in FRONTLINE:
            rows.append(Row("Frontline work in this sector", years(row["years_frontline"])))
        return [*rows, Row("What you did", row["summary"])]


def period(row: dict[str, Any]) -> str:
    """Return "March 2012 to May 2019" or "March 2012 to the present"; empty where no start is known."""
    if not row["started"]:
        return ""
    end = f"{row['ended']:%B %Y}" if row["ended"] else "the present"
    return f"{row['started']:%B %Y} to {end}"


def years(number: int | None) -> str:
    """Return "1 year", "7 years", or an empty text where nothing was given."""
    if number is None:
        return ""
    return "1 year" if number == 1 else f"{number} years"


def held(answers: Answers) -> list[dict[str, Any]]:
    """Return the rows of the sectors in which the person worked at some level."""
    return [row for row in answers.all(SectorExperience) if row["level"] != Level.NONE]


def missing_levels(answers: Answers) -> list[str]:
    """Return which of strategic and frontline experience the person gave for no sector; both are wanted."""
    levels = {row["level"] for row in held(answers)}
    return [
        name for name, group in (("strategic", STRATEGIC), ("frontline", FRONTLINE)) if not levels & group
    ]


def years_asked(level: str) -> set[str]:
    """Return the fields for years that somebody with this level in a sector fills in."""
    strategic = {"years_strategic"} if level in STRATEGIC else set()
    return strategic | ({"years_frontline"} if level in FRONTLINE else set())


def step_key(sector: Sector) -> str:
    """Return the key of the step about the role in a sector."""
    return sector.key.replace("_", "-")


def _holds(sector: Sector) -> Callable[[Answers], bool]:
    def holds(answers: Answers) -> bool:
        return any(row["sector_id"] == sector.pk for row in held(answers))

    return holds


def steps(outline: Outline) -> list[Step]:
    """Return the page of levels, and one page for each sector."""
    roles = [
        Step(step_key(sector), sector.label, RoleForm, sector, _holds(sector)) for sector in outline.sectors
    ]
    return [Step("levels", "Levels of experience", LevelsForm), *roles]


SECTOR_EXPERIENCE = Section(
    KEY,
    "Sector experience",
    Readable.EVIDENCE,
    (SectorExperience.objects.all(),),
    steps,
)
