"""What an official writes to a candidate."""

from recruitment.govuk import fields
from recruitment.govuk.forms import VersionedForm


class LetterForm(VersionedForm):
    """The letter. Its version is that of the letter; 0 for the portal's draft."""

    text = fields.LongTextField(
        "Feedback",
        noun="the feedback",
        hint="The candidate reads exactly this",
        max_length=20_000,
        threshold=75,
        rows=25,
    )
