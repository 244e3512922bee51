"""Refusals that the database itself makes, written once for PostgreSQL and SQLite.

SQLite forgets the triggers of a table that a later migration rebuilds: such a migration wraps its operations in
`through_a_rebuild`. A test compares the triggers that are there with the ones that the migrations name.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

_NOW = {"postgresql": "now()", "sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')"}


@dataclass(frozen=True)
class Refusal:
    """What the database refuses: an `event` (INSERT, UPDATE or DELETE) on a row of `table`, saying `message`."""

    name: str
    table: str
    event: str
    message: str


class Refuse(migrations.RunPython):
    """The migration operation of one refusal, which it can tell."""

    def __init__(self, refusal: Refusal, create: Callable[..., None], drop: Callable[..., None]) -> None:
        super().__init__(create, drop)
        self.refusal = refusal
        self.create, self.drop = create, drop


def refuse(*, name: str, table: str, event: str, message: str, when: str = "") -> Refuse:
    """Return a reversible migration operation that makes the database refuse an `event` on a row of `table`.

    `event` is INSERT, UPDATE or DELETE. `when` is a condition in SQL that both databases read, over OLD and NEW, in
    which `{now}` stands for the present moment; without it every such event is refused. A refusal reaches Django as
    IntegrityError with `message`.
    """

    def create(apps: Any, schema_editor: Any) -> None:
        vendor = schema_editor.connection.vendor
        condition = when.format(now=_NOW[vendor])
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
                + (f"WHEN {condition} " if condition else "")
                + f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
                params=None,
            )
            return
        row = "OLD" if event == "DELETE" else "NEW"
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF {condition or 'true'} THEN "
            f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN {row}; END $$ LANGUAGE plpgsql",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )

    def drop(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
            return
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION {name}()")

    return Refuse(Refusal(name, table, event, message), create, drop)


def through_a_rebuild(operations: Sequence[Operation], *, refusals: Iterable[Operation]) -> list[Operation]:
    """Return operations that alter a protected table, so that its refusals hold after them, forwards and backwards.

    `refusals` are the operations of an earlier migration: those on the altered tables, and those on other tables that
    look into them; more do no harm. PostgreSQL keeps the triggers of a table that changes; SQLite makes the table anew,
    forgets them, and stumbles over those that look into it.
    """
    found = [each for each in refusals if isinstance(each, Refuse)]

    def aside(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for each in found:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {each.refusal.name}")

    def again(apps: Any, schema_editor: Any) -> None:
        aside(apps, schema_editor)
        if schema_editor.connection.vendor == "sqlite":
            for each in found:
                each.code(apps, schema_editor)

    return [migrations.RunPython(aside, again), *operations, migrations.RunPython(again, aside)]


def allow(refusal: Refuse) -> migrations.RunPython:
    """Return a reversible operation that takes a refusal back, for a migration that rewrites what it protects.

    Such a migration ends with the refusal itself, once more.
    """
    return migrations.RunPython(refusal.drop, refusal.create)
