"""CV: a file, which has a page of its own in the room `documents`."""

from dataclasses import dataclass

from recruitment.applications.answers import Answers
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Part, Readable, Row, Section, SectionSummary, Step
from recruitment.documents.models import Document


@dataclass(frozen=True)
class CvSection(Section):
    """The section whose answer is a file."""

    def summary(self, outline: Outline, answers: Answers) -> SectionSummary:
        """Return the name and length of the file."""
        document = answers.one(Document)
        if document is None:
            return SectionSummary(self.key, self.title, (Part("CV", (Row("CV", ""),)),))
        pages = "1 page" if document["pages"] == 1 else f"{document['pages']} pages"
        row = Row("CV", f"{document['original_name']} ({pages})")
        return SectionSummary(self.key, self.title, (Part("CV", (row,)),))


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
