"""A shortlist pack as pages: takes contents, writes a PDF with places kept for the CVs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer

from recruitment.govuk.templatetags.moments import day, moment
from recruitment.printing import ContentsEntry, Mark, Notice, Piece, Sheets, facts, paragraph, styles
from scoring.packs.contents import Person, ShortlistPack
from scoring.packs.layout.cv_pages import PackCanvas, Slot
from scoring.packs.layout.people import person_pages
from scoring.packs.layout.summary import (
    assessment_pages,
    coverage_pages,
    field_pages,
    reserve_pages,
    shortlist_pages,
)
from scoring.packs.layout.words import count

KIND = "Shortlist pack"
EXAMPLES = "The criteria, limits and dates in this pack are examples. They are not official."
_CV_MARGIN = 14 * mm
_SHOWN_ON_COVER = 5


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What came of a layout: how many pages, and where pages of CVs go."""

    pages: int
    slots: tuple[Slot, ...]


def lay_out(
    pack: ShortlistPack, *, cv_pages: Mapping[str, int | str], missing: Sequence[str], file: BinaryIO
) -> LaidOut:
    """Write the pack to `file` with an empty frame for every page of a CV.

    `cv_pages` says for each person's reference how many pages their CV has, or in words why it is not included.
    `missing` is what could not be included, one sentence each; where there is any, the cover says "Not complete".
    """
    document = Sheets(
        file,
        kind=KIND,
        subject=pack.competition,
        author=pack.department,
        creator=pack.software,
        as_at=pack.as_at,
        marking=pack.marking,
        notes=EXAMPLES if pack.examples else "",
    )
    width = styles.PAGE_WIDTH - 2 * _CV_MARGIN
    document.add_sheet("cv", (_CV_MARGIN, 22 * mm, width, styles.PAGE_HEIGHT - 40 * mm))
    document.build(list(_story(pack, cv_pages, missing)), canvasmaker=PackCanvas)
    canvas = document.canv
    return LaidOut(pages=canvas.getPageNumber() - 1, slots=tuple(canvas.slots))


def _story(
    pack: ShortlistPack, cv_pages: Mapping[str, int | str], missing: Sequence[str]
) -> Iterator[Flowable]:
    yield from _cover(pack, missing)
    yield PageBreak()
    yield from _contents(pack, missing)
    if len(missing) > _SHOWN_ON_COVER:
        yield PageBreak()
        yield from _missing(missing)
    for pages in (assessment_pages, field_pages, shortlist_pages, coverage_pages):
        yield PageBreak()
        yield from pages(pack)
    if pack.reserves:
        yield PageBreak()
        yield from reserve_pages(pack)
    for title, key, people in _groups(pack):
        for number, person in enumerate(people, start=1):
            yield NextPageTemplate("text")
            yield PageBreak()
            if number == 1:
                yield Mark(key, title, 0)
            yield from person_pages(person, number=number, of=len(people), cv=cv_pages[person.reference])


def _groups(pack: ShortlistPack) -> list[tuple[str, str, Sequence[Person]]]:
    """Return the people with pages of their own: a title, its mark, and who belongs there."""
    groups = [("Shortlisted people", "people", pack.shortlist), ("Reserves", "reserve-people", pack.reserves)]
    return [group for group in groups if group[2]]


def _cover(pack: ShortlistPack, missing: Sequence[str]) -> Iterator[Flowable]:
    yield Mark("cover", "Cover", 0)
    yield paragraph([Piece(pack.department, bold=True)], styles.COVER_BODY)
    yield Spacer(1, 26 * mm)
    yield paragraph(KIND, styles.COVER_KIND)
    yield paragraph(pack.competition, styles.COVER_TITLE)
    yield paragraph(pack.body, styles.COVER_BODY)
    yield Spacer(1, 12 * mm)
    yield facts(
        [
            ("People shortlisted", str(len(pack.shortlist))),
            *([("Reserves", str(len(pack.reserves)))] if pack.reserves else []),
            ("Applications", f"Opened {day(pack.opens)}, closed {day(pack.closes)}"),
            ("Contents as at", moment(pack.as_at)),
            *_unsent(pack),
            ("Governance Code", pack.governance_code),
            ("Made by", pack.software),
        ],
        label_width=42 * mm,
    )
    yield Spacer(1, 4 * mm)
    yield Notice(_completeness(missing))
    if pack.examples:
        yield Notice([paragraph(EXAMPLES, styles.BODY)])


def _unsent(pack: ShortlistPack) -> list[tuple[str, str]]:
    """Say who may come after everybody in the pack; nothing where nobody can."""
    if pack.unsent_until is None:
        return []
    last = moment(pack.unsent_until)
    until = f"until {last}" if pack.unsent == 1 else f"the last until {last}"
    return [("Given longer, not sent", f"{count(pack.unsent, 'application', 'applications')}, {until}")]


def _completeness(missing: Sequence[str]) -> list:
    if not missing:
        return [
            paragraph([Piece("Complete. ", bold=True), Piece("Nothing was left out.")], styles.BODY),
        ]
    found = count(len(missing), "thing", "things")
    texts = [
        paragraph(
            [Piece("Not complete. ", bold=True), Piece(f"{found} could not be included:")], styles.BODY
        ),
        *(paragraph(sentence, styles.BODY) for sentence in missing[:_SHOWN_ON_COVER]),
    ]
    if len(missing) > _SHOWN_ON_COVER:
        more = len(missing) - _SHOWN_ON_COVER
        texts.append(paragraph(f"And {more} more, listed after the contents.", styles.BODY))
    return texts


def _contents(pack: ShortlistPack, missing: Sequence[str]) -> Iterator[Flowable]:
    yield Mark("contents", "Contents", 0)
    yield paragraph("Contents", styles.TITLE)
    parts = [
        *([("What could not be included", "missing")] if len(missing) > _SHOWN_ON_COVER else []),
        ("How applications were assessed", "assessment"),
        ("The field in figures", "field"),
        ("The shortlist", "shortlist"),
        ("Coverage of sectors", "coverage"),
        *([("The reserves", "reserves")] if pack.reserves else []),
    ]
    for title, key in parts:
        yield ContentsEntry(title, key, styles.CONTENTS_PART)
    for title, key, people in _groups(pack):
        yield Spacer(1, 3 * mm)
        yield CondPageBreak(30 * mm)
        yield ContentsEntry(title, key, styles.CONTENTS_PART)
        for person in people:
            yield ContentsEntry(person.name, f"person-{person.reference}", styles.CONTENTS_ENTRY)


def _missing(missing: Sequence[str]) -> Iterator[Flowable]:
    yield Mark("missing", "What could not be included", 0)
    yield paragraph("What could not be included", styles.TITLE)
    yield paragraph(
        "This pack is not complete. Each of these is also said where it would stand.", styles.LEAD
    )
    for sentence in missing:
        yield paragraph(sentence, styles.BODY)
