"""Read a competition file: from TOML to contents in which nothing is wrong, or to a list of everything that is.

Contents are the tables of the file as dicts and lists, with every key present and lists of keys in the order of what
they name. `format.py` says which keys there are.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from recruitment.competitions.files import format as keys
from recruitment.competitions.files.checks import Check, shown
from recruitment.competitions.files.faults import Fault, FileRefused
from recruitment.competitions.files.format import IDENTITY, LEVELS, MAX_BYTES, Contents, Row
from recruitment.competitions.models import Stage


def read(source: bytes) -> Contents:
    """Return the contents of a competition file. Raises FileRefused with every fault."""
    tables = _parse(source)
    reading = _Reading()
    reading.no_others(
        tables, "", {"competition", "body", "sectors", "posts", "scale", "criteria", "assessors"}
    )
    contents: Contents = {
        "competition": reading.table(tables, "competition", keys.COMPETITION),
        "body": reading.table(tables, "body", keys.BODY, lists={"members"}),
        "sectors": reading.rows(tables, "sectors", keys.SECTOR),
        "posts": reading.rows(tables, "posts", keys.POST),
        "scale": reading.table(tables, "scale", keys.SCALE, lists={"levels"}),
        "criteria": reading.rows(tables, "criteria", keys.CRITERION),
        "assessors": reading.rows(tables, "assessors", keys.ASSESSOR),
    }
    contents["body"]["members"] = reading.rows(tables.get("body"), "body.members", keys.MEMBER, least=0)
    contents["scale"]["levels"] = reading.rows(tables.get("scale"), "scale.levels", keys.LEVEL, least=2)
    _check_dates(reading, contents)
    _check_references(reading, contents)
    _check_scale(reading, contents["scale"])
    _check_roles(reading, contents)
    if reading.faults:
        raise FileRefused(reading.faults)
    return _put_in_order(contents)


def _parse(source: bytes) -> dict[str, Any]:
    if len(source) > MAX_BYTES:
        raise FileRefused([Fault("", f"is larger than {MAX_BYTES // 1_000_000} MB")])
    try:
        return tomllib.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileRefused([Fault("", f"is not UTF-8 text (byte {error.start + 1})")]) from error
    except (ValueError, RecursionError) as error:  # ValueError also for a number of thousands of digits
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise FileRefused([Fault("", f"is not TOML: {problem}")]) from error


class _Reading:
    """Reads tables and gathers what is wrong. What it returns holds only the values in which nothing is."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, key: str, problem: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(key, problem))

    def no_others(self, table: Mapping[str, Any], path: str, known: Iterable[str]) -> None:
        """Note the keys that mean nothing here."""
        for key in sorted(table.keys() - set(known)):
            self.fault(
                f"{path}{key if key.isprintable() else shown(key)}", "is not a key of a competition file"
            )

    def table(self, holder: Any, path: str, checks: Mapping[str, Check], *, lists: Iterable[str] = ()) -> Row:
        """Return the values of a table that are good; `lists` are keys of it that are read elsewhere."""
        value = holder.get(path)
        if not isinstance(value, dict):
            self.fault(path, "is missing" if value is None else f"must be a table: [{path}]")
            return {}
        return self._values(value, f"{path}.", checks, lists)

    def rows(self, holder: Any, path: str, checks: Mapping[str, Check], *, least: int = 1) -> list[Row]:
        """Return the rows of a list of tables, each with its good values, its `key` for messages as "_path"."""
        name = path.rpartition(".")[2]
        value = holder.get(name, []) if isinstance(holder, dict) else None
        if value is None:
            return []  # the table that should hold the list is missing, which is noted
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.fault(path, f"must be a list of tables: [[{path}]]")
            return []
        if len(value) < least:
            self.fault(path, "is missing" if not value else f"needs at least {least}")
        identity = IDENTITY[path]
        found = []
        for number, row in enumerate(value, start=1):
            known_as = row.get(identity)
            is_known = not checks[identity](known_as)
            row_path = f"{path}[{known_as}]" if is_known else f"{path}[#{number}]"
            found.append({"_path": row_path} | self._values(row, f"{row_path}.", checks))
        self._once(found, identity)
        return found

    def _values(self, table: Row, path: str, checks: Mapping[str, Check], lists: Iterable[str] = ()) -> Row:
        self.no_others(table, path, {*checks, *lists})
        good = {}
        for key, check in checks.items():
            problem = check(table[key]) if key in table else "is missing"
            if problem:
                self.fault(f"{path}{key}", problem)
            else:
                good[key] = table[key]
        return good

    def _once(self, rows: Sequence[Row], identity: str) -> None:
        seen = set()
        for row in rows:
            value = row.get(identity)
            value = value.casefold() if isinstance(value, str) and identity == "email" else value
            if value is not None and value in seen:
                self.fault(f"{row['_path']}.{identity}", "stands in the file twice")
            seen.add(value)


def _check_dates(reading: _Reading, contents: Contents) -> None:
    found = contents["competition"]
    opens, closes, sift = (found.get(key) for key in ("opens", "closes", "sift"))
    first, last = found.get("interviews", (None, None))
    if opens and closes and closes <= opens:
        reading.fault("competition.closes", "must be after competition.opens")
    if closes and sift and sift < timezone.localdate(closes):
        reading.fault("competition.sift", "must be on or after the day of competition.closes")
    if sift and first and first < sift:
        reading.fault("competition.interviews", "must not begin before competition.sift")
    if first and last and last < first:
        reading.fault("competition.interviews", "must not end before they begin")
    for member in contents["body"]["members"]:
        starts, ends = member.get("starts"), member.get("ends")
        if starts and ends and ends <= starts:
            reading.fault(f"{member['_path']}.ends", "must be after starts")


def _check_references(reading: _Reading, contents: Contents) -> None:
    sectors = {row.get("key") for row in contents["sectors"]}
    posts = {row.get("key") for row in contents["posts"]}
    for rows, column, known, kind in (
        (contents["body"]["members"], "sectors", sectors, "sector"),
        (contents["posts"], "sectors", sectors, "sector"),
        (contents["criteria"], "posts", posts, "post"),
    ):
        for row in rows:
            for key in row.get(column, []):
                if key not in known:
                    reading.fault(f"{row['_path']}.{column}", f"{shown(key)} is not the key of a {kind}")


def _check_scale(reading: _Reading, scale: Row) -> None:
    values = [level["value"] for level in scale["levels"] if "value" in level]
    if len(set(values)) == len(values) and values != sorted(values):
        reading.fault("scale.levels", "must be in ascending order of value")
    acceptable = scale.get("acceptable")
    if acceptable is not None and values and acceptable not in values:
        reading.fault("scale.acceptable", f"{acceptable} is not the value of a level")


def _check_roles(reading: _Reading, contents: Contents) -> None:
    leads = [row["_path"] for row in contents["criteria"] if row.get("lead")]
    for path in leads[1:]:
        reading.fault(f"{path}.lead", f"only one criterion leads; {leads[0]} does already")
    assessors = contents["assessors"]
    chairs = [row["_path"] for row in assessors if row.get("chair")]
    for path in chairs[1:]:
        reading.fault(f"{path}.chair", f"only one assessor chairs; {chairs[0]} does already")
    if assessors and not chairs and all("chair" in row for row in assessors):
        reading.fault("assessors", "one assessor must chair: chair = true")


def _put_in_order(contents: Contents) -> Contents:
    """Write the same thing in one way: lists of keys in the order of what they name, addresses in lower case."""
    sectors = [row["key"] for row in contents["sectors"]]
    posts = [row["key"] for row in contents["posts"]]
    body, scale = contents["body"], contents["scale"]
    orders: dict[str, Sequence[str]] = {
        "sectors": sectors,
        "posts": posts,
        "levels": LEVELS,
        "assessed": Stage.values,
    }
    for rows in (contents["sectors"], contents["posts"], contents["criteria"], contents["assessors"],
                 body["members"], scale["levels"]):  # fmt: skip
        for row in rows:
            del row["_path"]
            for column, order in orders.items():
                if column in row:
                    row[column] = [key for key in order if key in row[column]]
    for row in contents["assessors"]:
        row["email"] = row["email"].lower()
    return contents
