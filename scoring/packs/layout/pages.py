"""The sheets of a pack: what stands at the head and the foot of every page."""

from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from scoring.packs.contents import ShortlistPack
from scoring.packs.layout import fonts, styles
from scoring.packs.layout.canvas import PackCanvas
from scoring.packs.layout.text import clean

EXAMPLES = "The criteria, limits and dates in this pack are examples. They are not official."
_CV_MARGIN = 14 * mm


class PackDocument(BaseDocTemplate):
    """A4 sheets named "text" and "cv", each with the protective marking at head and foot and "Page x of y"."""

    def __init__(self, file: BinaryIO, pack: ShortlistPack, *, kind: str) -> None:
        super().__init__(
            file,
            pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
            title=f"{kind}: {pack.competition}",
            author=pack.department,
            creator=pack.software,
            lang="en-GB",
            initialFontName=fonts.REGULAR,
            pageCompression=1,
            invariant=1,
        )
        self._marking, self._kind, self._examples = pack.marking, kind, pack.examples
        self._running = _fitted(" ".join(clean(pack.competition).split()), styles.MEASURE)
        text = Frame(
            styles.LEFT,
            styles.BOTTOM,
            styles.MEASURE,
            styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        cv = Frame(
            _CV_MARGIN,
            22 * mm,
            styles.PAGE_WIDTH - 2 * _CV_MARGIN,
            styles.PAGE_HEIGHT - 40 * mm,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(
            [
                PageTemplate("text", [text], onPage=self._draw_sheet),
                PageTemplate("cv", [cv], onPage=self._draw_sheet),
            ]
        )

    def _draw_sheet(self, canvas: PackCanvas, _document: Any) -> None:
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
        if self._examples:
            canvas.drawString(styles.LEFT, 6 * mm, EXAMPLES)


def _fitted(text: str, width: float) -> str:
    """Return `text`, cut to the width of one small line."""
    if stringWidth(text, fonts.REGULAR, 7) <= width:
        return text
    while text and stringWidth(text + "…", fonts.REGULAR, 7) > width:
        text = text[:-1]
    return text.rstrip() + "…"
