"""Small PDF files for tests."""

from io import BytesIO

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
