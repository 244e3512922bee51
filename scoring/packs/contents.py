"""What one shortlist pack says, complete and ready to be laid out: plain values, no database and no page.

`queries.py` fills these; `layout` turns them into pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the competition's scale."""

    value: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion assessed at the sift."""

    code: str
    text: str
    essential: bool
    lead: bool


@dataclass(frozen=True, slots=True)
class PackAssessor:
    """One member of the assessment panel: as published, or who took over on a day; one who left, until when."""

    name: str
    capacity: str
    chair: bool
    political_activity: str
    joined: date | None = None
    left: date | None = None


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many people were at one point of the competition."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SectorCount:
    """How many people of the field hold experience of one sector. `both` of them hold both kinds."""

    sector: str
    safeguarding_partner: bool
    strategic: int
    frontline: int
    both: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who of the shortlist holds experience of one sector, by name."""

    sector: str
    safeguarding_partner: bool
    strategic: tuple[str, ...]
    frontline: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """One role of a person. `when` tells the period and how much of it was work."""

    organisation: str
    role: str
    level: str
    when: str
    summary: str


@dataclass(frozen=True, slots=True)
class Experience:
    """A person's experience of one sector, the latest role first.

    `years` are lines, one for each level; the reason is for years that the person corrected, or empty.
    """

    sector: str
    strategic: bool
    frontline: bool
    years: tuple[str, ...]
    correction_reason: str
    roles: tuple[Role, ...]

    @property
    def level(self) -> str:
        """Return the kind of experience in words."""
        if self.strategic and self.frontline:
            return "Strategic and frontline"
        return "Strategic" if self.strategic else "Frontline"


@dataclass(frozen=True, slots=True)
class AgreedScore:
    """The agreed level for one criterion. `level` is None where there is none, and `reason` then says why."""

    criterion: Criterion
    level: Level | None
    meets: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what the person answered; an empty value was not provided."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the application as its own description summarises it."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A person's own answer to one criterion."""

    criterion: Criterion
    answer: str


@dataclass(frozen=True, slots=True)
class Cv:
    """Where the clean copy of a person's CV is read from. `read` returns its bytes or raises OSError.

    `sha256` is that of the copy as it was made when the CV was checked.
    """

    file_name: str
    sha256: str
    pages: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Person:
    """One shortlisted person, or a reserve. `cv` is None where the application holds none that was checked.

    `left_out` says why the person's texts are not here, where they could not be laid out.
    """

    reference: str
    name: str
    posts: tuple[str, ...]
    decision_reason: str
    experience: tuple[Experience, ...]
    scores: tuple[AgreedScore, ...]
    evidence: tuple[Evidence, ...]
    sections: tuple[Section, ...]
    cv: Cv | None
    is_reserve: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ShortlistPack:
    """Everything that a shortlist pack says.

    Who asked for the pack and when is in the record beside the file and not here, so the same contents make
    the same file, whenever it is built. `as_at` is the moment of the last change to anything in it.
    """

    competition: str
    slug: str
    body: str
    department: str
    governance_code: str
    opens: datetime
    closes: datetime
    sift: date
    interviews: tuple[date, date]
    marking: str
    examples: bool
    as_at: datetime
    unsent: int  # applications that were given longer and are not sent
    unsent_until: datetime | None  # when the last of them closes
    software: str
    acceptable: Level
    levels: tuple[Level, ...]
    criteria: tuple[Criterion, ...]
    blind_sift: bool
    assessors: tuple[PackAssessor, ...]
    stages: tuple[StageCount, ...]
    field: tuple[SectorCount, ...]
    coverage: tuple[Coverage, ...]
    people: tuple[Person, ...]  # the shortlist, then the reserves

    @property
    def shortlist(self) -> tuple[Person, ...]:
        """Who is shortlisted."""
        return tuple(person for person in self.people if not person.is_reserve)

    @property
    def reserves(self) -> tuple[Person, ...]:
        """Who is a reserve."""
        return tuple(person for person in self.people if person.is_reserve)
