"""Declaring conflicts of interest."""

import pytest
from django.db import IntegrityError, transaction

from recruitment.records.models import AuditEvent
from scoring.assessors.conflicts import (
    AlreadyDeclared,
    NotClosedYet,
    NotTheirSeat,
    UnclearDeclaration,
    declare,
)
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.models import ConflictDeclaration
from tests.factories import competition, sent_application, withdrawn_application
from tests.scoring.acting import declare_none, recuse

pytestmark = pytest.mark.django_db


def test_declare_records_who_declared_what(seats, application):
    declaration = recuse(seats[1], application)

    assert declaration.kind == "conflict"
    assert declaration.details == "We shared an office."
    [event] = AuditEvent.objects.filter(action="conflict.declared")
    assert (event.actor_id, event.subject, event.competition, event.details) == (
        seats[1].user_id,
        application.reference,
        "panel",
        {"kind": "conflict", "left_to_chair": False, "noticed_later": False},
    )


def test_declare_twice_the_same_returns_what_stands(seats, application):
    assert declare_none(seats[0], application) == declare_none(seats[0], application)
    assert ConflictDeclaration.objects.count() == 1
    assert AuditEvent.objects.filter(action="conflict.declared").count() == 1


def test_declare_something_else_later_is_refused(seats, application):
    declare_none(seats[0], application)

    with pytest.raises(AlreadyDeclared):
        recuse(seats[0], application)


@pytest.mark.parametrize(
    ("kind", "details"), [("conflict", ""), ("conflict", "  \n"), ("none", "We met once.")]
)
def test_declare_without_sense_is_refused(seats, application, kind, details):
    with pytest.raises(UnclearDeclaration):
        declare(assessor=seats[0], application=application, kind=kind, details=details, by=seats[0].user)


def test_declare_in_the_name_of_another_assessor_is_refused(seats, application):
    with pytest.raises(NotTheirSeat):
        declare(assessor=seats[0], application=application, kind="none", details="", by=seats[1].user)


def test_declare_from_a_seat_in_another_competition_is_refused(application):
    elsewhere = competition(closed=True, assessors=1).assessors.get()

    with pytest.raises(NotTheirSeat):
        declare_none(elsewhere, application)


def test_declare_while_applications_can_still_be_sent_is_refused():
    open_one = competition(assessors=1)

    with pytest.raises(NotClosedYet):
        declare_none(open_one.assessors.get(), sent_application(competition=open_one))


def test_declare_on_a_withdrawn_application_is_refused(sifting, seats):
    with pytest.raises(NotInCompetition):
        declare_none(seats[0], withdrawn_application(competition=sifting))


def test_declaration_cannot_be_changed_or_deleted_in_the_database(seats, application):
    declaration = recuse(seats[0], application)

    for change in (
        lambda: ConflictDeclaration.objects.update(kind="none", details=""),
        lambda: ConflictDeclaration.objects.filter(pk=declaration.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
