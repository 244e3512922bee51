"""An application, its drafts, and one model for each section's answers."""

from recruitment.applications.models.answers import (
    AboutYou,
    Declaration,
    Eligibility,
    EvidenceAnswer,
    Interests,
    PostChoice,
    Referee,
    SectorExperience,
    SectorRole,
    Support,
)
from recruitment.applications.models.application import Application
from recruitment.applications.models.contact import ContactDetails
from recruitment.applications.models.correction import Correction
from recruitment.applications.models.draft import RefusedSave, StepDraft
from recruitment.applications.models.entering import Entering
from recruitment.applications.models.extension import Extension
from recruitment.applications.models.milestone import Milestone
from recruitment.applications.models.withdrawal import Withdrawal

__all__ = [
    "AboutYou",
    "Application",
    "ContactDetails",
    "Correction",
    "Declaration",
    "Eligibility",
    "Entering",
    "EvidenceAnswer",
    "Extension",
    "Interests",
    "Milestone",
    "PostChoice",
    "Referee",
    "RefusedSave",
    "SectorExperience",
    "SectorRole",
    "StepDraft",
    "Support",
    "Withdrawal",
]
