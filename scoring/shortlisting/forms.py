"""What an official enters about applications, and asks of the ranking."""

from django.core.exceptions import ValidationError

from recruitment.govuk import fields
from recruitment.govuk.forms import Form, VersionedForm
from scoring.shortlisting.models import SiftDecision


class DecisionForm(VersionedForm):
    """The outcome and the reason for it; it starts empty."""

    outcome = fields.RadiosField(
        "Decision",
        required_message="Select a decision",
        choices=SiftDecision.Outcome.choices,
        hints={
            SiftDecision.Outcome.RESERVE: "Told that they are interviewed only if a shortlisted person cannot come"
        },
    )
    reason = fields.LongTextField(
        "Reason for the decision",
        required_message="Enter the reason for the decision",
        hint="How the candidate meets or does not meet the criteria",
        max_length=5000,
        threshold=75,
        rows=8,
    )


class BelowTheLineForm(Form):
    """Which candidates below the line are not shortlisted, and the one reason. The view sets the choices."""

    references = fields.CheckboxesField(
        "Candidates below the line",
        required_message="Select at least one candidate",
        error_messages={
            "invalid_choice": "Somebody was decided on or is no longer below the line: look again"
        },
    )
    reason = fields.LongTextField(
        "Why are they not shortlisted?",
        required_message="Enter why they are not shortlisted",
        hint="The reason is recorded for each of them",
        max_length=5000,
        threshold=75,
        rows=6,
    )


class PrecedenceForm(Form):
    """Which of two equal candidates goes before the other, and why. The view sets the choices."""

    first = fields.SelectField("Who goes first?", noun="who goes first")
    second = fields.SelectField("Who comes after?", noun="who comes after")
    reason = fields.LongTextField(
        "Why?",
        required_message="Enter why the one goes before the other",
        hint="From the evidence for the criteria. Never by name, time of sending or answers to equality questions",
        max_length=5000,
        threshold=75,
        rows=6,
    )

    def clean_second(self) -> str:
        """Refuse one candidate before themselves."""
        second = self.cleaned_data["second"]
        if second == self.cleaned_data.get("first"):
            raise ValidationError("Select somebody else to come after", "same")
        return second


class WhatIfForm(Form):
    """Another line, or a number to interview. The view sets the choices of `line`."""

    line = fields.SelectField(
        "Acceptable level",
        noun="the acceptable level",
        hint="Candidates are above the line who have it or more for every essential criterion",
        coerce=int,
    )
    interview = fields.WholeNumberField(
        "Number to interview",
        min_value=1,
        max_value=9999,
        required=False,
        width=4,
        hint="Leave it empty to see everybody above the line",
    )


class ConfirmForm(VersionedForm):
    """Nothing to enter: `version` is the last decision that the person had before them."""


class ReinstateForm(Form):
    """Why a withdrawn application is put back."""

    reason = fields.LongTextField(
        "Why is the application put back?",
        required_message="Enter why the application is put back",
        hint="For example, that the candidate withdrew by mistake and asked you to",
        max_length=1000,
        threshold=75,
        rows=4,
    )
