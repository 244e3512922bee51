"""The pages about one shortlisted person, or a reserve."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from recruitment.printing import Mark, Notice, Piece, facts, heading, paragraph, prose, styles, table
from scoring.packs.contents import AgreedScore, Experience, Person, Section
from scoring.packs.layout.cv_pages import CvPage

NOT_PROVIDED = "Not provided"


def person_pages(person: Person, *, number: int, of: int, cv: int | str) -> Iterator[Flowable]:
    """Show one person in full, the `number`th of so many.

    `cv` is the number of pages of their CV, or in words why it is not included.
    """
    key = f"person-{person.reference}"
    yield Mark(key, person.name, 1)
    kind, why = (
        ("Reserve", "Why a reserve") if person.is_reserve else ("Shortlisted person", "Why shortlisted")
    )
    yield paragraph(f"{kind} {number} of {of}", styles.EYEBROW)
    yield paragraph(person.name, styles.TITLE)
    yield facts(
        [
            ("Reference", person.reference),
            ("Applied for", "\n".join(person.posts)),
            (why, person.decision_reason),
        ],
        label_width=38 * mm,
    )
    if person.left_out:
        yield Notice(
            [
                paragraph(
                    [Piece("Answers and scores not included. ", bold=True), Piece(person.left_out)],
                    styles.BODY,
                )
            ]
        )
    else:
        yield from _answers(person, key)
    yield from _cv(person, key, cv)


def _answers(person: Person, key: str) -> Iterator[Flowable]:
    yield from _heading(key, "Sector experience")
    for held in person.experience:
        yield from _experience(held)
    if not person.experience:
        yield paragraph(NOT_PROVIDED, styles.BODY)
    yield from _heading(key, "Agreed scores")
    yield _scores(person.scores)
    yield from _heading(key, "Evidence")
    for evidence in person.evidence:
        title = f"{evidence.criterion.code}  {evidence.criterion.text}"
        yield from heading(title, styles.SUBHEADING, room=24 * mm)
        yield from prose(evidence.answer or NOT_PROVIDED)
    for section in person.sections:
        yield from _heading(key, section.title)
        yield _section(section)


def _heading(key: str, title: str) -> Iterator[Flowable]:
    return heading(title, styles.HEADING, room=40 * mm, mark=(f"{key}-{title}", 2))


def _experience(held: Experience) -> Iterator[Flowable]:
    yield from heading(f"{held.sector}: {held.level.lower()}", styles.SUBHEADING, room=28 * mm)
    reason = (
        f"Why the candidate’s own count differs: {held.correction_reason}" if held.correction_reason else ""
    )
    yield from prose("\n\n".join(line for line in ("\n".join(held.years), reason) if line))
    for role in held.roles:
        title = Piece(f"{role.role}, {role.organisation}", bold=True)
        yield paragraph([title, Piece(f"\n{role.when} · {role.level}")], styles.ROLE)
        yield from prose(role.summary or NOT_PROVIDED)


def _scores(scores: tuple[AgreedScore, ...]) -> Flowable:
    rows = []
    for score in scores:
        criterion = score.criterion
        kind = "Essential" if criterion.essential else "Desirable"
        if score.level is None:
            level = [paragraph("No score", styles.CELL)]
        else:
            level = [
                paragraph([Piece(str(score.level.value), bold=True)], styles.SCORE),
                paragraph(score.level.label, styles.CELL_NOTE),
            ]
            if not score.meets:
                level.append(paragraph("Below the acceptable level", styles.CELL_NOTE))
        title = [Piece(f"{criterion.code} ", bold=True), Piece(criterion.text)]
        rows.append(
            (
                [paragraph(title, styles.CELL), paragraph(kind, styles.CELL_NOTE)],
                level,
                paragraph(score.reason, styles.CELL),
            )
        )
    head = [paragraph(label, styles.COLUMN) for label in ("Criterion", "Agreed score", "Reason")]
    return table(head, rows, [56 * mm, 34 * mm, styles.MEASURE - 90 * mm])


def _section(section: Section) -> Flowable:
    return facts([(row.label, row.value or NOT_PROVIDED) for row in section.rows], label_width=54 * mm)


def _cv(person: Person, key: str, cv: int | str) -> Iterator[Flowable]:
    if isinstance(cv, str):
        yield from _heading(key, "CV")
        yield Notice([paragraph([Piece("Not included. ", bold=True), Piece(cv)], styles.BODY)])
        return
    for page in range(1, cv + 1):
        yield NextPageTemplate("cv")
        yield PageBreak()
        if page == 1:
            yield Mark(f"{key}-CV", "CV", 2)
        label = f"CV supplied by {person.name}, page {page} of {cv}. Not part of the Department's text."
        yield CvPage(label, person.reference, page)
