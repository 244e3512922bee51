"""Put an email into the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from recruitment.correspondence.models import FORMER, Email, PaperLetter
from recruitment.correspondence.tasks import send_email, send_letters

if TYPE_CHECKING:
    from recruitment.applications.models import Application


@transaction.atomic
def queue(
    *, application: "Application", kind: str, context: dict[str, Any], about: str = ""
) -> Email | PaperLetter:
    """Write an email to the applicant, in the caller's transaction, and have it sent when that is committed.

    To somebody without an address a letter is written, which an official posts. The words come from the templates
    `correspondence/<kind>.subject.txt` and `.body.txt`; `url` there is the address of the application, and empty in a
    letter. What is of a kind about a thing is written once: asking again returns the one that is there. Raises
    TemplateDoesNotExist for an unknown kind.
    """
    said = {"url": settings.SITE_URL + reverse("applications:tasks", args=[application.reference])} | context
    return _write(
        application,
        kind=kind,
        about=about,
        subject=" ".join(_render(f"correspondence/{kind}.subject.txt", said).split()),
        as_email=_render(f"correspondence/{kind}.body.txt", said),
        as_letter=_render(f"correspondence/{kind}.body.txt", said | {"url": ""}),
    )


def _write(
    application: "Application", *, kind: str, about: str, subject: str, as_email: str, as_letter: str
) -> Email | PaperLetter:
    of_a_kind = {"application": application, "kind": kind, "about": about}
    to = application.applicant.email
    if to is None:
        words = {"subject": subject, "body": as_letter, "as_email": as_email}
        return PaperLetter.objects.get_or_create(**of_a_kind, defaults=words)[0]
    words = {"subject": subject, "body": as_email, "as_letter": as_letter}
    email, written = Email.objects.get_or_create(**of_a_kind, defaults=words | {"to": to})
    if written:
        # The queue is a table of the same database, so the order to send commits together with the email. A worker
        # cannot see it before, and nothing is lost if the site stops right after.
        send_email.enqueue(email.pk, attempt=1)
    return email


@transaction.atomic
def readdress(*, application: "Application") -> None:
    """Write to the applicant's present address what was written about the application to another one.

    Only the latest of each kind is: what an earlier one said may no longer be so. What has not left is never sent to
    the other address; what has, or is leaving in this moment, stays on record as former. Letters that were posted stay
    as they are. The caller holds the application locked and has changed the address.
    """
    emails = Email.objects.filter(application=application).not_former()
    letters = PaperLetter.objects.filter(application=application, posted_at=None)
    written: list[Email | PaperLetter] = [*emails.exclude(to=application.applicant.email or ""), *letters]
    latest = {each.kind: (each, each.about) for each in written}
    for each in written:
        if isinstance(each, Email) and (each.state == Email.State.SENT or each.may_be_leaving):
            each.about = f"{FORMER}{each.pk}"
            if each.may_be_leaving:
                each.state = Email.State.FAILED  # no attempt follows
            each.save(update_fields=["about", "state"])
        else:
            each.delete()  # a worker that holds it finds nothing more to send
    for kind, (each, about) in sorted(latest.items(), key=lambda item: item[1][0].created_at):
        as_email = each.body if isinstance(each, Email) else each.as_email or each.body
        as_letter = each.body if isinstance(each, PaperLetter) else each.as_letter or each.body
        _write(
            application, kind=kind, about=about, subject=each.subject, as_email=as_email, as_letter=as_letter
        )


@dataclass(frozen=True)
class Letter:
    """A letter to somebody without an application; `about` tells it from all others of its kind."""

    to: str
    about: str
    context: dict[str, Any]
    unsubscribe_url: str = ""


@transaction.atomic
def queue_letters(*, kind: str, letters: Sequence[Letter]) -> int:
    """Write letters in the caller's transaction, and have them sent when that is committed; return how many are new.

    A letter of a kind about a thing is written once. The number of queries does not depend on how many there are.
    Raises TemplateDoesNotExist for an unknown kind.
    """
    written = Email.objects.filter(application=None, kind=kind)
    known = set(written.filter(about__in=[each.about for each in letters]).values_list("about", flat=True))
    new = [each for each in letters if each.about not in known]
    if not new:
        return 0
    Email.objects.bulk_create(
        [
            Email(
                kind=kind,
                about=each.about,
                to=each.to,
                unsubscribe_url=each.unsubscribe_url,
                subject=" ".join(_render(f"correspondence/{kind}.subject.txt", each.context).split()),
                body=_render(f"correspondence/{kind}.body.txt", each.context),
            )
            for each in new
        ],
        ignore_conflicts=True,  # somebody else wrote it at the same moment
    )
    ids = written.filter(about__in=[each.about for each in new]).values_list("pk", flat=True)
    send_letters.enqueue(list(ids))
    return len(new)


def forget_letters(*, to: Sequence[str], kinds: Sequence[str]) -> None:
    """Delete the letters of these kinds to these addresses, sent or not. What else was written to them stays."""
    Email.objects.filter(application=None, to__in=to, kind__in=kinds).delete()


def _render(template: str, context: dict[str, Any]) -> str:
    return render_to_string(template, context).strip()
