"""Count the answers of a competition in groups. Nobody is ever shown a single response."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import TextChoices

from recruitment.competitions.models import Competition
from recruitment.equality import choices
from recruitment.equality.figures import LEAST_ANSWERS, shown
from recruitment.equality.models import Response

NOT_KNOWN = "Prefer not to say, or not answered"


@dataclass(frozen=True)
class Characteristic:
    """A question that is counted."""

    column: str
    title: str
    options: type[TextChoices]


CHARACTERISTICS = (
    Characteristic("age_band", "Age", choices.AgeBand),
    Characteristic(
        "disability", "Condition or illness lasting or expected to last 12 months or more", choices.Disability
    ),
    Characteristic("ethnic_group", "Ethnic group", choices.EthnicGroup),
    Characteristic("religion", "Religion", choices.Religion),
    Characteristic("sex", "Sex", choices.Sex),
    Characteristic("gender_same", "Gender the same as sex registered at birth", choices.GenderSame),
    Characteristic("sexual_orientation", "Sexual orientation", choices.SexualOrientation),
    Characteristic("occupation", "Occupation of the main household earner at 14", choices.Occupation),
    Characteristic("region", "Main home", choices.Region),
)


@dataclass(frozen=True)
class Table:
    """The counts of one characteristic, (group, headcount) in the order of the question; None is not shown."""

    title: str
    rows: list[tuple[str, int | None]]

    @property
    def has_figures(self) -> bool:
        """Whether any figure can be shown."""
        return any(count is not None for _, count in self.rows)


@dataclass(frozen=True)
class Counts:
    """What may be shown of the answers of a competition; `people` is None where too few answered."""

    people: int | None
    tables: list[Table]


def count(competition: Competition) -> Counts:
    """Return the counts of a competition's answers, in one query."""
    columns = [each.column for each in CHARACTERISTICS]
    responses = list(Response.objects.filter(competition=competition).values(*columns))
    if len(responses) < LEAST_ANSWERS:
        return Counts(people=None, tables=[])
    tables = [
        _table(each, Counter(response[each.column] for response in responses)) for each in CHARACTERISTICS
    ]
    return Counts(people=len(responses), tables=tables)


def _table(characteristic: Characteristic, found: Counter[str]) -> Table:
    groups = {
        option.label: found[option.value]
        for option in characteristic.options
        if option.value != choices.PREFER_NOT_TO_SAY
    }
    groups[NOT_KNOWN] = found[choices.PREFER_NOT_TO_SAY] + found[""]
    return Table(characteristic.title, list(shown(groups).items()))
