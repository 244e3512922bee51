"""The keys of a competition file, and what may stand under each. docs/competition-files.md describes them to people."""

from collections.abc import Mapping
from typing import Any

from recruitment.accounts.models import User
from recruitment.competitions.files.checks import (
    Check,
    day,
    first_and_last,
    flag,
    moment,
    one_of,
    several,
    some_of,
    text,
    whole,
)
from recruitment.competitions.models import (
    Assessor,
    Body,
    Competition,
    Criterion,
    Post,
    ScaleLevel,
    Sector,
    SittingMember,
    Stage,
)

# A table of the file, and the whole of it: {table: its keys, or its rows}.
Row = dict[str, Any]
Contents = dict[str, Any]

MAX_BYTES = 1_000_000
LEVELS = ("strategic", "frontline")
_NUMBERS = (-1000, 1000)
_ADDRESS = "must be an email address, such as name@example.org"

COMPETITION: Mapping[str, Check] = {
    "slug": text(
        Competition, "slug", form="must be lower-case letters and digits, with single hyphens between them"
    ),
    "title": text(Competition, "title"),
    "department": text(Competition, "department"),
    "governance_code": one_of(*Competition.GovernanceCode.values),
    "opens": moment,
    "closes": moment,
    "sift": day,
    "interviews": first_and_last,
    "blind_sift": flag,
    "examples": flag,
    "summary": text(Competition, "summary"),
    "role": text(Competition, "role"),
    "commitment": text(Competition, "commitment"),
    "remuneration": text(Competition, "remuneration"),
    "tenure": text(Competition, "tenure"),
    "location": text(Competition, "location"),
    "contact": text(Competition, "contact", form=_ADDRESS),
}
BODY: Mapping[str, Check] = {"name": text(Body, "name"), "size": whole(0, 1000), "target": whole(1, 1000)}
MEMBER: Mapping[str, Check] = {
    "name": text(SittingMember, "name"),
    "sectors": several,
    "levels": some_of(*LEVELS),
    "term": one_of(1, 2),
    "starts": day,
    "ends": day,
}
SECTOR: Mapping[str, Check] = {
    "key": text(Sector, "key", form="must be lower-case letters, digits and underscores"),
    "label": text(Sector, "label"),
    "safeguarding_partner": flag,
}
POST: Mapping[str, Check] = {
    "key": text(Post, "key", form="must be lower-case letters, digits, hyphens and underscores"),
    "title": text(Post, "title"),
    "vacancies": whole(1, 1000),
    "sectors": several,
}
SCALE: Mapping[str, Check] = {"acceptable": whole(*_NUMBERS)}
LEVEL: Mapping[str, Check] = {
    "value": whole(*_NUMBERS),
    "label": text(ScaleLevel, "label"),
    "meaning": text(ScaleLevel, "meaning"),
}
CRITERION: Mapping[str, Check] = {
    "code": text(Criterion, "code", form="must be letters and digits"),
    "kind": one_of(*Criterion.Kind.values),
    "text": text(Criterion, "text"),
    "assessed": some_of(*Stage.values, least=1),
    "lead": flag,
    "word_limit": whole(0, 10_000),
    "posts": several,
}
ASSESSOR: Mapping[str, Check] = {
    "email": text(User, "email", form=_ADDRESS),
    "name": text(Assessor, "name"),
    "capacity": one_of(*Assessor.Capacity.values),
    "chair": flag,
    "political_activity": text(Assessor, "political_activity"),
}
# The key by which a row of each list is known, in messages and in comparisons.
IDENTITY = {
    "body.members": "name",
    "sectors": "key",
    "posts": "key",
    "scale.levels": "value",
    "criteria": "code",
    "assessors": "email",
}
