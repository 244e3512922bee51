"""What the panel records on why one of two equal candidates goes before the other."""

from typing import Any

from django.db import transaction

from recruitment.applications.models import Application
from recruitment.competitions.models import Post
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.locking import locked
from scoring.shortlisting.deciding import NotAnOfficial, ReasonMissing
from scoring.shortlisting.models import Precedence
from scoring.shortlisting.permissions import may_decide
from scoring.shortlisting.queries import equals_of


class NotEqual(ValueError):
    """The two candidates are not, or no longer, equal in every step of the ranking."""


@transaction.atomic
def put_before(
    *, first: Application, second: Application, post: Post | None, reason: str, by: Any
) -> Precedence:
    """Record that `first` goes before `second` in the ranking for the post, and why.

    The reason for placing one above another must be recorded where marks are alike (domain guide 3.3). A new record on
    the same two takes the place of the one before, which stays. Recording the same again returns what stands. Raises
    NotInCompetition, NotAnOfficial, ReasonMissing, NotEqual.
    """
    for application in sorted((first, second), key=lambda application: application.pk):
        if not may_decide.test(by, locked(application)):
            raise NotAnOfficial("This person may not decide on this application.")
    reason = strip(reason.replace("\x00", ""))
    if not reason:
        raise ReasonMissing("Putting one before another needs a reason.")
    competition = first.competition
    equals = equals_of(competition, first.reference, post=post, user=by)
    if first == second or second.reference not in equals:
        raise NotEqual("The two candidates are not equal.")
    standing = Precedence.objects.current().filter(first=first, second=second, post=post).first()
    if standing and (standing.reason, standing.recorded_by_id) == (reason, by.pk):
        return standing
    precedence = Precedence.objects.create(
        first=first, second=second, post=post, reason=reason, recorded_by=by
    )
    record(
        by=by,
        action="sift.put_before",
        subject=first.reference,
        competition=competition.slug,
        capacity="official",
        details={"before": second.reference, "post": post.key if post else ""},
    )
    return precedence
