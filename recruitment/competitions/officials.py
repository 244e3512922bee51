"""Who runs a competition."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from recruitment.accounts.models import Official, User
from recruitment.competitions.models import Competition
from recruitment.records.audit import record


class NotAnAddress(ValueError):
    """The e-mail address is none."""


class NameMissing(ValueError):
    """An official needs a name, which stands beside what they record."""


class HasApplied(ValueError):
    """The person has an application in the competition, and nobody runs a competition that they take part in."""


@transaction.atomic
def grant(*, competition: Competition, email: str, name: str, by: User | None) -> tuple[Official, bool]:
    """Make the person with this address an official of the competition; return them, and whether that is new.

    `by` is None for somebody at the command line. Granting again changes only the name. Raises
    NotAnAddress, NameMissing, HasApplied.
    """
    try:
        validate_email(email.strip())
    except ValidationError:
        raise NotAnAddress(f"{email!r} is not an email address.") from None
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise NameMissing("Give a name of at most 200 characters.")
    user = User.objects.for_email(email)
    if competition.applications.filter(applicant=user).exists():
        raise HasApplied(f"{user.email} has an application in this competition and cannot run it.")
    official, is_new = Official.objects.update_or_create(
        user=user, competition=competition, defaults={"name": name}
    )
    if is_new:
        record(
            by=by,
            action="official.granted",
            subject=str(official.pk),
            competition=competition.slug,
            capacity="operator",
        )
    return official, is_new
