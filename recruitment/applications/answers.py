"""The accepted answers of any number of applications, in one query for each kind of answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

MASKED = "_masked"

Row = dict[str, Any]


@dataclass(frozen=True)
class Answers:
    """One application's answers: for each model the rows, as {column: value}."""

    rows: dict[type[Model], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def all(self, model: type[Model]) -> list[Row]:
        """Return the rows of a model, in the model's order."""
        return self.rows.get(model, [])

    def one(self, model: type[Model], **lookup: Any) -> Row | None:
        """Return the row in which each named column has its value, or None."""
        for row in self.all(model):
            if all(row[name] == value for name, value in lookup.items()):
                return row
        return None


def load_answers(
    application_ids: Collection[int], sources: Iterable[QuerySet], *, masked: bool = False
) -> dict[int, Answers]:
    """Return the answers of each application: one query for each source, whatever the number of applications.

    With `masked`, the text of every column that has a masked twin is the twin's, under the plain name; the plain
    column is not selected at all. Without it, the twins are not selected.
    """
    found: dict[int, Answers] = {pk: Answers() for pk in application_ids}
    for source in sources:
        columns = _columns(source, masked=masked)
        rows = source.filter(application__in=application_ids).values("application_id", *columns.values())
        for row in rows:
            plain = {name: row[column] for name, column in columns.items()}
            found[row["application_id"]].rows[source.model].append(plain)
    return found


def _columns(source: QuerySet, *, masked: bool) -> dict[str, str]:
    """Return {name in the answers: column to select}; what the source annotates counts as a column."""
    names = [column.attname for column in source.model._meta.concrete_fields]
    names += source.query.annotations
    plain = [name for name in names if not name.endswith(MASKED) and name != "application_id"]
    if not masked:
        return {name: name for name in plain}
    return {name: name + MASKED if name + MASKED in names else name for name in plain}
