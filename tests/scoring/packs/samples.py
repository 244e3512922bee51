"""Contents of packs about people who do not exist, whose names use many scripts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from scoring.packs.contents import (
    AgreedScore,
    Coverage,
    Criterion,
    Cv,
    Evidence,
    Experience,
    Level,
    PackAssessor,
    Person,
    Role,
    Row,
    Section,
    SectorCount,
    ShortlistPack,
    StageCount,
)
from tests.recruitment.printing.names import NAMES

LEVELS = (
    Level(1, "Not demonstrated", "No positive evidence"),
    Level(2, "Minimal demonstration", "Limited positive evidence"),
    Level(3, "Moderate demonstration", "Moderate positive evidence"),
    Level(4, "Acceptable demonstration", "Adequate positive evidence"),
    Level(5, "Good demonstration", "Substantial positive evidence"),
    Level(6, "Strong demonstration", "Substantial positive evidence, some of it beyond what is expected"),
    Level(7, "Outstanding demonstration", "Evidence wholly beyond what is expected"),
)
CRITERIA = (
    Criterion("E1", "Substantial strategic leadership of child safeguarding in a sector", True, True),
    Criterion("E2", "Frontline child protection experience, or recent knowledge of practice", True, False),
    Criterion("E3", "Understanding of multi-agency safeguarding arrangements", True, False),
    Criterion("E4", "Analyses complex evidence and turns it into learning", True, False),
    Criterion("E5", "Keeps the voice and experience of the child at the centre", True, False),
    Criterion("D1", "Experience of reviews or of inspection", False, False),
)
_SECTORS = (
    ("Local authority", True),
    ("Police", True),
    ("Health", True),
    ("Probation", False),
    ("Education", False),
    ("Another relevant sector", False),
)
_ANSWER = (
    "As a director I led the safeguarding partnership through an inspection and the two years after it. "
    "I brought the three partners to one table, agreed a single set of measures and reported on them in public. "
    "The number of children who waited more than ten days for a first visit fell by half.\n\n"
    "I still sit in on visits each month, because what is written down in a case file is not what a child says."
)


def pdf_of(pages: int, *, size: tuple[float, float] = A4, text: str = "Curriculum vitae") -> bytes:
    """Return a small PDF file."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 18)
        canvas.drawString(60, size[1] - 80, f"{text}, page {page}")
        canvas.setFont("Helvetica", 11)
        for line in range(30):
            canvas.drawString(60, size[1] - 120 - 18 * line, f"20{line:02d}: work with children and families")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def cv(read: Callable[[], bytes] | None = None) -> Cv:
    """Return a CV of two pages, or one that is read by `read`."""
    return Cv("curriculum vitae.pdf", sha256((read or _two_pages)()).hexdigest(), 2, read or _two_pages)


def _two_pages() -> bytes:
    return pdf_of(2)


def person(number: int, **changes: object) -> Person:
    """Return the person with this number, counted from 0."""
    held = [_SECTORS[number % 6][0], _SECTORS[(number + 2) % 6][0]]
    made = Person(
        reference=f"K7Q{number:01X}-3XPR",
        name=NAMES[number % len(NAMES)],
        posts=("Panel members",),
        decision_reason="Meets every essential criterion, with strength in leading across agencies.",
        experience=(
            Experience(
                held[0],
                True,
                True,
                ("Strategic work: 6 years", "Frontline work: 3 years; by the candidate’s own count 4 years"),
                "I began on the frontline a year before the role that I told you of.",
                (
                    Role(
                        "Example Borough Council",
                        "Director of children’s services",
                        "Strategic",
                        "May 2012 to March 2018, full time",
                        _ANSWER,
                    ),
                    Role(
                        "Example County Council",
                        "Team manager",
                        "Frontline",
                        "May 2009 to April 2012, 3 days a week",
                        _ANSWER,
                    ),
                ),
            ),
            Experience(
                held[1],
                False,
                True,
                ("Frontline work: 3 years",),
                "",
                (
                    Role(
                        "Example Trust",
                        "Named nurse",
                        "Frontline",
                        "April 2018 to the present, full time",
                        _ANSWER,
                    ),
                ),
            ),
        ),
        scores=tuple(
            AgreedScore(criterion, LEVELS[3 + (number + place) % 4], True, _ANSWER)
            for place, criterion in enumerate(CRITERIA)
        ),
        evidence=tuple(Evidence(criterion, _ANSWER) for criterion in CRITERIA),
        sections=(
            Section("About you", (Row("E-mail address", "someone@example.org"), Row("Telephone", ""))),
            Section(
                "Interests",
                (Row("Interests to declare", "A trustee of a small charity.\nA school governor."),),
            ),
        ),
        cv=cv(),
    )
    return replace(made, **changes)


def pack(size: int = 3, **changes: object) -> ShortlistPack:
    """Return the contents of a pack with so many people."""
    shortlisted = tuple(person(number) for number in range(size))
    made = ShortlistPack(
        competition="Members of the Child Safeguarding Practice Review Panel",
        slug="panel-members-2021",
        body="Child Safeguarding Practice Review Panel",
        department="Department for Education",
        governance_code="2016 (in force from 1 January 2017)",
        opens=datetime(2021, 4, 6, 8, tzinfo=UTC),
        closes=datetime(2021, 5, 4, 22, 59, tzinfo=UTC),
        sift=date(2021, 5, 18),
        interviews=(date(2021, 6, 7), date(2021, 6, 18)),
        marking="OFFICIAL-SENSITIVE",
        examples=True,
        as_at=datetime(2021, 5, 20, 14, 5, tzinfo=UTC),
        unsent=0,
        unsent_until=None,
        software="panel-appointments 0.1.0",
        acceptable=LEVELS[3],
        levels=LEVELS,
        criteria=CRITERIA,
        blind_sift=True,
        assessors=(
            PackAssessor("Robin Ashworth", "Departmental official", True, "None declared"),
            PackAssessor("Samira Okafor", "Independent member", False, "None declared"),
            PackAssessor("Huw Prosser", "Representative of the body", False, "None declared"),
        ),
        stages=(
            StageCount("Applications sent", 40),
            StageCount("Withdrawn", 2),
            StageCount("Scored at the sift", 36),
            StageCount("Shortlisted", size),
            StageCount("Not shortlisted", 38 - size),
        ),
        field=tuple(SectorCount(sector, partner, 9, 7, 4) for sector, partner in _SECTORS),
        coverage=tuple(
            Coverage(
                sector,
                partner,
                tuple(one.name for one in shortlisted if one.experience[0].sector == sector),
                tuple(one.name for one in shortlisted if sector in [held.sector for held in one.experience]),
            )
            for sector, partner in _SECTORS
        ),
        people=shortlisted,
    )
    return replace(made, **changes)
