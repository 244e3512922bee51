"""Test data, made through the models.

`competition()` makes a whole competition and publishes it last, because what it is made of is locked from then on.
`sent_application()` fills in every section before it sends, because answers are fixed from then on.
"""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from recruitment.accounts.models import Official, User
from recruitment.applications import models as answers
from recruitment.applications.fingerprint import hash_of
from recruitment.applications.masking import mask_answers
from recruitment.applications.models import Application
from recruitment.competitions.models import (
    Assessor,
    Body,
    Competition,
    Criterion,
    Post,
    ScaleLevel,
    Sector,
    SittingMember,
)
from recruitment.correspondence.models import PaperLetter
from recruitment.documents.models import Document
from tests.pdfs import pdf

SECTORS = [
    ("local_authority", "Local authority", True),
    ("police", "Police", True),
    ("health", "Health", True),
    ("probation", "Probation", False),
    ("education", "Education", False),
]
LEVELS = [
    "Not demonstrated",
    "Minimal demonstration",
    "Moderate demonstration",
    "Acceptable demonstration",
    "Good demonstration",
    "Strong demonstration",
    "Outstanding demonstration",
]


class UserFactory(factory.django.DjangoModelFactory):
    """A person who can sign in."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")


class CompetitionFactory(factory.django.DjangoModelFactory):
    """A competition with nothing in it, open since yesterday and not published. Most tests want `competition()`."""

    class Meta:
        model = Competition

    slug = factory.Sequence(lambda n: f"competition-{n}")
    title = factory.Sequence(lambda n: f"Members of panel {n}")
    department = "Department for Education"
    governance_code = 2016
    opens = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes = factory.LazyAttribute(lambda o: o.opens + timedelta(days=28))
    sift = factory.LazyAttribute(lambda o: (o.closes + timedelta(days=14)).date())
    interviews_first = factory.LazyAttribute(lambda o: o.sift + timedelta(days=20))
    interviews_last = factory.LazyAttribute(lambda o: o.interviews_first + timedelta(days=10))
    blind_sift = True
    examples = False
    summary = "The Department is looking for members."
    role = "Members act *in the public interest*."
    contact = "appointments@example.org"
    acceptable_level = 4


class AssessorFactory(factory.django.DjangoModelFactory):
    """A member of the assessment panel."""

    class Meta:
        model = Assessor

    competition = factory.SubFactory(CompetitionFactory)
    position = factory.Sequence(int)
    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Assessor {n}")
    capacity = Assessor.Capacity.INDEPENDENT
    chair = False
    political_activity = "None declared"


class OfficialFactory(factory.django.DjangoModelFactory):
    """Somebody who runs a competition."""

    class Meta:
        model = Official

    competition = factory.SubFactory(CompetitionFactory)
    user = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Official {n}")


class ApplicationFactory(factory.django.DjangoModelFactory):
    """A draft in which nothing is written yet."""

    class Meta:
        model = Application

    competition = factory.LazyFunction(lambda: competition())
    applicant = factory.SubFactory(UserFactory)


def competition(
    *,
    sectors: int = 3,
    posts: int = 1,
    criteria: int = 3,
    assessors: int = 0,
    closed: bool = False,
    interviews: bool = False,
    **columns: Any,
) -> Competition:
    """Make and publish a competition.

    The criteria are all assessed at the sift, and at the interview too where there are `interviews`; the first is
    essential and the lead, the last is desirable where there are three or more. The first assessor chairs. `closed`
    moves the dates so that it closed yesterday.
    """
    if closed:
        columns.setdefault("opens", timezone.now() - timedelta(days=29))
    made = CompetitionFactory(**columns)
    for position in range(sectors):
        key, label, partner = (
            SECTORS[position]
            if position < len(SECTORS)
            else (f"sector_{position}", f"Sector {position}", False)
        )
        Sector.objects.create(
            competition=made, position=position, key=key, label=label, safeguarding_partner=partner
        )
    for position in range(posts):
        title = "Members" if posts == 1 else f"Member {position + 1}"
        Post.objects.create(
            competition=made, position=position, key=f"post-{position + 1}", title=title, vacancies=1
        )
    for value, label in enumerate(LEVELS, start=1):
        ScaleLevel.objects.create(
            competition=made, value=value, label=label, meaning=f"Meaning of level {value}"
        )
    for position in range(criteria):
        desirable = position == criteria - 1 and criteria >= 3
        Criterion.objects.create(
            competition=made,
            position=position,
            code=f"D{position + 1}" if desirable else f"E{position + 1}",
            kind="desirable" if desirable else "essential",
            text=f"Criterion number {position + 1}",
            at_sift=True,
            at_interview=interviews,
            lead=position == 0,
            word_limit=100,
        )
    body = Body.objects.create(competition=made, name=f"Body of {made.title}", size=1, target=2)
    SittingMember.objects.create(
        body=body,
        position=0,
        name="Sitting member",
        strategic=True,
        frontline=False,
        term=1,
        starts=date(2020, 1, 1),
        ends=date(2030, 1, 1),
    )
    for position in range(assessors):
        capacity = list(Assessor.Capacity)[position % 3]
        AssessorFactory(competition=made, position=position, capacity=capacity, chair=position == 0)
    made.published_at = made.opens
    made.save(update_fields=["published_at"])
    return made


def filled_application(
    *,
    name: str = "Amara Okonkwo",
    level: str = "both",
    roles: int = 1,
    opted_in: bool = True,
    evidence: str = "My evidence",
    **columns: Any,
) -> Application:
    """Make a draft with an answer in every column that a reader may see, and a CV.

    Every text contains the person's name, so that a test of a blind sift has something that could leak. The answer to
    each criterion begins with `evidence`.
    """
    made = ApplicationFactory(**columns)
    competition_ = made.competition
    answers.AboutYou.objects.create(
        application=made,
        full_name=name,
        phone="07700 900 982",
        address_line_1="1 High Street",
        town="Leeds",
        postcode="LS1 4AP",
    )
    for post in competition_.posts.all():
        answers.PostChoice.objects.create(application=made, post=post)
    answers.Eligibility.objects.create(
        application=made,
        disqualified_director=False,
        unspent_conviction=False,
        insolvency_scotland=False,
        right_to_work=True,
        bankruptcy=False,
        police_investigation=False,
    )
    for sector in competition_.sectors.all():
        answers.SectorExperience.objects.create(
            application=made,
            sector=sector,
            level=level,
            another_role=False,
            years_right=False,
            corrected_strategic=5,
            corrected_frontline=10,
            correction_reason=f"I, {name}, began earlier.",
        )
        for position in range(1, roles + 1):
            answers.SectorRole.objects.create(
                application=made,
                sector=sector,
                position=position,
                level="both" if level == "none" else level,
                organisation=f"Organisation of {sector.label}",
                role=f"Director, says {name}",
                started=date(2012, 3, 1),
                current=True,
                days_a_week=5,
                summary=f"I, {name}, led this work.",
            )
    for criterion in competition_.criteria.exclude(word_limit=0):
        answers.EvidenceAnswer.objects.create(
            application=made, criterion=criterion, text=f"{evidence} for {criterion.code}, says {name}."
        )
    answers.Interests.objects.create(
        application=made,
        has_conflict=True,
        conflict_details="I own a consultancy.",
        has_appointments=False,
        has_conduct=False,
        held_office=False,
        public_speaking=False,
        recordable_donation=False,
        candidate=True,
        political_details="Stood for the council in 2019.",
    )
    for position in (1, 2):
        answers.Referee.objects.create(
            application=made,
            position=position,
            name=f"Referee {position}",
            relationship="Line manager",
            email=f"referee{position}@example.org",
        )
    answers.Support.objects.create(
        application=made,
        adjustments_needed=True,
        adjustments_details="A hearing loop.",
        disability_confident=opted_in,
    )
    answers.Declaration.objects.create(application=made, complete_and_correct=True, will_report_changes=True)
    cv(made)
    return made


def sent_application(*, sent_at: datetime | None = None, hashed: bool = True, **columns: Any) -> Application:
    """Make an application that was sent; not `hashed`: before hashes were kept."""
    return as_sent(filled_application(**columns), sent_at=sent_at, hashed=hashed)


def as_sent(made: Application, *, sent_at: datetime | None = None, hashed: bool = True) -> Application:
    """Make a filled draft an application that was sent."""
    mask_answers(application=made)
    made.state = Application.State.SENT
    made.sent_at = sent_at or min(timezone.now(), made.competition.closes - timedelta(hours=1))
    made.sent_hash = hash_of(made) if hashed else None
    made.save()
    return made


def withdrawn_application(**columns: Any) -> Application:
    """Make an application that was sent and then withdrawn."""
    made = sent_application(**columns)
    made.state = Application.State.WITHDRAWN
    made.withdrawn_at = answers.Withdrawal.objects.create(application=made).at
    made.save()
    return made


def enter(application: Application, *, by: User, how: str = "paper") -> Application:
    """Make an application one that an official entered."""
    answers.Entering.objects.create(
        application=application,
        name="Rose O’Neill",
        how=how,
        received_on=timezone.localdate(application.competition.opens),
        entered_by=by,
    )
    return application


def letter(application: Application, **columns: Any) -> PaperLetter:
    """Make a letter that waits to be posted to the person."""
    words = {
        "kind": "application-withdrawn",
        "subject": "Application withdrawn",
        "body": "You have withdrawn.",
    }
    return PaperLetter.objects.create(application=application, **words | columns)


def application_being_sent(**columns: Any) -> Application:
    """Make an application whose owner pressed Send while the CV is still being checked."""
    made = filled_application(**columns)
    made.documents.update(state=Document.State.PENDING, checked_at=None, clean_copy="", clean_sha256="")
    made.asked_to_send_at = timezone.now()
    made.save()
    return made


def cv(application: Application, *, pages: int = 2) -> Document:
    """Give an application a CV that was checked."""
    content = pdf(pages=pages, text=f"CV of application {application.reference}")
    document = Document(
        application=application,
        kind=Document.Kind.CV,
        original_name="Curriculum vitae.pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        uploaded_by=application.applicant,
        state=Document.State.CLEAN,
        checked_at=timezone.now(),
        clean_sha256=hashlib.sha256(content).hexdigest(),
    )
    document.file.save("cv.pdf", ContentFile(content), save=False)
    document.clean_copy.save("clean.pdf", ContentFile(content), save=False)
    document.save()
    return document
