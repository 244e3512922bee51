"""Interests and political activity.

Source of the political questions: the definition that the Commissioner for Public Appointments gives (holding office,
public speaking, recordable donations, candidature; the last five years).
"""

from collections.abc import Callable
from typing import Any

from recruitment.applications.answers import Answers
from recruitment.applications.models import Interests
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Row, Section, Step, StepForm
from recruitment.govuk import fields

ACTIVITIES = {
    "held_office": "Held office in a political party or as a party's representative",
    "public_speaking": "Spoken in public for a party or candidate",
    "recordable_donation": "Made a donation to a party that had to be recorded",
    "candidate": "Stood as a candidate in an election",
}


class InterestsForm(StepForm):
    """Three questions; each yes brings a page for the details."""

    model = Interests
    has_conflict = fields.YesNoField(
        "Do you have an interest that could conflict with the role?",
        noun="you have an interest that could conflict with the role",
        hint="For example a business, a client, a close relationship or a public statement",
    )
    has_appointments = fields.YesNoField(
        "Do you hold other public appointments?", noun="you hold other public appointments"
    )
    has_conduct = fields.YesNoField(
        "Is there anything in your past that could embarrass the Department or the body if it became public?",
        noun="there is anything in your past that could embarrass the Department or the body",
    )


class ConflictForm(StepForm):
    """The details of interests."""

    model = Interests
    summary_labels = {"conflict_details": "Interests that could conflict"}
    conflict_details = fields.LongTextField(
        "What interests could conflict with the role?",
        noun="the interests that could conflict with the role",
        hint="Say how you would deal with each; declaring one does not rule you out",
        max_length=3000,
        heading=True,
    )


class AppointmentsForm(StepForm):
    """The details of other public appointments."""

    model = Interests
    summary_labels = {"appointments_details": "Other public appointments"}
    appointments_details = fields.LongTextField(
        "Which other public appointments do you hold?",
        noun="your other public appointments",
        hint="For each, the body, your role, the time it takes and when it ends",
        max_length=3000,
        heading=True,
    )


class ConductForm(StepForm):
    """The details of what could embarrass."""

    model = Interests
    summary_labels = {"conduct_details": "Matters that could embarrass"}
    conduct_details = fields.LongTextField(
        "What could embarrass the Department or the body?",
        noun="what could embarrass the Department or the body",
        hint="Say what happened, when, and how it ended",
        max_length=3000,
        heading=True,
    )


class PoliticalForm(StepForm):
    """What the person did in politics in the last five years."""

    model = Interests
    activities = fields.CheckboxesField(
        "What political activity have you taken part in during the last five years?",
        noun="your political activity",
        hint="Select all that apply; it neither helps nor harms your application",
        choices=[*ACTIVITIES.items(), ("none", "None of these")],
        divider_before="none",
        exclusive="none",
        heading=True,
    )

    def columns(self) -> dict[str, Any]:
        """Return one column for each activity."""
        chosen = self.cleaned_data["activities"]
        return {name: name in chosen for name in ACTIVITIES}

    def rows(self) -> list[Row]:
        """Return the activities in one row; "None" is an answer, nothing is none."""
        row = self.answers.one(Interests)
        if row is None or row["held_office"] is None:
            return [Row("Political activity in the last five years", "")]
        done = [label for name, label in ACTIVITIES.items() if row[name]]
        return [Row("Political activity in the last five years", "\n".join(done) or "None of these")]


class PoliticalDetailsForm(StepForm):
    """The details of political activity."""

    model = Interests
    summary_labels = {"political_details": "Details of political activity"}
    political_details = fields.LongTextField(
        "Tell us about your political activity",
        noun="the details of your political activity",
        hint="Name the party or candidate, what you did and when; it is published if you are appointed",
        max_length=3000,
        heading=True,
    )


def _said_yes(name: str) -> Callable[[Answers], bool]:
    def said(answers: Answers) -> bool:
        row = answers.one(Interests)
        return bool(row and row[name])

    return said


def was_active(answers: Answers) -> bool:
    """Say whether the person told of any political activity."""
    row = answers.one(Interests)
    return bool(row and any(row[name] for name in ACTIVITIES))


def steps(outline: Outline) -> list[Step]:
    """Return the questions and, after each yes, the page for the details."""
    return [
        Step("interests", "Interests", InterestsForm),
        Step("conflicts", "Interests that could conflict", ConflictForm, applies=_said_yes("has_conflict")),
        Step(
            "appointments",
            "Other public appointments",
            AppointmentsForm,
            applies=_said_yes("has_appointments"),
        ),
        Step("conduct", "Matters that could embarrass", ConductForm, applies=_said_yes("has_conduct")),
        Step("political", "Political activity", PoliticalForm),
        Step("political-details", "Details of political activity", PoliticalDetailsForm, applies=was_active),
    ]


INTERESTS = Section(
    "interests",
    "Interests and political activity",
    Readable.PROBITY,
    (Interests.objects.all(),),
    steps,
)
