"""Fill a competition with invented people, from their applications to a sift, decided or under way."""

from django.db import transaction

from recruitment.accounts.models import Official, User
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition
from recruitment.competitions.officials import grant
from scoring.demo.applying import apply
from scoring.demo.interviewing import interview_shortlisted
from scoring.demo.people import person
from scoring.demo.sifting import decide_all, sift, sift_in_part

_MORE_ASSESSORS = ("Gwen Marlow", "Idris Hale", "Petra Lindqvist", "Anand Pillai", "Ruth Osei", "Kenji Mori")


class AlreadyFilled(ValueError):
    """People of this seed have applied to the competition already."""


@transaction.atomic
def fill(
    *,
    competition: Competition,
    applications: int,
    assessors: int,
    seed: int,
    is_decided: bool = True,
    is_interviewed: bool = False,
) -> list[Application]:
    """Make so many applications and sift those that are sent, or only some of them; all of it or nothing.

    Where the sift is decided, those who are shortlisted can be interviewed too, as by a panel in the middle of it.

    The assessment panel is filled up to `assessors`, and to what a sift needs. The same seed gives the same people,
    answers, scores and references. Raises AlreadyFilled.
    """
    people = [person(seed=seed, number=number) for number in range(applications)]
    if competition.applications.filter(applicant__email__in=[each.email for each in people]).exists():
        raise AlreadyFilled(
            f"The people of seed {seed} have applied to {competition.slug}. Give another seed."
        )
    _fill_panel(competition, assessors)
    official = _official(competition)
    made = [apply(competition=competition, person=each, seed=seed) for each in people]
    sent = [
        (application, each)
        for application, each in zip(made, people, strict=True)
        if application.state == Application.State.SENT
    ]
    if not is_decided:
        for number, (application, each) in enumerate(sent):
            sift_in_part(application=application, person=each, official=official, done=number % 4)
        return made
    for number, (application, each) in enumerate(sent):
        sift(application=application, person=each, official=official, has_conflict=number == 1)
    decide_all(
        competition=competition, applications=[application for application, _ in sent], official=official
    )
    if is_interviewed:
        interview_shortlisted(people=dict(sent), official=official)
    return made


def _fill_panel(competition: Competition, assessors: int) -> None:
    """Seat as many members as are asked for, and those without whom a sift cannot start."""
    held = list(competition.assessors.serving().values_list("capacity", flat=True))
    seated = len(held)
    needed = [
        capacity
        for capacity in (Assessor.Capacity.DEPARTMENTAL, Assessor.Capacity.INDEPENDENT)
        if capacity not in held
    ]
    capacities = list(Assessor.Capacity)
    for number in range(seated, max(assessors, seated + len(needed))):
        name = _MORE_ASSESSORS[number % len(_MORE_ASSESSORS)]
        competition.assessors.create(
            position=number,
            user=User.objects.for_email(f"assessor-{number + 1}@example.org"),
            name=name,
            capacity=needed.pop(0) if needed else capacities[number % len(capacities)],
            chair=not seated and number == 0,
            political_activity="None declared",
        )


def _official(competition: Competition) -> Official:
    """Return somebody who runs the competition."""
    found = competition.officials.select_related("user").order_by("pk").first()
    if found:
        return found
    official, _ = grant(competition=competition, email="official@example.org", name="Ruth Adeyemi", by=None)
    return official
