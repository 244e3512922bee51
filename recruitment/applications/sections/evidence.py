"""Evidence: one answer for each criterion that is answered in words."""

from collections.abc import Callable
from typing import Any

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application, EvidenceAnswer, PostChoice
from recruitment.applications.outline import Outline, applies_to
from recruitment.applications.sections.base import Readable, Row, Section, Step, StepForm
from recruitment.applications.sections.posts import chosen_posts
from recruitment.competitions.models import Criterion
from recruitment.govuk import fields


class EvidenceForm(StepForm):
    """The answer to one criterion, within its word limit."""

    model = EvidenceAnswer

    def prepare(self) -> None:
        """Ask for evidence of the criterion."""
        self.fields["text"] = fields.LongTextField(
            self.about.text,
            noun="your evidence for this criterion",
            hint="Say what you did, how you did it and what changed for children",
            max_words=self.about.word_limit,
            rows=16,
            heading=True,
            size="m",
        )

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return the criterion."""
        return {"criterion_id": about.pk}

    @classmethod
    def forget(cls, application: Application, about: Any) -> None:
        """Drop the answer to a criterion of a post that the person does not apply for."""
        EvidenceAnswer.objects.filter(application=application, criterion=about).delete()

    def rows(self) -> list[Row]:
        """Return the answer under the criterion."""
        row = self.answers.one(EvidenceAnswer, **self.lookup(self.about))
        return [Row(self.about.text, row["text"] if row else "")]


def step_title(criterion: Criterion) -> str:
    """Return what a step is called in lists: "E1: essential"."""
    return f"{criterion.code}: {criterion.get_kind_display().lower()}"


def _concerns(criterion: Criterion) -> Callable[[Answers], bool]:
    def concerns(answers: Answers) -> bool:
        return applies_to(criterion, chosen_posts(answers))

    return concerns


def steps(outline: Outline) -> list[Step]:
    """Return a step for each criterion with a word limit; criteria of posts not applied for fall away."""
    return [
        Step(criterion.code, step_title(criterion), EvidenceForm, criterion, _concerns(criterion))
        for criterion in outline.written_criteria
    ]


EVIDENCE = Section(
    "evidence",
    "Your evidence",
    Readable.EVIDENCE,
    (EvidenceAnswer.objects.all(), PostChoice.objects.all()),
    steps,
)
