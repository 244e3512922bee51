"""What the pages ask about a person."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from recruitment.accounts.models import Official, User
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor


@dataclass(frozen=True)
class Roles:
    """What a person does on this site. Somebody new is taken for an applicant."""

    applies: bool
    assesses: bool
    runs: bool


def roles_of(user: User) -> Roles:
    """Return a person's roles, in one query."""
    person = OuterRef("pk")
    applied, assesses, runs = (
        User.objects.filter(pk=user.pk)
        .values_list(
            Exists(Application.objects.filter(applicant=person)),
            Exists(Assessor.objects.filter(user=person)),
            Exists(Official.objects.filter(user=person)),
        )
        .get()
    )
    return Roles(applies=applied or not (assesses or runs), assesses=assesses, runs=runs)
