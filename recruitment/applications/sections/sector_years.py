"""The years in one sector: counted from the roles, shown to the person, and corrected where they say so."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.timezone import localdate

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application, SectorExperience, SectorRole, StepDraft
from recruitment.applications.sections.base import Row, StepForm
from recruitment.applications.years import Duration, Experience, Worked, experience
from recruitment.competitions.models import Sector
from recruitment.govuk import fields
from recruitment.govuk.words import lower_first

KEY = "sector-experience"
Level = SectorExperience.Level
STRATEGIC = {Level.STRATEGIC, Level.BOTH}
FRONTLINE = {Level.FRONTLINE, Level.BOTH}


class YearsForm(StepForm):
    """What was counted in one sector, and whether it is right."""

    model = SectorExperience
    years_right = fields.YesNoField("Is this right?", noun="the years are right")

    def prepare(self) -> None:
        """Show what was counted."""
        roles = told(self.answers, self.about)
        last = f"../{role_step_key(self.about, len(roles) or 1)}/"
        self.guidance = (
            "From the roles that you told us about we counted:",
            *(
                format_html("{}: <strong>{}</strong>", each.label, each.counted)
                for each in counted_years(saved(self.answers, self.about), roles)
            ),
            "A month in which you held two roles counts once, and career breaks are taken off.",
            "A role that you still hold counts up to the month in which you send your application.",
            format_html(
                'If a role is missing, <a class="govuk-link" href="{}">add it after your last role</a>.', last
            ),
        )

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return the sector."""
        return {"sector_id": about.pk}

    def rows(self) -> list[Row]:
        """Return what was counted."""
        counted = counted_years(saved(self.answers, self.about), told(self.answers, self.about))
        return [Row(each.label, str(each.counted)) for each in counted]


class CorrectionForm(StepForm):
    """The years as the person counts them, and why."""

    model = SectorExperience
    summary_labels = {
        "corrected_strategic": "Own count of strategic work",
        "corrected_frontline": "Own count of frontline work",
        "correction_reason": "Why it differs",
    }
    corrected_strategic = fields.WholeNumberField(
        "How many years of strategic work do you have in this sector?",
        noun="the years of strategic work",
        hint="Rounded to whole years",
        min_value=0,
        max_value=60,
        suffix="years",
    )
    corrected_frontline = fields.WholeNumberField(
        "How many years of frontline work do you have in this sector?",
        noun="the years of frontline work",
        hint="Rounded to whole years",
        min_value=0,
        max_value=60,
        suffix="years",
    )
    correction_reason = fields.LongTextField(
        "Why does this differ from what we counted?",
        noun="why this differs from what we counted",
        hint="Those who assess your application read this beside both counts",
        max_length=500,
        rows=4,
    )

    def prepare(self) -> None:
        """Ask only for the years at the levels that the person said they have."""
        level = saved(self.answers, self.about)["level"]
        for name, levels in (("corrected_strategic", STRATEGIC), ("corrected_frontline", FRONTLINE)):
            if level not in levels:
                del self.fields[name]

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return the sector."""
        return {"sector_id": about.pk}

    def columns(self) -> dict[str, Any]:
        """Return the answers; a level that is not asked about has no years."""
        return {"corrected_strategic": None, "corrected_frontline": None} | super().columns()

    def rows(self) -> list[Row]:
        """Return the person's own count in words, and the reason."""
        row = saved(self.answers, self.about)
        return [
            Row(self.summary_labels[name], in_years(row[name]) if name != "correction_reason" else row[name])
            for name in self.fields
        ]


def saved(answers: Answers, sector: Sector) -> dict[str, Any]:
    """Return the row of the sector, which is there once a level was chosen. Raises LookupError before that."""
    row = answers.one(SectorExperience, sector_id=sector.pk)
    if row is None:
        raise LookupError(f"No level of experience is saved for {sector}.")
    return row


def told(answers: Answers, sector: Sector) -> list[dict[str, Any]]:
    """Return the rows of the roles that the person told of in the sector, in the order in which they did."""
    return [row for row in answers.all(SectorRole) if row["sector_id"] == sector.pk]


@dataclass(frozen=True)
class Counted:
    """How long the person worked at one level: as counted, and in whole years by their own correction, if any."""

    label: str
    counted: Duration
    corrected: int | None


def counted_years(row: dict[str, Any], roles: Iterable[dict[str, Any]]) -> list[Counted]:
    """Return the years at each level that the person has in the sector of `row`, counted from its roles.

    What goes on counts up to the month in which the application was sent, or is read while it is a draft.
    """
    found = count(roles, until=localdate(row["sent_at"]) if row["sent_at"] else localdate())
    years = []
    if row["level"] in STRATEGIC:
        years.append(Counted("Strategic work", found.strategic, row["corrected_strategic"]))
    if row["level"] in FRONTLINE:
        years.append(Counted("Frontline work", found.frontline, row["corrected_frontline"]))
    return years


def count(roles: Iterable[dict[str, Any]], *, until: date) -> Experience:
    """Return how long the roles of these rows make at each level, up to a month."""
    return experience(
        (
            Worked(
                started=row["started"],
                ended=row["ended"],
                half_days_a_week=half_days(row),
                months_of_break=row["months_of_break"],
                strategic=row["level"] in STRATEGIC,
                frontline=row["level"] in FRONTLINE,
            )
            for row in roles
        ),
        until=until,
    )


def half_days(row: dict[str, Any]) -> int:
    """Return how many half-days a week a role was: 10 for full time."""
    return 2 * int(row["days_a_week"]) + bool(row["half_day"])


@contextmanager
def asked_again_if_changed(application: Application, sector: Sector) -> Iterator[None]:
    """Ask again whether the years are right if what is done inside changes what is counted."""
    roles = SectorRole.objects.filter(application=application, sector=sector)
    before = count(roles.values(), until=localdate())
    yield
    if count(roles.values(), until=localdate()) != before:
        ask_again(application, sector)


def ask_again(application: Application, sector: Sector) -> None:
    """Ask again whether the years are right; what was answered and corrected before stays on the pages."""
    SectorExperience.objects.filter(application=application, sector=sector).update(years_right=None)
    pages = [years_step_key(sector), correction_step_key(sector)]
    StepDraft.objects.filter(application=application, section=KEY, step__in=pages).update(accepted=False)


def in_years(number: int | None) -> str:
    """Return "1 year", "7 years", or an empty text where nothing was given."""
    if number is None:
        return ""
    return "1 year" if number == 1 else f"{number} years"


def years_title(sector: Sector) -> str:
    """Return what the page of the years is called."""
    return f"Your years in {lower_first(sector.label)}"


def role_step_key(sector: Sector, position: int) -> str:
    """Return the key of the step about a role. The sector stands last, so that no two keys can be the same."""
    return f"role-{position}-{_slug(sector)}"


def years_step_key(sector: Sector) -> str:
    """Return the key of the step that shows the years."""
    return f"years-{_slug(sector)}"


def correction_step_key(sector: Sector) -> str:
    """Return the key of the step that corrects the years."""
    return f"correct-{_slug(sector)}"


def _slug(sector: Sector) -> str:
    return sector.key.replace("_", "-")
