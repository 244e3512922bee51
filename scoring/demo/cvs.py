"""A small CV for an invented person."""

from io import BytesIO

from reportlab.platypus import Flowable, ListFlowable, SimpleDocTemplate

from recruitment.printing import paragraph, styles
from scoring.demo.people import Person

_CAREER = (
    "Chair of a safeguarding board, part-time",
    "Head of a service of 80 people, after four years as its deputy",
    "Team manager, and before that five years on duty with families",
    "Degree in social policy; further training in the law on children",
)


def cv_of(person: Person) -> bytes:
    """Return the CV as a PDF file, the same for the same person."""
    career: list[Flowable] = [paragraph(line, styles.BODY) for line in _CAREER]
    story = [
        paragraph(person.name, styles.TITLE),
        paragraph(f"{person.town} · {person.phone} · {person.email}", styles.SMALL),
        paragraph("Career", styles.HEADING),
        ListFlowable(career, bulletType="bullet"),
        paragraph("This person is invented.", styles.SMALL),
    ]
    file = BytesIO()
    SimpleDocTemplate(file, title="Curriculum vitae", invariant=1).build(story)
    return file.getvalue()
