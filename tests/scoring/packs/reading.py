"""Reads a PDF file as its reader would."""

import pypdfium2


def texts(path: object) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
