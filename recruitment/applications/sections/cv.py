"""CV: a file, which has a page of its own in the room `documents`."""

from dataclasses import dataclass
from typing import Any

from recruitment.applications.answers import Answers
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Part, Readable, Row, Section, SectionSummary, Step
from recruitment.documents.models import Document

_STATES = {
    Document.State.PENDING: "being checked",
    Document.State.INFECTED: "contains a virus",
    Document.State.FAILED: "could not be taken",
}


@dataclass(frozen=True)
class CvSection(Section):
    """The section whose answer is a file."""

    def summary(self, outline: Outline, answers: Answers) -> SectionSummary:
        """Return the name and length of the file."""
        document = answers.one(Document)
        if document is None:
            return SectionSummary(self.key, self.title, (Part("CV", (Row("CV", ""),)),))
        row = Row("CV", f"{document['original_name']} ({_known_of(document)})")
        return SectionSummary(self.key, self.title, (Part("CV", (row,)),))


def _known_of(document: dict[str, Any]) -> str:
    if document["state"] != Document.State.CLEAN:
        return _STATES[document["state"]]
    return "1 page" if document["pages"] == 1 else f"{document['pages']} pages"


def steps(outline: Outline) -> list[Step]:
    """Return none: the section's page is the upload."""
    return []


CV = CvSection(
    "cv",
    "CV",
    Readable.PERSONAL,
    (Document.objects.current().filter(kind=Document.Kind.CV),),
    steps,
    page="documents:cv",
)
