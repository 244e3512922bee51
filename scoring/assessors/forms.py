"""What an assessor is asked before reading an application."""

from typing import Any

from recruitment.govuk import fields
from recruitment.govuk.forms import Form
from scoring.assessors.models import ConflictDeclaration

Kind = ConflictDeclaration.Kind


class ConflictForm(Form):
    """Whether there is a conflict of interest, and which."""

    kind = fields.RadiosField(
        "Do you have a conflict of interest?",
        required_message="Select whether you have a conflict of interest",
        choices=[
            (Kind.NONE.value, "No, I have no conflict of interest"),
            (Kind.CONFLICT.value, "Yes, I have a conflict of interest"),
        ],
    )
    details = fields.LongTextField(
        "If yes, details of your conflict of interest",
        noun="details of your conflict of interest",
        hint="Say how you know the candidate or what interest you have",
        max_length=2000,
        required=False,
        rows=5,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for details of a conflict, and for nothing else."""
        cleaned = super().clean() or self.cleaned_data
        kind, details = cleaned.get("kind"), cleaned.get("details")
        if kind == Kind.CONFLICT and not details and "details" not in self.errors:
            self.add_error("details", "Enter details of your conflict of interest")
        if kind == Kind.NONE and details:
            self.add_error(
                "kind", "Select ‘Yes, I have a conflict of interest’, or remove the details that you entered"
            )
        return cleaned
