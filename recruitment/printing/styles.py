"""The typographic system of every document: one page, one family of type, one accent colour.

Every colour of text has a contrast of at least 4.5 to 1 on white and on the tint, and reads in grey.
"""

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from recruitment.printing import fonts

fonts.register()

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = RIGHT = 22 * mm
TOP = 27 * mm
BOTTOM = 25 * mm
MEASURE = PAGE_WIDTH - LEFT - RIGHT

INK = HexColor("#0b0c0c")
GREY = HexColor("#505a5f")
ACCENT = HexColor("#12436d")
RULE = HexColor("#b1b4b6")
TINT = HexColor("#eef2f6")
WHITE = HexColor("#ffffff")


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    settings = {
        "fontName": fonts.REGULAR,
        "textColor": INK,
        # Long words and addresses are broken rather than drawn over the edge.
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
    } | more
    return ParagraphStyle(name, fontSize=size, leading=leading, **settings)


COVER_TITLE = _style("cover title", 28, 34, fontName=fonts.BOLD, textColor=ACCENT, spaceAfter=6 * mm)
COVER_BODY = _style("cover body", 13, 19)
COVER_KIND = _style("cover kind", 13, 19, fontName=fonts.BOLD, textColor=GREY, spaceAfter=3 * mm)

TITLE = _style("title", 20, 25, fontName=fonts.BOLD, textColor=ACCENT, spaceAfter=5 * mm)
HEADING = _style("heading", 13, 17, fontName=fonts.BOLD, spaceBefore=7 * mm, spaceAfter=2.5 * mm)
SUBHEADING = _style("subheading", 10, 14, fontName=fonts.BOLD, spaceBefore=4.5 * mm, spaceAfter=1 * mm)
EYEBROW = _style("eyebrow", 9, 12, textColor=GREY, spaceAfter=1 * mm)
BODY = _style("body", 10, 14.5, spaceAfter=2.4 * mm)
ROLE = _style("role", 9.5, 13.5, spaceAfter=1.5 * mm)
LEAD = _style("lead", 11, 16, spaceAfter=3 * mm)
SMALL = _style("small", 8.5, 12, textColor=GREY, spaceAfter=1.5 * mm)

CELL = _style("cell", 9, 12.5)
CELL_NUMBER = _style("cell number", 9, 12.5, alignment=2)
CELL_CENTRE = _style("cell centre", 9, 12.5, alignment=1)
CELL_NOTE = _style("cell note", 8.5, 12, textColor=GREY)
CELL_LINK = _style("cell link", 9, 12.5, textColor=ACCENT)
SCORE = _style("score", 12, 15, textColor=ACCENT)
COLUMN = _style("column", 8.5, 11.5, fontName=fonts.BOLD, textColor=ACCENT)
LABEL = _style(
    "label", 8.5, 11.5, fontName=fonts.BOLD, textColor=ACCENT, spaceBefore=2 * mm, spaceAfter=1.2 * mm
)
COLUMN_NUMBER = _style("column number", 8.5, 11.5, fontName=fonts.BOLD, textColor=ACCENT, alignment=2)
COLUMN_CENTRE = _style("column centre", 8.5, 11.5, fontName=fonts.BOLD, textColor=ACCENT, alignment=1)

CONTENTS_PART = _style("contents part", 10.5, 15, fontName=fonts.BOLD, spaceBefore=2.2 * mm)
CONTENTS_ENTRY = _style("contents entry", 10, 14.5, leftIndent=5 * mm, spaceBefore=0.8 * mm)
