"""What the pages ask about a person."""

from dataclasses import dataclass

from django.db.models import Exists

from recruitment.accounts.models import User


@dataclass(frozen=True)
class Roles:
    """What a person does on this site. Somebody new is taken for an applicant."""

    applies: bool
    assesses: bool
    runs: bool


def roles_of(user: User) -> Roles:
    """Return a person's roles, in one query."""
    held = [
        Exists(rows) for rows in (user.applications.all(), user.assessors.serving(), user.officials.all())
    ]
    applied, assesses, runs = User.objects.filter(pk=user.pk).values_list(*held).get()
    return Roles(applies=applied or not (assesses or runs), assesses=assesses, runs=runs)
