"""Competition files for tests."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import tomli_w
from hypothesis import strategies as st

from recruitment.competitions.files.format import LEVELS, Contents
from recruitment.competitions.files.reading import read
from recruitment.competitions.models import Assessor, Competition, Criterion, Stage

DEMO_FILES = sorted((Path(__file__).parents[3] / "scoring/demo/competitions").glob("*.toml"))


def tables() -> dict[str, Any]:
    """Return the tables of a small file in which nothing is wrong, open from 2021-04-06 to 2021-05-04."""
    return {
        "competition": {
            "slug": "members",
            "title": "Members",
            "department": "Department for Education",
            "governance_code": 2016,
            "opens": datetime(2021, 4, 6, 8, tzinfo=UTC),
            "closes": datetime(2021, 5, 4, 22, 59, tzinfo=UTC),
            "sift": date(2021, 5, 18),
            "interviews": [date(2021, 6, 7), date(2021, 6, 18)],
            "blind_sift": True,
            "examples": False,
            "summary": "Members are wanted.",
            "role": "Members advise.\n\n- They *meet*.\n",
            "commitment": "",
            "remuneration": "",
            "tenure": "",
            "location": "",
            "contact": "appointments@example.org",
        },
        "body": {
            "name": "The Body",
            "size": 1,
            "target": 2,
            "members": [
                {
                    "name": "Member 1",
                    "sectors": ["health"],
                    "levels": ["strategic"],
                    "term": 1,
                    "starts": date(2020, 1, 1),
                    "ends": date(2022, 12, 31),
                }
            ],
        },
        "sectors": [
            {"key": "health", "label": "Health", "safeguarding_partner": True},
            {"key": "police", "label": "Police", "safeguarding_partner": True},
        ],
        "posts": [
            {"key": "members", "title": "Members", "vacancies": 2, "sectors": []},
            {"key": "police", "title": "Police member", "vacancies": 1, "sectors": ["police"]},
        ],
        "scale": {
            "acceptable": 2,
            "levels": [
                {"value": value, "label": f"Level {value}", "meaning": f"Meaning {value}"}
                for value in (1, 2, 3)
            ],
        },
        "criteria": [
            {
                "code": code,
                "kind": "essential",
                "text": f"Criterion {code}",
                "assessed": ["sift"],
                "lead": code == "E1",
                "word_limit": 100,
                "posts": [],
            }
            for code in ("E1", "E2")
        ],
        "assessors": [
            {
                "email": f"{name}@example.org",
                "name": f"Assessor {name}",
                "capacity": "independent",
                "chair": name == "chair",
                "political_activity": "None declared",
            }
            for name in ("chair", "second")
        ],
    }


def contents(**competition: Any) -> Contents:
    """Return the contents of that file, with other values under [competition]."""
    found = tables()
    found["competition"] |= competition
    return read(toml(found))


def toml(found: dict[str, Any]) -> bytes:
    """Return tables as a file."""
    return tomli_w.dumps(found).encode()


def copy_of(found: Contents) -> Contents:
    """Return contents that can be changed without changing these."""
    return deepcopy(found)


_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
_IN_LINES = _CHARACTERS | st.just("\n")
_DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))


def _line(limit: int, least: int = 1) -> st.SearchStrategy[str]:
    texts = st.text(_CHARACTERS, min_size=least, max_size=min(limit, 30))
    return texts.filter(lambda text: bool(text.strip()) or not (text or least))


def _lines() -> st.SearchStrategy[str]:
    return st.text(_IN_LINES, min_size=1, max_size=60).filter(str.strip)


def _keys(pattern: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.from_regex(pattern, fullmatch=True), min_size=1, max_size=4, unique=True)


@st.composite
def any_tables(draw: st.DrawFn) -> dict[str, Any]:
    """Make the tables of any file in which nothing is wrong."""
    sectors, posts = draw(_keys(r"[a-z0-9_]{1,9}")), draw(_keys(r"[a-z0-9_-]{1,9}"))
    codes = draw(_keys(r"[A-Za-z0-9]{1,5}"))
    values = sorted(draw(st.sets(st.integers(-1000, 1000), min_size=2, max_size=7)))
    lead, chair = draw(st.integers(-1, len(codes) - 1)), draw(st.integers(0, 2))

    def some(options: list[str] | tuple[str, ...], least: int = 0) -> list[str]:
        return draw(st.lists(st.sampled_from(options), min_size=least, unique=True))

    return {
        "competition": draw(_competition()),
        "body": {
            "name": draw(_line(200)),
            "size": draw(st.integers(0, 1000)),
            "target": draw(st.integers(1, 1000)),
            "members": [
                {
                    "name": name,
                    "sectors": some(sectors),
                    "levels": some(LEVELS),
                    "term": draw(st.integers(1, 2)),
                    "starts": (starts := draw(_DAYS)),
                    "ends": starts + timedelta(days=draw(st.integers(1, 5000))),
                }
                for name in draw(st.lists(_line(200), max_size=3, unique=True))
            ],
        },
        "sectors": [
            {"key": key, "label": draw(_line(100)), "safeguarding_partner": draw(st.booleans())}
            for key in sectors
        ],
        "posts": [
            {
                "key": key,
                "title": draw(_line(200)),
                "vacancies": draw(st.integers(1, 1000)),
                "sectors": some(sectors),
            }
            for key in posts
        ],
        "scale": {
            "acceptable": draw(st.sampled_from(values)),
            "levels": [
                {"value": value, "label": draw(_line(100)), "meaning": draw(_line(500))} for value in values
            ],
        },
        "criteria": [
            {
                "code": code,
                "kind": draw(st.sampled_from(Criterion.Kind.values)),
                "text": draw(_line(1000)),
                "assessed": some(Stage.values, least=1),
                "lead": number == lead,
                "word_limit": draw(st.integers(0, 10_000)),
                "posts": some(posts),
            }
            for number, code in enumerate(codes)
        ],
        "assessors": [
            {
                "email": f"Person{number}@Example.org",
                "name": draw(_line(200)),
                "capacity": draw(st.sampled_from(Assessor.Capacity.values)),
                "chair": number == chair,
                "political_activity": draw(_lines()),
            }
            for number in range(3)
        ],
    }


@st.composite
def _competition(draw: st.DrawFn) -> dict[str, Any]:
    opens = draw(
        st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    )
    closes = opens + timedelta(seconds=draw(st.integers(1, 10_000_000)))
    sift, first, last = sorted(closes.date() + timedelta(days=draw(st.integers(1, 400))) for _ in range(3))
    return {
        "slug": draw(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)),
        "title": draw(_line(200)),
        "department": draw(_line(200)),
        "governance_code": draw(st.sampled_from(Competition.GovernanceCode.values)),
        "opens": opens,
        "closes": closes,
        "sift": sift,
        "interviews": [first, last],
        "blind_sift": draw(st.booleans()),
        "examples": draw(st.booleans()),
        "summary": draw(_lines()),
        "role": draw(_lines()),
        "commitment": draw(_line(500, least=0)),
        "remuneration": draw(_line(500, least=0)),
        "tenure": draw(_line(500, least=0)),
        "location": draw(_line(500, least=0)),
        "contact": "appointments@example.org",
    }
