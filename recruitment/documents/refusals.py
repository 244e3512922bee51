"""What to say about a file that is not taken."""

from django.conf import settings

from recruitment.documents.foreign.faults import Fault

_WORDS = {
    Fault.ENCRYPTED: "The selected file is password protected. Save it without a password and select it again",
    Fault.DAMAGED: "The selected file is damaged. Save it as a PDF again and select the new file",
    Fault.NO_PAGES: "The selected file has no pages",
    Fault.TOO_COMPLEX: "The selected file could not be checked. Save it as a PDF again and select the new file",
    Fault.FORM: "The selected file is a form that only some programs can show. Print it to a PDF and select that",
    Fault.PAGE_SIZE: "The selected file has a page of a size that cannot be printed. Save it with pages of A4 size",
    Fault.MACROS: "The selected file contains macros. Save it as a PDF and select the new file",
    Fault.NOT_CONVERTED: "The selected file could not be turned into a PDF. Save it as a PDF and select the new file",
}
VIRUS = "The selected file contains a virus"
NOT_CHECKED = "The selected file could not be checked, because of a fault in this service. Select it again"


def words_of(fault: Fault) -> str:
    """Return what is wrong with a file, for the person who chose it."""
    if fault == Fault.TOO_LONG:
        return f"The selected file must be {settings.CV_MAX_PAGES} pages or fewer"
    if fault == Fault.NOT_TAKEN:
        return f"The selected file must be a {formats()}"
    return _WORDS[fault]


def formats() -> str:
    """Return the formats that are taken, in words."""
    return "PDF, DOCX or ODT" if settings.LIBREOFFICE else "PDF"


def convert_yourself() -> str:
    """Return what to say about a DOCX or ODT where nothing can turn it into a PDF."""
    return "The selected file must be a PDF. Save your document as a PDF and select the new file"


def too_large() -> str:
    """Return what to say about a file over the limit."""
    return f"The selected file must be smaller than {settings.CV_MAX_BYTES // (1024 * 1024)}MB"
