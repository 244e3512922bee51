"""Support you need and Disability Confident: never shown to those who score."""

from recruitment.applications.answers import Answers
from recruitment.applications.models import Support
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Section, Step, StepForm
from recruitment.govuk import fields


class SupportForm(StepForm):
    """Whether adjustments are needed, and whether the person applies under Disability Confident."""

    model = Support
    adjustments_needed = fields.YesNoField(
        "Do you need adjustments or support at an interview?",
        noun="you need adjustments or support at an interview",
        hint="Assessors do not see your answer when they score",
    )
    disability_confident = fields.YesNoField(
        "Do you want to apply under the Disability Confident scheme?",
        noun="you want to apply under the Disability Confident scheme",
        hint="For disabled people who meet every essential criterion; we ask for no proof",
    )


class AdjustmentsForm(StepForm):
    """What is needed."""

    model = Support
    summary_labels = {"adjustments_details": "Adjustments or support"}
    adjustments_details = fields.LongTextField(
        "What adjustments or support do you need?",
        noun="the adjustments or support you need",
        hint="For example step-free access, a sign language interpreter or breaks",
        max_length=2000,
        heading=True,
    )


def needs_adjustments(answers: Answers) -> bool:
    """Say whether the person asked for adjustments."""
    row = answers.one(Support)
    return bool(row and row["adjustments_needed"])


def steps(outline: Outline) -> list[Step]:
    """Return the questions and, after a yes, the page for what is needed."""
    return [
        Step("support", "Support and Disability Confident", SupportForm),
        Step("adjustments", "Adjustments or support", AdjustmentsForm, applies=needs_adjustments),
    ]


SUPPORT = Section("support", "Support you need", Readable.SUPPORT, (Support.objects.all(),), steps)
