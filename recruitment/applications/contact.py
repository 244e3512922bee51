"""Change how somebody can be reached after they sent their application. What was sent stays as it was."""

from collections.abc import Mapping

from django.db import transaction

from recruitment.accounts.models import User
from recruitment.applications.errors import Concluded, NotSent
from recruitment.applications.models import AboutYou, Application, ContactDetails, Milestone
from recruitment.records.audit import record

FIELDS = ("phone", "address_line_1", "address_line_2", "town", "postcode")


def contact_of(application: Application) -> dict[str, str]:
    """Return the contact details that count now, by FIELDS."""
    current = application.contact_details.last() or AboutYou.objects.filter(application=application).first()
    return {name: getattr(current, name, "") for name in FIELDS}


def address_of(application: Application) -> list[str]:
    """Return the lines of the postal address that counts now, from what was read with the application if it was."""
    known: list[AboutYou | ContactDetails] = list(application.contact_details.all())
    if not known and hasattr(application, "about_you"):
        known = [application.about_you]
    lines = [getattr(each, name) for each in known[-1:] for name in FIELDS if name != "phone"]
    return [line for line in lines if line]


@transaction.atomic
def change_contact(*, application: Application, by: User, details: Mapping[str, str]) -> bool:
    """Keep new contact details, by FIELDS, beside what was sent; return whether anything is new.

    Raises NotSent for a draft, Concluded where nobody has to be reached any more, and Application.DoesNotExist for
    somebody else's application.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition")
        .get(pk=application.pk, applicant=by)
    )
    if locked.is_draft:
        raise NotSent("This application was not sent: change your contact details in it.")
    told = locked.milestones.filter(kind=Milestone.Kind.NOT_SHORTLISTED)
    if locked.state == Application.State.WITHDRAWN or told.exists():
        raise Concluded("This application is no longer in the competition.")
    changed = keep_details(application=locked, details=details)
    if not changed:
        return False
    record(
        by=by,
        action="contact.changed",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity="applicant",
        details={"fields": changed},
    )
    return True


def keep_details(
    *, application: Application, details: Mapping[str, str], corrected_by: User | None = None
) -> list[str]:
    """Keep contact details, by FIELDS, beside what was sent; return which of them are new, and keep nothing if none is.

    The caller holds the transaction and the lock, and records it.
    """
    standing = contact_of(application)
    changed = [name for name in FIELDS if details[name] != standing[name]]
    if changed:
        kept = {name: details[name] for name in FIELDS}
        ContactDetails.objects.create(application=application, corrected_by=corrected_by, **kept)
    return changed
