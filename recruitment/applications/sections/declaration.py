"""Declaration: what the person confirms before sending."""

from recruitment.applications.models import Declaration
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Section, Step, StepForm
from recruitment.govuk import fields


class DeclarationForm(StepForm):
    """Two boxes, both needed."""

    model = Declaration
    complete_and_correct = fields.CheckboxField(
        "What I have written is complete and correct as far as I know",
        required_message="Select that what you have written is complete and correct",
    )
    will_report_changes = fields.CheckboxField(
        "I will tell the Department if any of it changes before a decision is made",
        required_message="Select that you will tell the Department if any of it changes",
    )


def steps(outline: Outline) -> list[Step]:
    """Return the one step."""
    return [Step("declaration", "Your declaration", DeclarationForm)]


DECLARATION = Section("declaration", "Declaration", Readable.PROBITY, (Declaration.objects.all(),), steps)
