"""A small competition in a blind sift, in which everything that must not be known carries a mark of its own."""

from dataclasses import dataclass, field

from django.test import Client

from recruitment.accounts.models import User
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition, Criterion, ScaleLevel
from tests import factories
from tests.scoring.independence.model import APPLICATIONS, CRITERIA, OFFICIALS, PEOPLE, SEATS

# Whose applications they are: words that stand nowhere else.
NAMES = {"first": "Xanthe Quillfeather", "second": "Yorick Plumbago"}


@dataclass(frozen=True)
class World:
    """The rows behind the names that the model uses."""

    competition: Competition
    users: dict[str, User]
    seats: dict[str, Assessor]
    applications: dict[str, Application]
    criteria: dict[str, Criterion]
    levels: dict[int, ScaleLevel]
    browsers: dict[str, Client] = field(default_factory=dict)

    def sign_everybody_in(self) -> None:
        """Give everybody a browser."""
        for name, user in self.users.items():
            self.browsers[name] = Client()
            self.browsers[name].force_login(user)

    @property
    def marks_of_candidates(self) -> dict[str, "Candidate"]:
        """What tells of each candidate, by application."""
        return {
            name: Candidate(found.reference, _evidence(name), (*NAMES[name].split(), found.applicant.email))
            for name, found in self.applications.items()
        }


@dataclass(frozen=True)
class Candidate:
    """What tells of a candidate: that they are there, what they wrote, and who they are."""

    reference: str
    evidence: str
    names: tuple[str, ...]


def _evidence(name: str) -> str:
    return f"Evidence of the {name}"


def small_world() -> World:
    """Make it: three assessors, the first in the chair and the last an official too, an official, an outsider."""
    competition = factories.competition(closed=True, criteria=len(CRITERIA), sectors=1)
    users = {name: factories.UserFactory() for name in PEOPLE}
    seats = {
        name: factories.AssessorFactory(
            competition=competition,
            user=users[name],
            position=position,
            capacity=list(Assessor.Capacity)[position],
            chair=name == "chair",
        )
        for position, name in enumerate(SEATS[:3])  # the newcomer comes later
    }
    for name in OFFICIALS:
        factories.OfficialFactory(competition=competition, user=users[name])
    elsewhere = factories.competition(closed=True)
    factories.AssessorFactory(competition=elsewhere, user=users["outsider"], chair=True)
    factories.OfficialFactory(competition=elsewhere, user=users["outsider"])
    applications = {
        name: factories.sent_application(
            competition=competition,
            name=NAMES[name],
            evidence=_evidence(name),
            applicant__email=f"{NAMES[name].split()[1].lower()}@example.org",
        )
        for name in APPLICATIONS
    }
    return World(
        competition=competition,
        users=users,
        seats=seats,
        applications=applications,
        criteria={criterion.code: criterion for criterion in competition.criteria.all()},
        levels={level.value: level for level in competition.scale_levels.all()},
    )
