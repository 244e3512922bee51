"""Who may read a document."""

from typing import Any

import rules

from recruitment.documents.models import Document
from recruitment.documents.queries import written_applications


@rules.predicate
def owns(user: Any, document: Document) -> bool:
    """Whether it belongs to this person's own application."""
    return document.application.applicant_id == user.pk


@rules.predicate
def runs_competition(user: Any, document: Document) -> bool:
    """Whether this person runs the competition, and the application is in it: a draft is nobody else's business."""
    application = document.application
    return (
        application.state == application.State.SENT
        and application.competition.officials.filter(user=user).exists()
    )


@rules.predicate
def enters(user: Any, document: Document) -> bool:
    """Whether this person, an official, types the application for somebody who is not online."""
    return written_applications(user).filter(pk=document.application_id).exists()


@rules.predicate
def assesses_competition(user: Any, document: Document) -> bool:
    """Whether this person sits or sat on the competition's assessment panel, whose rules then hold for them.

    What they declared a conflict of interest with stays hidden from them, which only the assessors' half knows.
    """
    return document.application.competition.assessors.filter(user=user).exists()


# An official who also assesses reads CVs as assessors do, through the assessors' own pages.
may_read = owns | enters | (runs_competition & ~assesses_competition)
