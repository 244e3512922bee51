"""The pages about the competition as a whole: how it was assessed, the field, the shortlist and its coverage."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from recruitment.govuk.templatetags.moments import day, to_day
from recruitment.printing import Linked, Mark, Piece, Text, facts, heading, paragraph, styles, table
from scoring.packs.contents import Coverage, Criterion, PackAssessor, Person, SectorCount, ShortlistPack
from scoring.packs.layout.words import count

_SCORES_IN_A_ROW = 8
_SCORE_WIDTH = 9.5 * mm
_SECTORS_WIDTH = 46 * mm


def assessment_pages(pack: ShortlistPack) -> Iterator[Flowable]:
    """Say how applications were assessed, by which criteria and scale, and by whom."""
    yield Mark("assessment", "How applications were assessed", 0)
    yield paragraph("How applications were assessed", styles.TITLE)
    blind = (
        "Names were hidden from the assessors until the decisions were confirmed. "
        if pack.blind_sift
        else "Assessors read applications with names. "
    )
    yield paragraph(
        "Each member of the assessment panel declared any conflict of interest, read the applications that were "
        "given to them, and scored every criterion of the sift alone, with a reason. "
        + blind
        + "The assessment panel then agreed one score and one reason for each criterion. "
        + "The independent scores are kept.",
        styles.BODY,
    )
    yield paragraph(
        f"A criterion is met at level {pack.acceptable.value} ({pack.acceptable.label}) or above. Officials saw those "
        "who meet every essential criterion in the order of their total for the essential criteria, then "
        f"{'their level for the lead criterion, then ' if any(each.lead for each in pack.criteria) else ''}"
        "their total for the desirable criteria, with ties marked. That order informed "
        "the decision and decided nothing: officials recorded who is shortlisted, who is a reserve and who is neither, "
        "with a reason. Ministers choose whom to appoint.",
        styles.BODY,
    )
    yield facts(
        [
            ("Sift", day(pack.sift)),
            ("Interviews", to_day(*pack.interviews)),
        ],
        label_width=42 * mm,
    )
    yield from heading("Assessment panel", styles.HEADING, room=45 * mm)
    yield table(
        _head("Name", "Capacity", "Political activity in the last five years"),
        [
            (
                paragraph(member.name, styles.CELL),
                paragraph(_sits(member), styles.CELL),
                paragraph(member.political_activity, styles.CELL),
            )
            for member in pack.assessors
        ],
        [48 * mm, 54 * mm, styles.MEASURE - 102 * mm],
    )
    yield from heading("Criteria", styles.HEADING, room=45 * mm)
    yield table(
        _head("Criterion", "", "Kind"),
        [
            (
                paragraph(criterion.code, styles.CELL),
                paragraph(criterion.text, styles.CELL),
                paragraph(_kind(criterion), styles.CELL),
            )
            for criterion in pack.criteria
        ],
        [20 * mm, styles.MEASURE - 54 * mm, 34 * mm],
    )
    yield from heading("Scale", styles.HEADING, room=80 * mm)
    yield table(
        _head("Level", "", "Meaning"),
        [
            (
                paragraph(str(level.value), styles.CELL),
                paragraph(level.label, styles.CELL),
                paragraph(level.meaning, styles.CELL),
            )
            for level in pack.levels
        ],
        [20 * mm, 56 * mm, styles.MEASURE - 76 * mm],
    )


def field_pages(pack: ShortlistPack) -> Iterator[Flowable]:
    """Say how many people there were at each point, and where their experience comes from."""
    yield Mark("field", "The field in figures", 0)
    yield paragraph("The field in figures", styles.TITLE)
    yield table(
        [paragraph("", styles.COLUMN), paragraph("People", styles.COLUMN_NUMBER)],
        [
            (paragraph(stage.label, styles.CELL), paragraph(str(stage.count), styles.CELL_NUMBER))
            for stage in pack.stages
        ],
        [80 * mm, 24 * mm],
    )
    title = "Experience of everyone in the competition, by sector"
    yield from heading(title, styles.HEADING, room=50 * mm)
    yield paragraph(
        "People who sent an application and did not withdraw it. Somebody with experience of several sectors is "
        "counted in each of them.",
        styles.BODY,
    )
    numbers = [
        paragraph(label, styles.COLUMN_NUMBER)
        for label in ("Strategic", "Frontline", "Both kinds", "Either kind")
    ]
    yield table(
        [paragraph("Sector", styles.COLUMN), *numbers],
        [_field_row(row) for row in pack.field],
        [styles.MEASURE - 4 * 24 * mm, *[24 * mm] * 4],
    )


def shortlist_pages(pack: ShortlistPack) -> Iterator[Flowable]:
    """List the shortlisted people with their agreed scores, in the order of their names."""
    yield Mark("shortlist", "The shortlist", 0)
    yield paragraph("The shortlist", styles.TITLE)
    yield paragraph(
        f"{count(len(pack.shortlist), 'person', 'people')}, in alphabetical order. "
        "The order says nothing about merit.",
        styles.LEAD,
    )
    yield from _score_tables(pack, pack.shortlist)
    yield _key_to_scores(pack)


def reserve_pages(pack: ShortlistPack) -> Iterator[Flowable]:
    """List the reserves with their agreed scores, in the order of their names."""
    yield Mark("reserves", "The reserves", 0)
    yield paragraph("The reserves", styles.TITLE)
    yield paragraph(
        f"{count(len(pack.reserves), 'person', 'people')}, in alphabetical order. "
        "The order says nothing about merit.",
        styles.LEAD,
    )
    yield paragraph(
        "A reserve is interviewed only if somebody who is shortlisted can no longer come. The reserves are not counted "
        "in the coverage of sectors.",
        styles.BODY,
    )
    yield from _score_tables(pack, pack.reserves)
    yield _key_to_scores(pack)


def coverage_pages(pack: ShortlistPack) -> Iterator[Flowable]:
    """Show which sectors and which kinds of experience the shortlist covers, and by whom."""
    yield Mark("coverage", "Coverage of sectors", 0)
    yield paragraph("Coverage of sectors", styles.TITLE)
    yield paragraph(
        "Who on the shortlist holds strategic and frontline experience of each sector.",
        styles.LEAD,
    )
    half = (styles.MEASURE - 46 * mm) / 2
    yield table(
        _head("Sector", "Strategic", "Frontline"),
        [(_sector(row), _holders(row.strategic), _holders(row.frontline)) for row in pack.coverage],
        [46 * mm, half, half],
    )


def _head(*labels: str) -> list[Text]:
    return [paragraph(label, styles.COLUMN) for label in labels]


def _sits(member: PackAssessor) -> str:
    """Say as what, and from and until when where that was not all the time."""
    capacity = f"{member.capacity}, chair" if member.chair else member.capacity
    joined = f", from {day(member.joined)}" if member.joined else ""
    left = f", until {day(member.left)}" if member.left else ""
    return capacity + joined + left


def _kind(criterion: Criterion) -> str:
    kind = "Essential" if criterion.essential else "Desirable"
    return f"{kind} (lead)" if criterion.lead else kind


def _sector(row: SectorCount | Coverage) -> list[Flowable]:
    name = paragraph(row.sector, styles.CELL)
    return [name, paragraph("Safeguarding partner", styles.CELL_NOTE)] if row.safeguarding_partner else [name]


def _field_row(row: SectorCount) -> list[Flowable | list[Flowable]]:
    either = row.strategic + row.frontline - row.both
    numbers = (row.strategic, row.frontline, row.both, either)
    return [_sector(row), *(paragraph(str(number), styles.CELL_NUMBER) for number in numbers)]


def _holders(names: Sequence[str]) -> list[Flowable]:
    if not names:
        return [paragraph("No one", styles.CELL_NOTE)]
    people = count(len(names), "person", "people")
    return [
        paragraph([Piece(people, bold=True)], styles.CELL),
        *(paragraph(name, styles.CELL) for name in names),
    ]


def _key_to_scores(pack: ShortlistPack) -> Flowable:
    return paragraph(
        f"S: strategic. F: frontline. *: below the acceptable level, {pack.acceptable.value}. "
        "–: no agreed score; the person's page says why.",
        styles.SMALL,
    )


def _score_tables(pack: ShortlistPack, people: Sequence[Person]) -> Iterator[Flowable]:
    """Yield the scores of these people; more criteria than a line holds go on in another table."""
    several_posts = len({post for person in pack.people for post in person.posts}) > 1
    for start in range(0, max(len(pack.criteria), 1), _SCORES_IN_A_ROW):
        criteria = pack.criteria[start : start + _SCORES_IN_A_ROW]
        sectors = start == 0
        width = styles.MEASURE - len(criteria) * _SCORE_WIDTH - (_SECTORS_WIDTH if sectors else 0)
        yield table(
            [
                *_head("Name", *(["Sectors"] if sectors else [])),
                *(paragraph(criterion.code, styles.COLUMN_CENTRE) for criterion in criteria),
            ],
            [
                [
                    _name_cell(person, with_posts=several_posts),
                    *([_sectors_cell(person)] if sectors else []),
                    *(paragraph(mark, styles.CELL_CENTRE) for mark in _marks(person, criteria)),
                ]
                for person in people
            ],
            [width, *([_SECTORS_WIDTH] if sectors else []), *[_SCORE_WIDTH] * len(criteria)],
            last_flush=False,
        )


def _name_cell(person: Person, *, with_posts: bool) -> list[Flowable]:
    name = paragraph([Piece(person.name, bold=True)], styles.CELL_LINK)
    notes = [person.reference, *(person.posts if with_posts else ())]
    return [
        Linked(name, f"person-{person.reference}"),
        paragraph("\n".join(notes), styles.CELL_NOTE),
    ]


def _sectors_cell(person: Person) -> Flowable:
    letters = {(True, True): "S, F", (True, False): "S", (False, True): "F"}
    held = [f"{one.sector} ({letters[one.strategic, one.frontline]})" for one in person.experience]
    return paragraph("\n".join(held), styles.CELL_NOTE)


def _marks(person: Person, criteria: Sequence[Criterion]) -> Iterator[str]:
    scores = {score.criterion.code: score for score in person.scores}
    for criterion in criteria:
        score = scores.get(criterion.code)
        if score is None or score.level is None:
            yield "–"
        else:
            yield f"{score.level.value}" if score.meets else f"{score.level.value}*"
