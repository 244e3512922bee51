"""How far an application is: the state of each section, worked out from what was saved."""

from dataclasses import dataclass
from enum import Enum

from recruitment.applications.answers import Answers, load_answers
from recruitment.applications.models import Application, StepDraft
from recruitment.applications.outline import Outline
from recruitment.applications.sections import SECTIONS, Section, Step, asked_steps
from recruitment.applications.sections.eligibility import is_ruled_out
from recruitment.documents.models import Document


class SectionState(Enum):
    """The state of one section, with the words for it."""

    NOT_STARTED = "Not yet started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    CHECKING = "Being checked"  # a file; nothing is left for the person to do
    PROBLEM = "There is a problem"  # a file that could not be taken


_FILE_STATES = {
    Document.State.PENDING: SectionState.CHECKING,
    Document.State.CLEAN: SectionState.COMPLETED,
    Document.State.INFECTED: SectionState.PROBLEM,
    Document.State.FAILED: SectionState.PROBLEM,
}


@dataclass(frozen=True)
class SectionProgress:
    """One section with its state, and the step at which to go in: the first that is open, or the first of all.

    A section with a page of its own has no entry.
    """

    section: Section
    state: SectionState
    entry: Step | None

    @property
    def is_missing(self) -> bool:
        """Whether the person has something left to do here."""
        return self.state not in {SectionState.COMPLETED, SectionState.CHECKING}


@dataclass(frozen=True)
class Progress:
    """The whole application: its sections in order, and whether an answer rules the person out."""

    sections: tuple[SectionProgress, ...]
    answers: Answers
    outline: Outline
    accepted: frozenset[tuple[str, str]]  # (section, step) of the steps whose answers were accepted
    contested: frozenset[tuple[str, str]]  # (section, step) of the steps of which there are several versions
    ruled_out: bool

    @property
    def missing(self) -> list[str]:
        """The titles of the sections in which the person has something left to do."""
        return [each.section.title for each in self.sections if each.is_missing]

    @property
    def to_choose(self) -> list[tuple[Section, Step]]:
        """The steps that are asked now and of which there are several versions, in order."""
        return [
            (section, step)
            for section, step in asked_steps(self.outline, self.answers)
            if (section.key, step.key) in self.contested
        ]

    @property
    def completed(self) -> int:
        """How many sections are completed."""
        return [each.state for each in self.sections].count(SectionState.COMPLETED)

    @property
    def is_checking(self) -> bool:
        """Whether a file is still being checked."""
        return any(each.state is SectionState.CHECKING for each in self.sections)


def progress_of(application: Application) -> Progress:
    """Return how far an application is, in a number of queries that does not depend on what was written."""
    outline = Outline(application.competition)
    sources = {source.model: source for section in SECTIONS for source in section.sources}
    answers = load_answers([application.pk], sources.values())[application.pk]
    found = StepDraft.objects.filter(application=application).contested().defer("data")
    saved = {(draft.section, draft.step): draft for draft in found}
    drafts = {key: draft.accepted for key, draft in saved.items()}
    sections = tuple(
        _section_progress(section, outline, answers, drafts)
        for section in SECTIONS
        if section.concerns(outline, answers)
    )
    accepted = frozenset(key for key, is_accepted in drafts.items() if is_accepted)
    contested = frozenset(key for key, draft in saved.items() if draft.contested)
    return Progress(sections, answers, outline, accepted, contested, is_ruled_out(answers))


def _section_progress(
    section: Section, outline: Outline, answers: Answers, drafts: dict[tuple[str, str], bool]
) -> SectionProgress:
    if section.page:
        document = answers.one(Document)
        state = _FILE_STATES[document["state"]] if document else SectionState.NOT_STARTED
        return SectionProgress(section, state, None)
    steps = section.steps(outline, answers)
    first_open = next((step for step in steps if not drafts.get((section.key, step.key))), None)
    if first_open is None:
        return SectionProgress(section, SectionState.COMPLETED, steps[0])
    begun = any((section.key, step.key) in drafts for step in steps)
    return SectionProgress(
        section, SectionState.IN_PROGRESS if begun else SectionState.NOT_STARTED, first_open
    )
