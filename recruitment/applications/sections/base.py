"""What a section of an application is.

A section is described once, in a module of this package: its steps with their forms, the models that keep its answers,
and who may read it. The task list, the wizard, check answers, the assessors' and officials' views and the packs are
all drawn from that description.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.utils import ErrorDict

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application
from recruitment.applications.outline import Outline
from recruitment.govuk.forms import Form


class Readable(StrEnum):
    """What kind of answer a section holds; it decides who may read it (see `reading.py`)."""

    PERSONAL = "personal"  # who it is
    EVIDENCE = "evidence"  # what is assessed
    PROBITY = "probity"  # read at interview, not at a sift
    SUPPORT = "support"  # for those who arrange interviews, never for scorers


@dataclass(frozen=True)
class Row:
    """One line of a summary. An empty value means that nothing was given."""

    label: str
    value: str


@dataclass(frozen=True)
class Part:
    """The answers of one step. `step` is its key, or empty where it has no page of its own.

    `removable`: they are one thing of several, which the person may take away as a whole.
    """

    title: str
    rows: tuple[Row, ...]
    step: str = ""
    removable: bool = False


@dataclass(frozen=True)
class SectionSummary:
    """The answers of one section."""

    key: str
    title: str
    parts: tuple[Part, ...]


class StepForm(Form):
    """The form of one step, whose fields are columns of one row of `model`.

    `about` is what the step is about where a section has one step for each of several things: a criterion, a sector.
    `answers` are the person's accepted answers of the section, on which the questions may depend.
    """

    model: type[Model]
    # Labels for the summary, where the question itself would read oddly there.
    summary_labels: dict[str, str] = {}
    # Paragraphs above the questions.
    guidance: tuple[str, ...] = ()
    # The inputs, without prefix, from which null characters were taken because no database keeps them.
    mended: Collection[str] = ()

    def __init__(
        self, *args: Any, outline: Outline, answers: Answers, about: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outline = outline
        self.answers = answers
        self.about = about
        self.prepare()

    def full_clean(self) -> None:
        """Say it where what was typed is not quite what is kept."""
        super().full_clean()
        for name, field in self.fields.items():
            if any(each == name or each.startswith(f"{name}-") for each in self.mended):
                self.add_error(
                    name, f"{field.subject} had characters that cannot be kept. Check what is left"
                )

    def without_errors(self) -> "StepForm":
        """Return the form as it is before anybody asked whether it is complete."""
        self._errors = ErrorDict()
        return self

    def prepare(self) -> None:
        """Fit the fields to the competition, to `about` and to the answers; nothing by default."""

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return the columns that tell the step's row from the application's other rows of the model."""
        return {}

    def columns(self) -> dict[str, Any]:
        """Return {column: value} of accepted answers."""
        return {
            name: "" if value is None and self._is_text(name) else value
            for name, value in self.cleaned_data.items()
        }

    def save(self, application: Application) -> None:
        """Write the accepted answers into their columns."""
        self.model._default_manager.update_or_create(
            application=application, **self.lookup(self.about), defaults=self.columns()
        )

    @classmethod
    def forget(cls, application: Application, about: Any) -> None:
        """Empty the columns of a question that turned out not to concern the person."""
        columns = [cls.model._meta.get_field(name) for name in cls.base_fields]
        cls.model._default_manager.filter(application=application, **cls.lookup(about)).update(
            **{column.name: None if column.null else column.get_default() for column in columns}
        )

    def rows(self) -> list[Row]:
        """Return the summary of the step, drawn from the fields."""
        row = self.answers.one(self.model, **self.lookup(self.about))
        return [
            Row(self.summary_labels.get(name) or str(field.label), display(field, row[name]) if row else "")
            for name, field in self.fields.items()
        ]

    def _is_text(self, name: str) -> bool:
        return not self.model._meta.get_field(name).null


def always(answers: Answers) -> bool:
    """Say that a step applies to everybody."""
    return True


@dataclass(frozen=True)
class Step:
    """One page of a section. `applies` says from the saved answers whether the person has to see it."""

    key: str
    title: str
    form: type[StepForm]
    about: Any = None
    applies: Callable[[Answers], bool] = always
    removable: bool = False  # it is about one of several things, which the person may take away

    def build(self, outline: Outline, answers: Answers, data: Any = None) -> StepForm:
        """Return the step's form, with what was posted if anything was."""
        return self.form(data, prefix=self.key, outline=outline, answers=answers, about=self.about)


@dataclass(frozen=True)
class Clue:
    """An answer by which somebody who knows the person recognises it, shown before anything else of an application.

    `answer` and `under`, the heading under which it stands, are columns of `source`; the answer has a masked twin.
    """

    source: QuerySet
    answer: str
    under: str


@dataclass(frozen=True)
class Section:
    """A task of the application: the steps that a competition may ask, and where their answers are kept."""

    key: str
    title: str
    readable: Readable
    sources: tuple[QuerySet, ...]  # where the answers are, and what the conditions of the steps read
    all_steps: Callable[[Outline], Sequence[Step]]
    page: str = ""  # the name of the address of a section that has a page of its own instead of steps
    clue: Clue | None = None  # by what an assessor recognises a conflict of interest before reading

    def concerns(self, outline: Outline, answers: Answers) -> bool:
        """Say whether this competition asks a person with these answers for the section at all."""
        return bool(self.page) or bool(self.steps(outline, answers))

    def steps(self, outline: Outline, answers: Answers) -> list[Step]:
        """Return the steps that apply to a person with these answers."""
        return [step for step in self.all_steps(outline) if step.applies(answers)]

    def summary(self, outline: Outline, answers: Answers) -> SectionSummary:
        """Return the answers to show, drawn from the forms of the steps that apply."""
        parts = tuple(
            Part(step.title, tuple(step.build(outline, answers).rows()), step.key, step.removable)
            for step in self.steps(outline, answers)
        )
        return SectionSummary(self.key, self.title, parts)


def display(field: forms.Field, value: Any) -> str:
    """Return an answer as a person reads it; empty where there is none."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return f"{value:%B %Y}"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
