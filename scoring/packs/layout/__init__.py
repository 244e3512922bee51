"""A pack as pages. `lay_out` takes contents and writes a PDF with places kept for the CVs."""

from scoring.packs.layout.cv_pages import Slot
from scoring.packs.layout.document import LaidOut, lay_out

__all__ = ["LaidOut", "Slot", "lay_out"]
