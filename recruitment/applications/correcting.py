"""Correct for whom an official entered an application, and how that person can be reached."""

from collections.abc import Mapping

from django.db import transaction

from recruitment.accounts.models import User
from recruitment.applications.contact import keep_details
from recruitment.applications.entering import may_enter
from recruitment.applications.errors import AppliedAlready, NotAnOfficial, TakesPart
from recruitment.applications.models import Application, Correction
from recruitment.applications.starting import takes_part
from recruitment.correspondence import outbox
from recruitment.records.audit import record


@transaction.atomic
def correct(
    *, application: Application, name: str, email: str, by: User, details: Mapping[str, str] | None = None
) -> bool:
    """Correct the contact details of an application that officials enter; return whether anything is new.

    With another address the application belongs to that person's account from now on, and to the former one's no
    longer; what was written to the former address is written to the new one, and nothing more to the former. `details`
    (by `contact.FIELDS`) count for what is sent: before, they are answers in the application. What was sent stays as
    it was.

    Raises Application.DoesNotExist for one that nobody entered, NotAnOfficial, TakesPart for somebody who runs or
    assesses the competition, and AppliedAlready for somebody who has an application of their own.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition", "entering")
        .get(pk=application.pk, entering__isnull=False)
    )
    if not may_enter(competition=locked.competition, user=by):
        raise NotAnOfficial("Only an official who does not assess can correct an application.")
    before, name_before = locked.applicant.email or "", locked.entered_for
    address = email.strip().lower()
    changed = []
    if name != name_before:
        changed.append("name")
    if address != before:
        changed.append("email")
        _move(locked, User.objects.for_email(address) if address else User.objects.without_address())
    if changed:
        Correction.objects.create(
            application=locked,
            name_before=name_before,
            name=name,
            email_before=before,
            email=address,
            corrected_by=by,
        )
    if details and not locked.is_draft:
        changed += keep_details(application=locked, details=details, corrected_by=by)
    if changed:
        record(
            by=by,
            action="application.corrected",
            subject=locked.reference,
            competition=locked.competition.slug,
            capacity="official",
            details={"fields": changed},
        )
    return bool(changed)


def _move(application: Application, person: User) -> None:
    """Give the application to another person's account, with all that was written about it."""
    competition = application.competition
    if takes_part(competition=competition, user=person):
        raise TakesPart("This person runs or assesses the competition and cannot apply to it")
    if Application.objects.owned_by(person).filter(competition=competition).exists():
        raise AppliedAlready("There is already an application from this email address")
    application.applicant = person
    application.save(update_fields=["applicant"])
    outbox.readdress(application=application)
