"""The sections of an application, in the order in which they are asked and shown."""

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
]
