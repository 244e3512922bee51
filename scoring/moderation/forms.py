"""What the assessment panel agreed, criterion by criterion, on one page."""

from collections.abc import Sequence
from typing import Any

from recruitment.competitions.models import Criterion, ScaleLevel
from recruitment.govuk import fields
from recruitment.govuk.forms import VersionedForm
from scoring.assessments.scoring import REASON_LIMIT


class AgreedScoreForm(VersionedForm):
    """The agreed level for one criterion and the reason; it starts empty, so that nobody agrees by not looking."""

    def __init__(self, *args: Any, criterion: Criterion, scale: Sequence[ScaleLevel], **kwargs: Any) -> None:
        super().__init__(*args, prefix=criterion.code, **kwargs)
        self.criterion = criterion
        self.scale = {level.value: level for level in scale}
        self.fields["level"] = fields.RadiosField(
            f"Agreed level for {criterion.code}",
            noun=f"the agreed level for {criterion.code}",
            choices=[(level.value, str(level)) for level in scale],
            coerce=int,
            empty_value=None,
            small=True,
        )
        self.fields["reason"] = fields.LongTextField(
            f"Reason for the agreed level for {criterion.code}",
            noun=f"the reason for the agreed level for {criterion.code}",
            max_length=REASON_LIMIT,
            threshold=75,
            rows=4,
        )

    @property
    def is_in_use(self) -> bool:
        """Whether something stands in it that is not recorded, or something is to be put right."""
        return self.is_bound or self.is_filled

    @property
    def is_filled(self) -> bool:
        """Whether the person chose or typed anything here."""
        return bool(self["level"].value() or (self["reason"].value() or "").strip())

    @property
    def chosen_level(self) -> ScaleLevel:
        """The level that was chosen, once the form is valid."""
        return self.scale[self.cleaned_data["level"]]


class MeetingForm:
    """The forms of a page, one a criterion, as the page needs them together: with one error summary."""

    def __init__(self, forms: Sequence[AgreedScoreForm]) -> None:
        self.forms = forms

    @property
    def errors(self) -> list[dict[str, str]]:
        """Everything that is to be put right, in the order of the page; what holds for all is said once."""
        found = [error for form in self.forms for error in form.error_summary()["errorList"]]
        return list({error["text"]: error for error in found}.values())

    def error_summary(self) -> dict[str, Any]:
        """Options of the component error-summary."""
        return {"titleText": "There is a problem", "errorList": self.errors}
