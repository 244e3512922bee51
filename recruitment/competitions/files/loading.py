"""Load a competition file into the database: the whole of it or nothing."""

from collections.abc import Iterator
from enum import Enum

from django.db import transaction
from django.db.models import ProtectedError

from recruitment.accounts.models import User
from recruitment.competitions.files.faults import Fault, FileRefused
from recruitment.competitions.files.format import IDENTITY, Contents, Row
from recruitment.competitions.files.writing import COLUMNS, contents_of
from recruitment.competitions.models import Body, Competition, Stage
from recruitment.competitions.signals import scheduled
from recruitment.records.audit import record

_LOCKED = "is locked since the competition was published"


class Loaded(Enum):
    """What loading a file did."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@transaction.atomic
def load(*, contents: Contents, by: User | None) -> Loaded:
    """Make the competition, or make it what the contents say. `by` is None for somebody at the command line.

    A new competition is published at the moment it opens. From then on criteria, scale, posts and sectors are locked,
    and whoever declared or scored stays on the assessment panel (Governance Code: criteria and panel are published with
    the advert). Raises FileRefused.
    """
    slug = contents["competition"]["slug"]
    standing = Competition.objects.select_for_update().filter(slug=slug).first()
    before = contents_of(standing) if standing else {}
    if before == contents:
        return Loaded.UNCHANGED
    competition = standing or Competition()
    published = competition.is_published()
    if published and (faults := list(_locked_differences(before, contents))):
        raise FileRefused(faults)
    _write_competition(competition, contents)
    if not published:
        _write_what_publication_locks(competition, contents)
    _write_body(competition, contents["body"])
    _write_assessors(competition, contents["assessors"])
    if not published:
        # Last, because nothing of the above could be written to a competition that has opened.
        competition.published_at = competition.opens
        competition.save(update_fields=["published_at"])
    record(
        by=by,
        action="competition.changed" if standing else "competition.loaded",
        subject=slug,
        competition=slug,
        capacity="operator",
        details={"changed": list(_changed(before, contents))} if standing else {},
    )
    scheduled.send(sender=Competition, competition=competition)
    return Loaded.CHANGED if standing else Loaded.NEW


def _write_competition(competition: Competition, contents: Contents) -> None:
    row = contents["competition"]
    for column in COLUMNS:
        setattr(competition, column, row[column])
    competition.interviews_first, competition.interviews_last = row["interviews"]
    competition.acceptable_level = contents["scale"]["acceptable"]
    competition.save()


def _write_what_publication_locks(competition: Competition, contents: Contents) -> None:
    for related in (
        competition.criteria,
        competition.posts,
        competition.scale_levels,
        competition.sectors,
    ):
        related.all().delete()
    sectors = {
        row["key"]: competition.sectors.create(position=position, **row)
        for position, row in enumerate(contents["sectors"])
    }
    posts = {}
    for position, row in enumerate(contents["posts"]):
        wanted = [sectors[key] for key in row["sectors"]]
        posts[row["key"]] = competition.posts.create(
            position=position, key=row["key"], title=row["title"], vacancies=row["vacancies"]
        )
        posts[row["key"]].sectors.set(wanted)
    for row in contents["scale"]["levels"]:
        competition.scale_levels.create(**row)
    for position, row in enumerate(contents["criteria"]):
        criterion = competition.criteria.create(
            position=position,
            code=row["code"],
            kind=row["kind"],
            text=row["text"],
            at_sift=Stage.SIFT in row["assessed"],
            at_interview=Stage.INTERVIEW in row["assessed"],
            lead=row["lead"],
            word_limit=row["word_limit"],
        )
        criterion.posts.set(posts[key] for key in row["posts"])


def _write_body(competition: Competition, row: Row) -> None:
    Body.objects.filter(competition=competition).delete()
    body = Body.objects.create(
        competition=competition, name=row["name"], size=row["size"], target=row["target"]
    )
    sectors = {sector.key: sector for sector in competition.sectors.all()}
    for position, member in enumerate(row["members"]):
        sitting = body.members.create(
            position=position,
            name=member["name"],
            strategic="strategic" in member["levels"],
            frontline="frontline" in member["levels"],
            term=member["term"],
            starts=member["starts"],
            ends=member["ends"],
        )
        sitting.sectors.set(sectors[key] for key in member["sectors"])
    competition.body = body


def _write_assessors(competition: Competition, rows: list[Row]) -> None:
    staying = {row["email"] for row in rows}
    applied = competition.applications.filter(applicant__email__in=staying)
    faults = [
        Fault(f"assessors[{email}]", "has an application in this competition and cannot assess it")
        for email in applied.order_by("applicant__email").values_list("applicant__email", flat=True)
    ]
    faults += [
        Fault(f"assessors[{left.user.email}]", f"{left.name} left the assessment panel and cannot come back")
        for left in competition.assessors.exclude(left_at=None).filter(user__email__in=staying)
    ]
    for assessor in competition.assessors.serving().select_related("user"):
        if assessor.user.email not in staying:
            try:
                assessor.delete()
            except ProtectedError:
                faults.append(
                    Fault(
                        f"assessors[{assessor.user.email}]",
                        f"{assessor.name} has declared or scored and stays on the assessment panel",
                    )
                )
    if faults:
        raise FileRefused(faults)
    competition.assessors.serving().update(chair=False)  # so that the chair can pass from one to another
    for position, row in enumerate(rows):
        competition.assessors.update_or_create(
            user=User.objects.for_email(row["email"]),
            defaults={"position": position} | {key: row[key] for key in row if key != "email"},
        )


def _locked_differences(before: Contents, after: Contents) -> Iterator[Fault]:
    """Yield what differs in the parts that publication locks."""
    if before["competition"]["blind_sift"] != after["competition"]["blind_sift"]:
        yield Fault("competition.blind_sift", _LOCKED)
    if before["scale"]["acceptable"] != after["scale"]["acceptable"]:
        yield Fault("scale.acceptable", _LOCKED)
    yield from _different_rows("scale.levels", before["scale"]["levels"], after["scale"]["levels"])
    for name in ("sectors", "posts", "criteria"):
        yield from _different_rows(name, before[name], after[name])


def _different_rows(path: str, before: list[Row], after: list[Row]) -> Iterator[Fault]:
    identity = IDENTITY[path]
    old, new = ({row[identity]: row for row in rows} for rows in (before, after))
    for key in {**old, **new}:
        if key not in new:
            yield Fault(f"{path}[{key}]", f"{_LOCKED}, and is missing from the file")
        elif key not in old:
            yield Fault(f"{path}[{key}]", "cannot be added since the competition was published")
        else:
            yield from (
                Fault(f"{path}[{key}].{column}", f"{_LOCKED}, and differs")
                for column in old[key]
                if old[key][column] != new[key][column]
            )
    if old.keys() == new.keys() and list(old) != list(new):
        yield Fault(path, f"{_LOCKED}, and stands in another order")


def _changed(before: Contents, after: Contents) -> Iterator[str]:
    """Yield the tables that changed; for the competition itself its keys."""
    for name, table in after.items():
        if name == "competition":
            yield from (f"{name}.{key}" for key in table if table[key] != before[name][key])
        elif table != before[name]:
            yield name
