"""Write a competition down as a competition file."""

from typing import Any

import tomli_w
from django.utils import timezone

from recruitment.competitions.files.format import COMPETITION, Contents, Row
from recruitment.competitions.models import Competition, Stage

# The columns of a competition that stand in its file under their own names.
COLUMNS = [key for key in COMPETITION if key != "interviews"]


def contents_of(competition: Competition) -> Contents:
    """Return what a competition is made of, as `reading.read` returns it."""
    body = competition.body
    return {
        "competition": _competition(competition),
        "body": {
            "name": body.name,
            "size": body.size,
            "target": body.target,
            "members": [
                {
                    "name": member.name,
                    "sectors": [sector.key for sector in member.sectors.all()],
                    "levels": _named({"strategic": member.strategic, "frontline": member.frontline}),
                    "term": member.term,
                    "starts": member.starts,
                    "ends": member.ends,
                }
                for member in body.members.prefetch_related("sectors")
            ],
        },
        "sectors": _rows(competition.sectors, "key", "label", "safeguarding_partner"),
        "posts": [
            {
                "key": post.key,
                "title": post.title,
                "vacancies": post.vacancies,
                "sectors": [sector.key for sector in post.sectors.all()],
            }
            for post in competition.posts.prefetch_related("sectors")
        ],
        "scale": {
            "acceptable": competition.acceptable_level,
            "levels": _rows(competition.scale_levels, "value", "label", "meaning"),
        },
        "criteria": [
            {
                "code": criterion.code,
                "kind": criterion.kind,
                "text": criterion.text,
                "assessed": _named(
                    {Stage.SIFT.value: criterion.at_sift, Stage.INTERVIEW.value: criterion.at_interview}
                ),
                "lead": criterion.lead,
                "word_limit": criterion.word_limit,
                "posts": [post.key for post in criterion.posts.all()],
            }
            for criterion in competition.criteria.prefetch_related("posts")
        ],
        "assessors": [
            {
                "email": assessor.user.email,
                "name": assessor.name,
                "capacity": assessor.capacity,
                "chair": assessor.chair,
                "political_activity": assessor.political_activity,
            }
            for assessor in competition.assessors.serving().select_related("user")
        ],
    }


def to_toml(contents: Contents) -> str:
    """Return contents as the text of a competition file."""
    body, scale = dict(contents["body"]), dict(contents["scale"])
    members, levels = body.pop("members"), scale.pop("levels")
    return "\n".join(
        [
            _table("[competition]", contents["competition"]),
            _table("[body]", body),
            *(_table("[[body.members]]", row) for row in members),
            *(_table("[[sectors]]", row) for row in contents["sectors"]),
            *(_table("[[posts]]", row) for row in contents["posts"]),
            _table("[scale]", scale),
            *(_table("[[scale.levels]]", row) for row in levels),
            *(_table("[[criteria]]", row) for row in contents["criteria"]),
            *(_table("[[assessors]]", row) for row in contents["assessors"]),
        ]
    )


def _competition(competition: Competition) -> Row:
    row = {column: getattr(competition, column) for column in COLUMNS}
    row["opens"], row["closes"] = (timezone.localtime(row[key]) for key in ("opens", "closes"))
    row["interviews"] = [competition.interviews_first, competition.interviews_last]
    return {key: row[key] for key in COMPETITION}


def _rows(related: Any, *columns: str) -> list[Row]:
    return list(related.values(*columns))


def _named(flags: dict[str, bool]) -> list[str]:
    return [name for name, is_set in flags.items() if is_set]


def _table(heading: str, row: Row) -> str:
    return f"{heading}\n{tomli_w.dumps(row, multiline_strings=True)}"
