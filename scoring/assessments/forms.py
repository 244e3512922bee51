"""What an assessor says about one criterion."""

from collections.abc import Sequence

from django import forms

from recruitment.competitions.models import ScaleLevel
from recruitment.govuk import fields
from recruitment.govuk.forms import Form
from scoring.assessments.models import Score
from scoring.assessments.scoring import REASON_LIMIT


class LevelAndReasonForm(Form):
    """A level of the scale and a written reason. `version` is the one that the person has before them."""

    level = fields.RadiosField("Level", required_message="Select a level", coerce=int, empty_value=None)
    reason = fields.LongTextField(
        "Reason",
        required_message="Enter the reason for your level",
        hint="What in the evidence led you to this level",
        max_length=REASON_LIMIT,
        threshold=75,
        rows=8,
    )
    version = fields.WholeNumberField(
        "Version", min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False
    )

    def __init__(self, *args, scale: Sequence[ScaleLevel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.scale = {level.value: level for level in scale}
        self.fields["level"].choices = [(level.value, f"{level.value} – {level.label}") for level in scale]
        self.fields["level"].govuk = {"hints": {level.value: level.meaning for level in scale}}

    @property
    def chosen_level(self) -> ScaleLevel | None:
        """The level that was chosen, once the form was checked."""
        return self.scale.get(self.cleaned_data.get("level"))

    @property
    def typed_reason(self) -> str:
        """The reason as it was typed, even one that is too long."""
        return self["reason"].value() or ""

    @property
    def seen_version(self) -> int:
        """The version that the person had before them; 0 where there was none."""
        return self.cleaned_data.get("version") or 0

    def show_version(self, version: int) -> None:
        """Let the next save of this page count as one that has seen this version; the rest stays as typed."""
        self.data = {**self.data.dict(), "version": str(version)}


def initial(score: Score | None) -> dict[str, object]:
    """Return what the form starts with."""
    if not score:
        return {"version": 0}
    return {
        "level": score.level.value if score.level else None,
        "reason": score.reason,
        "version": score.version,
    }
