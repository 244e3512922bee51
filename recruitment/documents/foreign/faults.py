"""What can be wrong with a file."""

from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with a file."""

    NOT_TAKEN = "not_taken"  # not a PDF, DOCX or ODT
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_PAGES = "no_pages"
    TOO_LONG = "too_long"
    TOO_COMPLEX = "too_complex"  # needs more memory or time than a CV can need
    FORM = "form"  # a form that only some programs can show
    PAGE_SIZE = "page_size"
    MACROS = "macros"
    NOT_CONVERTED = "not_converted"


class Faulty(Exception):
    """A file that is not taken, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
