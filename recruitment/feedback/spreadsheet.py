"""Feedback as CSV, line by line."""

import csv
from collections.abc import Iterable, Iterator

from recruitment.feedback.models import Feedback

HEADINGS = ("Date", "Satisfaction", "How could we improve this service?")
# A spreadsheet takes a cell that begins with one of these for a formula; some take the wide forms too.
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def as_text(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it and does not calculate it."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell


def lines(given: Iterable[Feedback]) -> Iterator[str]:
    """Yield the lines of the file. The first begins with a mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for each in given:
        day, satisfaction = each.given_on.isoformat(), each.get_satisfaction_display()
        yield writer.writerow([day, satisfaction, as_text(each.improvement)])
