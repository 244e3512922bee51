"""Small PDF files for tests, and what a reader of a PDF file reads."""

from io import BytesIO

import pypdfium2
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def pdf(*, pages: int = 1, text: str = "Curriculum vitae") -> bytes:
    """Return a PDF file with this text on each page, followed by the page's number."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in range(1, pages + 1):
        canvas.drawString(72, 720, f"{text}, page {page}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def texts(file: object) -> list[str]:
    """Return the text of each page of a PDF file."""
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
