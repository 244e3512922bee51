"""What an assessor says about one criterion."""

from collections.abc import Sequence

from recruitment.competitions.models import ScaleLevel
from recruitment.govuk import fields
from recruitment.govuk.forms import Form, VersionedForm
from scoring.assessments.models import Score
from scoring.assessments.scoring import REASON_LIMIT


def _level_or_why_none(posted: str) -> int | str:
    """Return the value of a level as a number, and a reason for giving none as it is."""
    return posted if posted in Score.NoLevel.values else int(posted)


# What is offered below the levels of the scale.
WITHOUT_LEVEL = {
    Score.NoLevel.ABSTAINED: ("I abstain", "You give no view on this criterion for this candidate"),
    Score.NoLevel.NOT_APPLICABLE: ("Not applicable", "This criterion does not apply to this candidate"),
}


class LevelAndReasonForm(VersionedForm):
    """A level of the scale, or why there is none, and a written reason."""

    level = fields.RadiosField(
        "Level",
        required_message="Select a level",
        divider_before=Score.NoLevel.ABSTAINED.value,
        coerce=_level_or_why_none,
        empty_value=None,
    )
    reason = fields.LongTextField(
        "Reason",
        required_message="Enter the reason for your level",
        hint="What in the evidence led you to this level",
        max_length=REASON_LIMIT,
        threshold=75,
        rows=8,
    )

    def __init__(self, *args, scale: Sequence[ScaleLevel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.scale = {level.value: level for level in scale}
        levels = [(level.value, f"{level.value} – {level.label}") for level in scale]
        others = [(value.value, label) for value, (label, _) in WITHOUT_LEVEL.items()]
        self.fields["level"].choices = levels + others
        self.fields["level"].govuk["hints"] = {level.value: level.meaning for level in scale} | {
            value.value: hint for value, (_, hint) in WITHOUT_LEVEL.items()
        }

    @property
    def chosen_level(self) -> ScaleLevel | None:
        """The level that was chosen, once the form was checked."""
        return self.scale.get(self.cleaned_data.get("level"))

    @property
    def chosen_no_level(self) -> str:
        """Why no level was chosen, once the form was checked; empty where there is one, or nothing was chosen."""
        chosen = self.cleaned_data.get("level")
        return chosen if chosen in Score.NoLevel.values else ""

    @property
    def typed_reason(self) -> str:
        """The reason as it was typed, even one that is too long."""
        return self["reason"].value() or ""


class ReopenForm(Form):
    """Why an assessor's scores are opened again."""

    reason = fields.LongTextField(
        "Why are you reopening these scores?",
        required_message="Enter why you are reopening these scores",
        hint="The assessor reads this, and it stays on record",
        max_length=REASON_LIMIT,
        threshold=75,
    )


def initial(score: Score | None) -> dict[str, object]:
    """Return what the form starts with."""
    if not score:
        return {"version": 0}
    return {
        "level": score.level.value if score.level else score.no_level or None,
        "reason": score.reason,
        "version": score.version,
    }
