"""One section of one application, as it is being written."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from recruitment.applications.answers import Answers, load_answers
from recruitment.applications.models import Application
from recruitment.applications.outline import Outline
from recruitment.applications.queries import accepted_steps
from recruitment.applications.sections import Section, Step, StepForm


@dataclass
class Task:
    """A section with what it depends on, each read when first needed."""

    application: Application
    section: Section

    @cached_property
    def outline(self) -> Outline:
        """What the competition asks."""
        return Outline(self.application.competition)

    @cached_property
    def answers(self) -> Answers:
        """The accepted answers of the section."""
        return load_answers([self.application.pk], self.section.sources)[self.application.pk]

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Every step that the competition may ask, by key."""
        return {step.key: step for step in self.section.all_steps(self.outline)}

    def asks(self, step: str) -> bool:
        """Say whether a step applies, by the accepted answers."""
        return self.steps[step].applies(self.answers)

    def form(self, step: str, data: Any = None) -> StepForm:
        """Return the form of a step. Raises LookupError for one that rests on an answer that was never given."""
        return self.steps[step].build(self.outline, self.answers, data)

    def forget_answers(self) -> None:
        """Read the answers again when they are next needed: they may have changed."""
        self.__dict__.pop("answers", None)

    def first_open(self) -> Step | None:
        """Return the first step that applies and has no accepted answers."""
        accepted = accepted_steps(self.application, self.section.key)
        steps = self.section.steps(self.outline, self.answers)
        return next((step for step in steps if step.key not in accepted), None)
