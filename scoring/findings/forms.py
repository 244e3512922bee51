"""What the panel records after an interview. Everything starts empty."""

from collections.abc import Sequence
from typing import Any

from recruitment.competitions.models import Criterion
from recruitment.govuk import dates, fields
from recruitment.govuk.forms import VersionedForm
from scoring.findings.models import ConflictDiscussion, Finding

LIMIT = 5000  # characters

Kind = ConflictDiscussion.Kind


class DiscussionForm(VersionedForm):
    """What was said of conflicts of interest. `declared`: what the candidate declared, if anything."""

    kind = fields.RadiosField(
        "Is there a conflict of interest?",
        required_message="Select whether there is a conflict of interest",
        choices=[(Kind.NONE.value, "No, the panel asked and there is none"), (Kind.DISCUSSED.value, "Yes")],
        hints={Kind.DISCUSSED: "A conflict need not keep anybody from being appointed"},
    )
    discussed_on = dates.DateField(
        "When was it discussed?",
        noun="the date on which it was discussed",
        hint="For example, 27 3 2027",
        must_be="today or in the past",
    )
    discussed = fields.LongTextField(
        "If yes, what was discussed",
        noun="what was discussed",
        max_length=LIMIT,
        threshold=75,
        required=False,
        rows=5,
    )
    view = fields.LongTextField(
        "If yes, the panel’s view",
        noun="the panel’s view",
        max_length=LIMIT,
        threshold=75,
        required=False,
        rows=4,
    )
    mitigation = fields.LongTextField(
        "If yes, how the conflict would be managed",
        noun="how the conflict would be managed",
        hint="If nothing is needed, say so and why",
        max_length=LIMIT,
        threshold=75,
        required=False,
        rows=4,
    )

    def __init__(self, *args: Any, declared: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared = declared

    def clean(self) -> dict[str, Any]:
        """Ask for words where there is a conflict, and for none where there is not."""
        cleaned = super().clean() or self.cleaned_data
        texts = ("discussed", "view", "mitigation")
        if cleaned.get("kind") == Kind.DISCUSSED:
            for name in texts:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter {self.fields[name].noun}")
        elif cleaned.get("kind") == Kind.NONE:
            if self.declared:
                self.add_error(
                    "kind", "Select yes and what was discussed: the candidate declared a conflict of interest"
                )
            elif any(cleaned.get(name) for name in texts):
                self.add_error("kind", "Select yes, or remove what you entered about a conflict of interest")
        return cleaned


class FindingForm(VersionedForm):
    """Appointable or not, why, and strengths and weaknesses for each criterion.

    Where essential criteria are not met (`unmet`, by code), appointable has to be confirmed.
    """

    def __init__(
        self, *args: Any, criteria: Sequence[Criterion], unmet: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            for name, label in (("strengths", "Strengths"), ("weaknesses", "Weaknesses")):
                self.fields[f"{criterion.code}-{name}"] = fields.LongTextField(
                    f"{label} on {criterion.code}: {criterion.text}",
                    noun=f"{name} on {criterion.code}",
                    hint=f"Leave blank if there are no {name}",
                    max_length=LIMIT,
                    threshold=75,
                    required=False,
                    rows=4,
                )
        self.fields["outcome"] = fields.RadiosField(
            "What does the panel find?",
            required_message="Select whether the candidate is appointable",
            choices=Finding.Outcome.choices,
        )
        if unmet:
            self.fields["despite_unmet"] = fields.CheckboxField(
                f"The panel finds the candidate appointable although the agreed level for {', '.join(unmet)} "
                "is below the acceptable one",
                required=False,
            )
        self.fields["reason"] = fields.LongTextField(
            "Reason for the finding",
            required_message="Enter the reason for the finding",
            hint="How the candidate meets or does not meet the criteria, compared with no other candidate",
            max_length=LIMIT,
            threshold=75,
            rows=6,
        )

    def clean(self) -> dict[str, Any]:
        """Ask for strengths or weaknesses on every criterion, and for the confirmation."""
        cleaned = super().clean() or self.cleaned_data
        for criterion in self.criteria:
            name = f"{criterion.code}-strengths"
            both = (name, f"{criterion.code}-weaknesses")
            if not any(cleaned.get(each) or each in self.errors for each in both):
                self.add_error(name, f"Enter strengths, weaknesses or both on {criterion.code}")
        is_to_confirm = cleaned.get("outcome") == Finding.Outcome.APPOINTABLE
        if is_to_confirm and "despite_unmet" in self.fields and not cleaned.get("despite_unmet"):
            self.add_error(
                "despite_unmet",
                "Select that the panel means it, or that the candidate is not appointable",
            )
        return cleaned

    @property
    def said(self) -> dict[str, tuple[str, str]]:
        """Strengths and weaknesses by the criterion's code, once the form is valid."""
        return {
            criterion.code: (
                self.cleaned_data[f"{criterion.code}-strengths"],
                self.cleaned_data[f"{criterion.code}-weaknesses"],
            )
            for criterion in self.criteria
        }
