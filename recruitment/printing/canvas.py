"""The canvas of a document: collects where things are, and fills in the numbers that are known only at the end.

A page number that is not known yet is drawn as an empty form; the forms are filled when everything is laid out, so
one pass is enough.
"""

from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from recruitment.printing import fonts
from recruitment.printing.styles import GREY, INK

# Binary streams: a third smaller and faster than ReportLab's text encoding of them.
rl_config.useA85 = 0

_TOTAL = "pages-in-all"


class NumberedCanvas(Canvas):
    """A canvas that knows its headings, the entries of its contents and how many pages it will have."""

    def __init__(self, file: BinaryIO, **settings: Any) -> None:
        super().__init__(file, **settings)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.showOutline()
        self._page_of: dict[str, int] = {}
        self._wanted: dict[str, float] = {}  # contents entries: key and size of type

    def mark_heading(self, key: str, title: str, level: int, *, rise: float) -> None:
        """Make the present place a destination and an entry of the outline."""
        self.bookmarkHorizontal(key, 0, rise)
        self.addOutlineEntry(title, key, level, closed=level > 0)
        self._page_of[key] = self.getPageNumber()

    def draw_page_number_of(self, key: str, x: float, y: float, size: float) -> None:
        """Draw, ending at `x`, the number of the page on which the heading `key` will turn out to be."""
        self._wanted[key] = size
        self._place(f"page-of-{key}", x, y)

    def draw_total(self, x: float, y: float) -> None:
        """Draw, beginning at `x`, the number of pages in all."""
        self._place(_TOTAL, x, y)

    def save(self) -> None:
        """Fill in the numbers and write the file."""
        self._fill(_TOTAL, str(self.getPageNumber() - 1), 8, right=False)
        for key, size in self._wanted.items():
            self._fill(f"page-of-{key}", str(self._page_of[key]), size, right=True)
        super().save()

    def _place(self, form: str, x: float, y: float) -> None:
        self.saveState()
        self.translate(x, y)
        self.doForm(form)
        self.restoreState()

    def _fill(self, form: str, text: str, size: float, *, right: bool) -> None:
        self.beginForm(form, -60 if right else 0, -size / 2, 0 if right else 60, size)
        self.setFont(fonts.REGULAR, size)
        self.setFillColor(INK if right else GREY)
        (self.drawRightString if right else self.drawString)(0, 0, text)
        self.endForm()
