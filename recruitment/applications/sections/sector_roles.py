"""One role in one sector."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from recruitment.applications.models import Application, SectorExperience, SectorRole
from recruitment.applications.sections.base import Row, StepForm, display
from recruitment.applications.sections.sector_years import (
    Level,
    asked_again_if_changed,
    half_days,
    role_step_key,
    saved,
    told,
)
from recruitment.applications.years import FULL_WEEK, length
from recruitment.competitions.models import Sector
from recruitment.govuk import dates, fields


@dataclass(frozen=True)
class Place:
    """Which role of which sector."""

    sector: Sector
    position: int  # from 1


class RoleForm(StepForm):
    """Where, as what, when and how much somebody worked, what they did, and whether there is another role."""

    model = SectorRole
    level = fields.RadiosField(
        "What kind of work was it?",
        noun="what kind of work it was",
        choices=SectorRole.Level.choices,
        hints={
            "strategic": "Leading, planning, commissioning or inspecting services",
            "frontline": "Working directly with children and families, or managing those who do",
        },
        small=True,
    )
    organisation = fields.TextField(
        "Organisation", noun="the organisation", max_length=200, autocomplete="organization"
    )
    role = fields.TextField("Your role", noun="your role", max_length=200, autocomplete="organization-title")
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
    days_a_week = fields.HalvesField(
        "How many days a week did you work?",
        noun="the days a week that you worked",
        hint="5 is full time; half-days count, for example 2.5; if it changed, give what was usual",
        min_value="0.5",
        max_value="5",
        suffix="days",
    )
    months_of_break = fields.WholeNumberField(
        "Career breaks during this role (optional)",
        noun="the months of career breaks",
        hint="All breaks together, in months; you do not need to say why",
        min_value=0,
        max_value=600,
        suffix="months",
        required=False,
    )
    summary = fields.LongTextField(
        "What you did",
        noun="what you did",
        hint="Your responsibilities for protecting children, and what changed because of your work",
        max_length=2000,
        rows=8,
    )
    another = fields.YesNoField(
        "Do you have another role in this sector to tell us about?",
        noun="you have another role in this sector to tell us about",
        hint="You can tell us about up to 8, in any order; they may overlap",
    )

    def prepare(self) -> None:
        """Ask for the level where the sector has both, and for another role after the last one."""
        if self._sector_level != Level.BOTH:
            del self.fields["level"]
        if not self._is_last or self.about.position == SectorRole.MOST:
            del self.fields["another"]
        if self._row:
            self.guidance = (mark_safe('<a class="govuk-link" href="remove/">Remove this role</a>'),)
        elif self.about.position > 1:
            before = f"../{role_step_key(self.about.sector, self.about.position - 1)}/"
            self.guidance = (
                format_html(
                    'If you have no other role, <a class="govuk-link" href="{}">say so on the page before</a>.',
                    before,
                ),
            )

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return the sector and the position."""
        return {"sector_id": about.sector.pk, "position": about.position}

    @property
    def _sector_level(self) -> str:
        return saved(self.answers, self.about.sector)["level"]

    @property
    def _row(self) -> dict[str, Any] | None:
        return self.answers.one(SectorRole, **self.lookup(self.about))

    @property
    def _is_last(self) -> bool:
        return self.about.position >= len(told(self.answers, self.about.sector))

    def clean(self) -> dict[str, Any]:
        """Ask for either an end or "still in this role", and for dates and breaks that can be."""
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
        elif started and (ended or current):
            self._check_break(length(started, ended or localdate()))
        return cleaned

    def _check_break(self, months: int) -> None:
        if (self.cleaned_data.get("months_of_break") or 0) >= months:
            self.add_error(
                "months_of_break",
                f"Months of career breaks must be fewer than the months in this role, which are {months}",
            )

    def columns(self) -> dict[str, Any]:
        """Return the role's columns; where the sector has one level, the role has the same."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "another"}
        days, half = divmod(typed["days_a_week"], 1)
        return {
            "level": self._sector_level,
            **typed,
            "days_a_week": int(days),
            "half_day": True if half else None,
            "months_of_break": typed["months_of_break"] or 0,
        }

    def save(self, application: Application) -> None:
        """Keep the role and whether there is another; where the role changes what is counted, ask about that again."""
        with asked_again_if_changed(application, self.about.sector):
            super().save(application)
        if self._is_last:
            SectorExperience.objects.filter(application=application, sector=self.about.sector).update(
                another_role=self.cleaned_data.get("another", False)
            )

    @classmethod
    def forget(cls, application: Application, about: Any) -> None:
        """Drop the roles of a sector in which the person turned out to have no experience."""
        if about.position == 1:  # a later role is asked for as long as it is there
            SectorRole.objects.filter(application=application, sector=about.sector).delete()

    def rows(self) -> list[Row]:
        """Return the role as people read it."""
        row = self._row
        if row is None:
            return [Row("Role", "")]
        rows = [Row("Organisation", row["organisation"]), Row("Role", row["role"])]
        if "level" in self.fields:
            rows.append(Row("Kind of work", display(self.fields["level"], row["level"])))
        rows += [Row("Period", period(row)), Row("Time", days(row))]
        if row["months_of_break"]:
            rows.append(Row("Career breaks", break_taken(row)))
        return [*rows, Row("What you did", row["summary"])]


def period(row: dict[str, Any]) -> str:
    """Return "March 2012 to May 2019" or "March 2012 to the present"."""
    end = f"{row['ended']:%B %Y}" if row["ended"] else "the present"
    return f"{row['started']:%B %Y} to {end}"


def days(row: dict[str, Any]) -> str:
    """Return "Full time", "Half a day a week", "1 day a week" or "2.5 days a week"."""
    number = half_days(row)
    said = {1: "Half a day a week", 2: "1 day a week", FULL_WEEK: "Full time"}
    return said.get(number, f"{number / 2:g} days a week")


def break_taken(row: dict[str, Any]) -> str:
    """Return "1 month" or "6 months"; empty where there was no break."""
    number = row["months_of_break"]
    if not number:
        return ""
    return "1 month" if number == 1 else f"{number} months"
