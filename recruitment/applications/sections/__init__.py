"""The sections of an application, in the order in which they are asked and shown."""

from collections.abc import Iterator

from recruitment.applications.answers import Answers
from recruitment.applications.outline import Outline
from recruitment.applications.sections.about_you import ABOUT_YOU
from recruitment.applications.sections.base import (
    Part,
    Readable,
    Row,
    Section,
    SectionSummary,
    Step,
    StepForm,
)
from recruitment.applications.sections.cv import CV
from recruitment.applications.sections.declaration import DECLARATION
from recruitment.applications.sections.eligibility import ELIGIBILITY
from recruitment.applications.sections.evidence import EVIDENCE
from recruitment.applications.sections.interests import INTERESTS
from recruitment.applications.sections.posts import POSTS
from recruitment.applications.sections.referees import REFEREES
from recruitment.applications.sections.sector_experience import SECTOR_EXPERIENCE
from recruitment.applications.sections.support import SUPPORT

SECTIONS: tuple[Section, ...] = (
    ELIGIBILITY,  # first: nobody should write for weeks and then learn that they cannot be considered
    ABOUT_YOU,
    POSTS,
    SECTOR_EXPERIENCE,
    EVIDENCE,
    CV,
    INTERESTS,
    REFEREES,
    SUPPORT,
    DECLARATION,
)
BY_KEY = {section.key: section for section in SECTIONS}


def asked_steps(outline: Outline, answers: Answers) -> Iterator[tuple[Section, Step]]:
    """Return the steps that a person with these answers is asked, each with its section, in their order."""
    for section in SECTIONS:
        for step in section.steps(outline, answers):
            yield section, step


__all__ = [
    "BY_KEY",
    "SECTIONS",
    "Part",
    "Readable",
    "Row",
    "Section",
    "SectionSummary",
    "Step",
    "StepForm",
    "asked_steps",
]
