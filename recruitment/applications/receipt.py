"""The receipt: what a person sent, as a PDF document for them to keep."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import BinaryIO

from django.utils.text import capfirst
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from recruitment.applications.answers import Answers
from recruitment.applications.models import Application
from recruitment.applications.outline import Outline
from recruitment.applications.sections import SECTIONS, Row, SectionSummary
from recruitment.applications.sections.cv import CV
from recruitment.competitions.models import Competition
from recruitment.documents.models import Document
from recruitment.govuk.templatetags.moments import day, moment, to_day
from recruitment.printing import NumberedCanvas, Sheets, facts, heading, paragraph, prose, styles

NOT_PROVIDED = "Not provided"
_LABELS = 54 * mm
# Characters from which on an answer is set across the page and not in a column.
_LONG = 300


def file_name(application: Application) -> str:
    """Return what the file is called where it is saved."""
    return f"Application-{application.reference}.pdf"


def write_receipt(*, application: Application, outline: Outline, answers: Answers, file: BinaryIO) -> None:
    """Write the receipt of a sent application to `file`; the same application gives the same bytes.

    It tells what was sent, also where the application has been withdrawn since. Raises ValueError for a draft.
    """
    if application.sent_at is None:
        raise ValueError("Only what was sent has a receipt.")
    sheets = Sheets(
        file,
        kind=f"Application {application.reference}",
        subject=application.competition.title,
        author=application.competition.department,
        creator="panel-appointments",
        as_at=application.sent_at,
    )
    sheets.build(
        list(_story(application, outline, answers, sent_at=application.sent_at)), canvasmaker=NumberedCanvas
    )


def _story(
    application: Application, outline: Outline, answers: Answers, *, sent_at: datetime
) -> Iterator[Flowable]:
    competition = application.competition
    what = "what was entered for you" if application.is_entered else "what you sent"
    yield paragraph(competition.department, styles.EYEBROW)
    yield paragraph(capfirst(what), styles.TITLE)
    yield facts(
        [
            ("Reference", application.reference),
            ("Competition", competition.title),
            *_moments(application, sent_at=sent_at),
            (f"Hash of {what}", application.sent_hash or "Sent before hashes were kept"),
        ],
        label_width=_LABELS,
    )
    yield paragraph(
        "Keep this document. The hash is worked out from every answer and from the file of your CV. If anybody ever "
        f"asks, it shows that what the Department holds is {what}.",
        styles.SMALL,
    )
    yield from _what_happens_next(competition)
    for section in SECTIONS:
        if section.concerns(outline, answers):
            yield from _section(section.summary(outline, answers))
        if section is CV:
            yield from _hash_of_cv(answers)


def _moments(application: Application, *, sent_at: datetime) -> list[tuple[str, str]]:
    """Return when it was sent; or how and when it was received, which counts, and when an official had entered it."""
    if not application.is_entered:
        return [("Sent", moment(sent_at))]
    return [
        ("Received", f"{capfirst(application.entering.received)}. That is the day that counts."),
        ("Entered by an official", moment(sent_at)),
    ]


def _hash_of_cv(answers: Answers) -> Iterator[Flowable]:
    cv = answers.one(Document)
    if cv:
        yield paragraph(f"The file is not part of this document. Its SHA-256: {cv['sha256']}", styles.SMALL)


def _what_happens_next(competition: Competition) -> Iterator[Flowable]:
    yield from _heading("next", "What happens next")
    interviews = to_day(competition.interviews_first, competition.interviews_last)
    yield paragraph(
        "After the competition closes the assessment panel scores every application against the published criteria. "
        f"The sift is planned for {day(competition.sift)} and interviews for {interviews}. These dates can change.",
        styles.BODY,
    )
    yield paragraph(
        f"If you have a question, write to {competition.contact} and give your reference.", styles.BODY
    )


def _section(summary: SectionSummary) -> Iterator[Flowable]:
    yield from _heading(summary.key, summary.title)
    for part in summary.parts:
        if len(summary.parts) > 1:
            yield from heading(part.title, styles.SUBHEADING, room=34 * mm)
        for is_long, rows in groupby(part.rows, key=lambda row: len(row.value) >= _LONG):
            yield from (_long if is_long else _short)(rows)


def _short(rows: Iterable[Row]) -> Iterator[Flowable]:
    yield facts([(row.label, row.value or NOT_PROVIDED) for row in rows], label_width=_LABELS)


def _long(rows: Iterable[Row]) -> Iterator[Flowable]:
    for row in rows:
        yield from heading(row.label, styles.LABEL, room=24 * mm)
        yield from prose(row.value)


def _heading(key: str, title: str) -> Iterator[Flowable]:
    return heading(title, styles.HEADING, room=56 * mm, mark=(key, 0))
