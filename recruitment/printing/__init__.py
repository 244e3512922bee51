"""PDF documents: one set of sheets, type and building blocks for everything that the portal prints.

A document is a story of flowables that `Sheets` lays out:

    document = Sheets(
        file, kind="Receipt", subject="Members of a body", author="...", creator="...", as_at=application.sent_at
    )
    document.build([paragraph("What you told us", styles.TITLE), facts(rows, label_width=54 * mm)],
                   canvasmaker=NumberedCanvas)

People's text enters by `paragraph` and the blocks made of it, and in no other way: it is drawn as it is, in any
script, and nothing in it is an instruction. The same story gives the same bytes.
"""

from recruitment.printing import styles
from recruitment.printing.canvas import NumberedCanvas
from recruitment.printing.flowables import ContentsEntry, Linked, Mark, Notice, facts, heading, prose, table
from recruitment.printing.sheets import Sheets
from recruitment.printing.text import Piece, Text, paragraph

__all__ = [
    "ContentsEntry",
    "Linked",
    "Mark",
    "Notice",
    "NumberedCanvas",
    "Piece",
    "Sheets",
    "Text",
    "facts",
    "heading",
    "paragraph",
    "prose",
    "styles",
    "table",
]
