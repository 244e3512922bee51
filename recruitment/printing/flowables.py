"""The few building blocks that platypus does not have."""

from collections.abc import Iterable, Iterator, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Table, TableStyle

from recruitment.printing import fonts, styles
from recruitment.printing.text import Text, clean, paragraph


class Mark(Flowable):
    """A place without size before a heading: a destination of links and an entry of the outline."""

    def __init__(self, key: str, title: str, level: int) -> None:
        super().__init__()
        self.key, self.title, self.level = key, " ".join(clean(title).split()), level

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        self.canv.mark_heading(self.key, self.title, self.level, rise=4 * mm)


class ContentsEntry(Flowable):
    """One line of the contents: a title that is a link, and the number of its page."""

    _NUMBER_WIDTH = 12 * mm
    _BELOW = 1 * mm

    def __init__(self, title: str, key: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.title, self.key, self.style = paragraph(title, style), key, style

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """Return the space of the style."""
        return self.style.spaceBefore

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Leave room for the number."""
        self.width = width
        _, text_height = self.title.wrap(width - self._NUMBER_WIDTH, height)
        self.height = text_height + self._BELOW
        return width, self.height

    def draw(self) -> None:
        """Draw the title, a hairline and the number, and make the line a link."""
        self.title.drawOn(self.canv, 0, self._BELOW)
        baseline = self._BELOW + self.style.leading - self.style.fontSize
        self.canv.setStrokeColor(styles.RULE)
        self.canv.setLineWidth(0.3)
        self.canv.line(self.style.leftIndent, 0, self.width, 0)
        self.canv.draw_page_number_of(self.key, self.width, baseline, self.style.fontSize)
        self.canv.linkRect("", self.key, (0, 0, self.width, self.height), relative=1)


class Linked(Flowable):
    """A text that is a link to a heading."""

    def __init__(self, text: Text, key: str) -> None:
        super().__init__()
        self.text, self.key = text, key

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the room of the text."""
        self.width, self.height = self.text.wrap(width, height)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the text and make it a link."""
        self.text.drawOn(self.canv, 0, 0)
        self.canv.linkRect("", self.key, (0, 0, self.width, self.height), relative=1)


class Notice(Flowable):
    """Paragraphs that must be seen: on a tint, with a bar of the accent colour."""

    _PADDING = 4 * mm

    def __init__(self, texts: Sequence[Text]) -> None:
        super().__init__()
        self.texts = texts

    def getSpaceAfter(self) -> float:  # noqa: N802 - ReportLab's name
        """Stand clear of what follows."""
        return 4 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Stack the paragraphs."""
        self.width = width
        inner = width - 2 * self._PADDING
        self._heights = [text.wrap(inner, height)[1] for text in self.texts]
        gaps = sum(text.getSpaceAfter() for text in self.texts[:-1])
        self.height = sum(self._heights) + gaps + 2 * self._PADDING
        return width, self.height

    def draw(self) -> None:
        """Draw the tint, the bar and the paragraphs."""
        self.canv.setFillColor(styles.TINT)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        self.canv.setFillColor(styles.ACCENT)
        self.canv.rect(0, 0, 1.2 * mm, self.height, stroke=0, fill=1)
        top = self.height - self._PADDING
        for text, height in zip(self.texts, self._heights, strict=True):
            text.drawOn(self.canv, self._PADDING, top - height)
            top -= height + text.getSpaceAfter()


class BreakableTable(Table):
    """A table that breaks between rows, and inside a row only where the row is taller than most of a page."""

    _MOST_OF_A_PAGE = 150 * mm

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the parts before and after a break; none to begin on the next page."""
        self.splitInRow = 0
        parts = super().split(width, height)
        if parts or height < self._MOST_OF_A_PAGE:
            return parts
        self.splitInRow = 1
        return super().split(width, height)


def heading(
    text: str, style: ParagraphStyle, *, room: float, mark: tuple[str, int] | None = None
) -> Iterator[Flowable]:
    """Yield a heading with at least `room` below it on its page; `mark` is its key and level in the outline."""
    yield CondPageBreak(room)
    if mark:
        key, level = mark
        yield Mark(key, text, level)
    yield paragraph(text, style)


def prose(text: str) -> Iterator[Flowable]:
    """Yield a long text as paragraphs, parted at empty lines, so that it breaks well over pages."""
    for block in clean(text).split("\n\n"):
        if block.strip():
            yield paragraph(block.strip(), styles.BODY)


def table(
    head: Sequence[Text],
    rows: Iterable[Sequence[Flowable | list[Flowable]]],
    widths: Sequence[float],
    *,
    last_flush: bool = True,
) -> Table:
    """Return a table whose head is repeated on each page and that breaks well.

    `last_flush` lets the last column reach the edge of the page's text; columns of one width keep their padding.
    """
    return BreakableTable(
        [head, *rows],
        colWidths=widths,
        repeatRows=1,
        hAlign="LEFT",
        spaceAfter=3 * mm,
        style=TableStyle(
            [
                *_TABLE,
                ("LINEBELOW", (0, 0), (-1, 0), 1.2, styles.ACCENT),
                *([_FLUSH] if last_flush else []),
            ]
        ),
    )


def facts(rows: Iterable[tuple[str, str | Text]], *, label_width: float) -> Table:
    """Return labels and values in two columns."""
    return BreakableTable(
        [
            [
                paragraph(label, styles.COLUMN),
                paragraph(value, styles.CELL) if isinstance(value, str) else value,
            ]
            for label, value in rows
        ],
        colWidths=[label_width, styles.MEASURE - label_width],
        hAlign="LEFT",
        spaceAfter=3 * mm,
        style=TableStyle([*_TABLE, _FLUSH]),
    )


_TABLE = [
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3 * mm),
    ("TOPPADDING", (0, 0), (-1, -1), 1.6 * mm),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8 * mm),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, styles.RULE),
]
_FLUSH = ("RIGHTPADDING", (-1, 0), (-1, -1), 0)
