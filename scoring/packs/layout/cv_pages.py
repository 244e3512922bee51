"""The places that a pack keeps for the pages of CVs, and the canvas that collects them."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from recruitment.printing import NumberedCanvas, paragraph, styles


@dataclass(frozen=True, slots=True)
class Slot:
    """The place kept for one page of a CV: x, y, width and height in points on page `page` of the pack."""

    page: int
    reference: str
    cv_page: int
    x: float
    y: float
    width: float
    height: float


class PackCanvas(NumberedCanvas):
    """A canvas that knows the places of CV pages."""

    def __init__(self, file: BinaryIO, **settings: Any) -> None:
        super().__init__(file, **settings)
        self.slots: list[Slot] = []


class CvPage(Flowable):
    """A page kept for one page of a CV: our label and our frame, in which nothing of the CV can leave its place."""

    _LABEL = 9 * mm
    _INSET = 1.5 * mm

    def __init__(self, label: str, reference: str, cv_page: int) -> None:
        super().__init__()
        self.label = paragraph(label, styles.SMALL)
        self.reference, self.cv_page = reference, cv_page

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole page."""
        self.width, self.height = width, height
        self.label.wrap(width, self._LABEL)
        return width, height

    def draw(self) -> None:
        """Draw label and frame, and note where the page of the CV goes."""
        frame = self.height - self._LABEL
        self.label.drawOn(self.canv, 0, frame + 2 * mm)
        self.canv.setStrokeColor(styles.GREY)
        self.canv.setLineWidth(0.75)
        self.canv.rect(0, 0, self.width, frame, stroke=1, fill=0)
        x, y = self.canv.absolutePosition(self._INSET, self._INSET)
        inner = (self.width - 2 * self._INSET, frame - 2 * self._INSET)
        self.canv.slots.append(Slot(self.canv.getPageNumber(), self.reference, self.cv_page, x, y, *inner))
