"""Competition files: every fault is named, all at once, and nothing else is refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.competitions.files.faults import FileRefused
from recruitment.competitions.files.reading import read
from recruitment.competitions.files.writing import to_toml
from tests.recruitment.competitions.competition_files import DEMO_FILES, tables, toml

Change = Callable[[dict[str, Any]], Any]


def faults_of(source: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refusal:
        read(source)
    return [str(fault) for fault in refusal.value.faults]


def put(path: str, value: Any) -> Change:
    """Return a change that puts a value at a path such as "criteria.0.code"."""

    def change(found: dict[str, Any]) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            found = found[part]
        found[last] = value

    return change


def remove(path: str) -> Change:
    """Return a change that takes a key away."""

    def change(found: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for part in way:
            found = found[int(part) if part.isdigit() else part]
        del found[last]

    return change


@pytest.mark.parametrize("file", DEMO_FILES, ids=lambda file: file.stem)
def test_read_of_our_own_files_finds_no_fault(file: Any) -> None:
    assert read(file.read_bytes())["competition"]["slug"] == file.stem


def test_read_of_what_was_written_returns_the_same() -> None:
    contents = read(toml(tables()))
    assert read(to_toml(contents).encode()) == contents


def test_read_accepts_a_byte_order_mark_and_windows_line_ends() -> None:
    source = b"\xef\xbb\xbf" + toml(tables()).replace(b"\n", b"\r\n")
    assert read(source) == read(toml(tables()))


MOMENT = "must be a date and time with its offset, such as 2021-04-06T09:00:00+01:00"
FAULTS: list[tuple[Change, str]] = [
    (remove("competition"), "competition: is missing"),
    (put("competition", 3), "competition: must be a table: [competition]"),
    (remove("competition.title"), "competition.title: is missing"),
    (put("competition.title", 5), "competition.title: must be a text in quotes, not 5"),
    (put("competition.title", " "), "competition.title: must not be empty"),
    (put("competition.title", "x" * 201), "competition.title: must be 200 characters or fewer; it has 201"),
    (put("competition.title", "a\nb"), "competition.title: must not contain control characters or line breaks"),
    (put("competition.role", "a\0b"), "competition.role: must not contain control characters"),
    (
        put("competition.slug", "Panel 2021"),
        "competition.slug: must be lower-case letters and digits, with single hyphens between them",
    ),
    (
        put("competition.contact", "nobody"),
        "competition.contact: must be an email address, such as name@example.org",
    ),
    (
        put("competition.governance_code", 2020),
        "competition.governance_code: must be 2016, 2024 or 2025, not 2020",
    ),
    (put("competition.blind_sift", "yes"), 'competition.blind_sift: must be true or false, not "yes"'),
    (put("competition.colour", "red"), "competition.colour: is not a key of a competition file"),
    (put("weather", {}), "weather: is not a key of a competition file"),
    (
        put("competition.opens", datetime(2021, 4, 6, 9)),  # noqa: DTZ001
        f"competition.opens: {MOMENT}, not 2021-04-06 09:00:00",
    ),
    (
        put("competition.opens", date(2021, 4, 6)),
        f"competition.opens: {MOMENT}, not 2021-04-06",
    ),
    (
        put("competition.sift", datetime(2021, 5, 18, tzinfo=UTC)),
        "competition.sift: must be a date, such as 2021-05-18, not 2021-05-18 00:00:00+00:00",
    ),
    (put("competition.sift", date(1, 1, 1)), "competition.sift: must be from the years 1900 to 2200"),
    (
        put("competition.closes", datetime(2021, 4, 6, 8, tzinfo=UTC)),
        "competition.closes: must be after competition.opens",
    ),
    (
        put("competition.sift", date(2021, 5, 3)),
        "competition.sift: must be on or after the day of competition.closes",
    ),
    (
        put("competition.interviews", [date(2021, 5, 17), date(2021, 6, 18)]),
        "competition.interviews: must not begin before competition.sift",
    ),
    (
        put("competition.interviews", [date(2021, 6, 18), date(2021, 6, 7)]),
        "competition.interviews: must not end before they begin",
    ),
    (
        put("competition.interviews", [date(2021, 6, 18)]),
        "competition.interviews: must be a list of two dates, the first and the last day",
    ),
    (put("body.target", 0), "body.target: must be a whole number from 1 to 1,000, not 0"),
    (put("body.members", 1), "body.members: must be a list of tables: [[body.members]]"),
    (put("body.members.0.term", 3), "body.members[Member 1].term: must be 1 or 2, not 3"),
    (put("body.members.0.term", True), "body.members[Member 1].term: must be 1 or 2, not true"),
    (put("body.members.0.ends", date(2020, 1, 1)), "body.members[Member 1].ends: must be after starts"),
    (
        put("body.members.0.levels", ["strategic", "both"]),
        'body.members[Member 1].levels: must be a list of "strategic" or "frontline"; "both" is neither',
    ),
    (
        put("body.members.0.sectors", ["fire"]),
        'body.members[Member 1].sectors: "fire" is not the key of a sector',
    ),
    (put("sectors", []), "sectors: is missing"),
    (put("sectors.1.key", "health"), "sectors[health].key: stands in the file twice"),
    (put("sectors.1.key", "Police!"), "sectors[#2].key: must be lower-case letters, digits and underscores"),
    (put("posts.1.sectors", ["police", "police"]), 'posts[police].sectors: names "police" twice'),
    (put("posts.1.sectors", ["fire"]), 'posts[police].sectors: "fire" is not the key of a sector'),
    (put("posts.1.sectors", "police"), 'posts[police].sectors: must be a list of texts in quotes, not "police"'),
    (put("posts.0.vacancies", 0), "posts[members].vacancies: must be a whole number from 1 to 1,000, not 0"),
    (remove("scale.levels"), "scale.levels: is missing"),
    (put("scale.acceptable", 9), "scale.acceptable: 9 is not the value of a level"),
    (put("scale.levels.2.value", 0), "scale.levels: must be in ascending order of value"),
    (put("scale.levels.2.value", 1), "scale.levels[1].value: stands in the file twice"),
    (put("scale.levels.1.value", 1.5), "scale.levels[#2].value: must be a whole number from -1,000 to 1,000, not 1.5"),
    (put("criteria.1.code", "E1"), "criteria[E1].code: stands in the file twice"),
    (put("criteria.1.lead", True), "criteria[E2].lead: only one criterion leads; criteria[E1] does already"),
    (put("criteria.1.kind", "nice"), 'criteria[E2].kind: must be "essential" or "desirable", not "nice"'),
    (put("criteria.1.assessed", []), 'criteria[E2].assessed: must name at least one of "sift" or "interview"'),
    (put("criteria.1.posts", ["chief"]), 'criteria[E2].posts: "chief" is not the key of a post'),
    (
        put("criteria.1.word_limit", "many"),
        'criteria[E2].word_limit: must be a whole number from 0 to 10,000, not "many"',
    ),
    (
        put("assessors.1.capacity", "guest"),
        'assessors[second@example.org].capacity: must be "departmental", "independent" or "body", not "guest"',
    ),
    (
        put("assessors.1.chair", True),
        "assessors[second@example.org].chair: only one assessor chairs; assessors[chair@example.org] does already",
    ),
    (put("assessors.0.chair", False), "assessors: one assessor must chair: chair = true"),
    (put("assessors.1.email", "Chair@example.org"), "assessors[Chair@example.org].email: stands in the file twice"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), FAULTS, ids=[said[:60] for _, said in FAULTS])
def test_read_names_the_key_and_what_is_wrong(change: Change, said: str) -> None:
    found = tables()
    change(found)
    # What depends on the wrong value may follow: a reference to a sector whose key is wrong.
    assert faults_of(toml(found))[0] == said


def test_read_names_every_fault_at_once() -> None:
    found = tables()
    for change in (put("competition.title", ""), put("criteria.1.kind", 1), remove("body.size")):
        change(found)
    assert faults_of(toml(found)) == [
        "competition.title: must not be empty",
        "body.size: is missing",
        'criteria[E2].kind: must be "essential" or "desirable", not 1',
    ]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"[competition", "is not TOML: "),
        (b"x = " + b"[" * 5000, "is not TOML: nested too deeply"),
        (b"x = " + b"9" * 5000, "is not TOML: "),
        (b"title = \"caf\xe9\"", "is not UTF-8 text (byte 13)"),
        (b"#" * 1_000_001, "is larger than 1 MB"),
        (b"", "competition: is missing"),
    ],
)  # fmt: skip
def test_read_refuses_what_is_no_competition_file(source: bytes, said: str) -> None:
    assert faults_of(source)[0].startswith(said)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
).filter(lambda value: value is not None)


def _paths(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything in nested tables."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way] * bool(way) + [path for key, each in inner for path in _paths(each, (*way, key))]


@given(st.sampled_from(_paths(tables())), st.data())
def test_read_of_any_value_anywhere_is_answered_in_single_lines(
    way: tuple[Any, ...], data: st.DataObject
) -> None:
    found = tables()
    inner = found
    for part in way[:-1]:
        inner = inner[part]
    inner[way[-1]] = data.draw(VALUES.filter(lambda value: value not in ([None], {})))
    try:
        source = toml(found)
    except (TypeError, ValueError):  # what TOML cannot hold, such as None within a list
        return
    try:
        read(source)
    except FileRefused as refusal:
        for fault in refusal.faults:
            assert "\n" not in str(fault)
