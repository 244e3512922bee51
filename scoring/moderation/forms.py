"""What the assessment panel agreed for one criterion."""

from recruitment.govuk import fields
from scoring.assessments.forms import LevelAndReasonForm
from scoring.assessments.scoring import REASON_LIMIT


class AgreedScoreForm(LevelAndReasonForm):
    """The agreed level and the reason for it; it starts empty, so that nobody agrees by not looking."""

    level = fields.RadiosField(
        "Agreed level", required_message="Select the agreed level", coerce=int, empty_value=None
    )
    reason = fields.LongTextField(
        "Reason for the agreed level",
        required_message="Enter the reason for the agreed level",
        hint="What the assessment panel agreed and why",
        max_length=REASON_LIMIT,
        threshold=75,
        rows=8,
    )
