"""The sheets of a document: what stands at the head and the foot of every page."""

from datetime import UTC, datetime
from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from recruitment.printing import fonts, styles
from recruitment.printing.canvas import NumberedCanvas
from recruitment.printing.text import clean


class Sheets(BaseDocTemplate):
    """A document on A4 sheets named "text", each with "Page x of y" at its foot; the same story gives the same bytes.

    `kind` is what the document is, `subject` what it is about; together they are its title. `as_at` is the moment that
    the document says it is from, and stands in its properties as the moment it was made. `marking` is printed at head
    and foot, `notes` below the foot.
    """

    def __init__(
        self,
        file: BinaryIO,
        *,
        kind: str,
        subject: str,
        author: str,
        creator: str,
        as_at: datetime,
        marking: str = "",
        notes: str = "",
    ) -> None:
        super().__init__(
            file,
            pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
            title=f"{kind}: {subject}",
            subject=subject,
            author=author,
            creator=creator,
            lang="en-GB",
            initialFontName=fonts.REGULAR,
            pageCompression=1,
            invariant=1,
        )
        self._kind, self._marking, self._notes, self._as_at = kind, marking, notes, as_at
        self._running = _fitted(" ".join(clean(subject).split()), styles.MEASURE)
        height = styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM
        self.add_sheet("text", (styles.LEFT, styles.BOTTOM, styles.MEASURE, height))

    def add_sheet(self, name: str, frame: tuple[float, float, float, float]) -> None:
        """Add a kind of sheet whose contents fill `frame`: left, bottom, width and height in points."""
        inside = Frame(*frame, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        self.addPageTemplates(PageTemplate(name, [inside], onPage=self._draw_sheet))

    def beforeDocument(self) -> None:  # noqa: N802 - ReportLab's name
        """Give the file the moment of its contents, which does not change when the file is made again."""
        made = self._as_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        self.canv.setDateFormatter(lambda *_fixed: made)

    def _draw_sheet(self, canvas: NumberedCanvas, _document: Any) -> None:
        middle = styles.PAGE_WIDTH / 2
        right = styles.PAGE_WIDTH - styles.RIGHT
        canvas.setFillColor(styles.INK)
        canvas.setFont(fonts.BOLD, 9)
        canvas.drawCentredString(middle, styles.PAGE_HEIGHT - 13 * mm, self._marking)
        canvas.drawCentredString(middle, 14 * mm, self._marking)
        canvas.setFillColor(styles.GREY)
        canvas.setFont(fonts.REGULAR, 8)
        page = f"Page {canvas.getPageNumber()} of "
        canvas.drawString(styles.LEFT, 14 * mm, page)
        canvas.draw_total(styles.LEFT + stringWidth(page, fonts.REGULAR, 8), 14 * mm)
        canvas.drawRightString(right, 14 * mm, self._kind)
        canvas.setFont(fonts.REGULAR, 7)
        canvas.drawString(styles.LEFT, 9.5 * mm, self._running)
        canvas.drawString(styles.LEFT, 6 * mm, self._notes)


def _fitted(text: str, width: float) -> str:
    """Return `text`, cut to the width of one small line."""
    if stringWidth(text, fonts.REGULAR, 7) <= width:
        return text
    while text and stringWidth(text + "…", fonts.REGULAR, 7) > width:
        text = text[:-1]
    return text.rstrip() + "…"
