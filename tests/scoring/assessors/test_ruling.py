"""Connections: they keep an assessor away until somebody rules."""

import pytest
from django.db import IntegrityError, transaction
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment.records.models import AuditEvent
from scoring.assessments.scoring import NotTheirs
from scoring.assessors.conflicts import UnclearDeclaration, declare
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.models import ConflictDeclaration, Ruling
from scoring.assessors.queries import applications_for, declared_for, sitting, to_declare
from scoring.assessors.ruling import AlreadyRuled, NotTheirsToRule, ReasonMissing, rule
from scoring.moderation.agreeing import NotAllSent
from scoring.moderation.progress import progress_of
from scoring.packs.queries import is_recused_from_any
from tests.factories import OfficialFactory, UserFactory, competition, sent_application
from tests.scoring.acting import (
    agree_all,
    connect,
    let_carry_on,
    recuse,
    score,
    score_and_send,
)

pytestmark = pytest.mark.django_db


def recuse_by_ruling(declaration, *, by):
    return rule(declaration=declaration, outcome="recused", reason="Too close.", by=by)


def test_connection_keeps_the_assessor_away_until_it_is_ruled_on(seats, application):
    chair, assessor, _ = seats
    connection = connect(assessor, application)

    assert not applications_for(assessor).exists()
    assert not to_declare(assessor).exists()
    assert sitting(assessor).total == 0
    with pytest.raises(NotTheirs):
        score(assessor, application)

    let_carry_on(connection, by=chair.user)

    assert declared_for(assessor).get() == application
    assert score_and_send(assessor, application).sent_at


def test_ruling_recuses(seats, application):
    chair, assessor, _ = seats
    recuse_by_ruling(connect(assessor, application), by=chair.user)

    assert not applications_for(assessor).exists()
    with pytest.raises(NotTheirs):
        score(assessor, application)


def test_application_waits_for_the_ruling(seats, application):
    chair, assessor, third = seats
    connection = connect(assessor, application)
    for seat in (chair, third):
        score_and_send(seat, application)

    with pytest.raises(NotAllSent) as refused:
        agree_all(application, by=chair.user)
    assert refused.value.waiting == [assessor]

    recuse_by_ruling(connection, by=chair.user)
    agree_all(application, by=chair.user)
    progress = progress_of(
        competition=application.competition, stage="sift", application_ids=[application.pk]
    )[application.pk]
    assert (progress.due, progress.sent, progress.all_agreed) == (2, 2, True)


def test_ruling_is_recorded_without_the_reason_in_the_audit_log(seats, application):
    ruling = recuse_by_ruling(connect(seats[1], application), by=seats[0].user)

    assert (ruling.outcome, ruling.reason, ruling.ruled_by) == ("recused", "Too close.", seats[0].user)
    [event] = AuditEvent.objects.filter(action="conflict.ruled")
    assert (event.actor_id, event.actor_label, event.subject, event.details) == (
        seats[0].user_id,
        "chair",
        application.reference,
        {"outcome": "recused", "assessor": seats[1].pk},
    )


def test_rule_twice_the_same_returns_what_stands_and_otherwise_it_stays(seats, application):
    connection = connect(seats[1], application)

    assert let_carry_on(connection, by=seats[0].user) == let_carry_on(connection, by=seats[0].user)
    with pytest.raises(AlreadyRuled):
        recuse_by_ruling(connection, by=seats[0].user)
    assert Ruling.objects.get().outcome == "carries_on"


def test_official_rules_on_the_connection_of_the_chair(seats, official, application):
    connection = connect(seats[0], application)

    with pytest.raises(NotTheirsToRule):
        let_carry_on(connection, by=seats[0].user)
    let_carry_on(connection, by=official)

    assert declared_for(seats[0]).get() == application


def test_official_leaves_a_connection_to_the_chair(seats, official, application):
    with pytest.raises(NotTheirsToRule):
        let_carry_on(connect(seats[1], application), by=official)


@pytest.mark.parametrize("keep_away", [recuse, connect])
def test_official_rules_where_the_chair_is_kept_away(seats, official, application, keep_away):
    keep_away(seats[0], application)
    connection = connect(seats[1], application)

    with pytest.raises(NotTheirsToRule):
        let_carry_on(connection, by=seats[0].user)
    let_carry_on(connection, by=official)

    assert declared_for(seats[1]).get() == application


def test_nobody_else_rules(seats, application):
    connection = connect(seats[1], application)
    elsewhere = competition(closed=True, assessors=1)

    for person in (
        seats[1].user,
        seats[2].user,
        UserFactory(),
        elsewhere.assessors.get().user,
        OfficialFactory(competition=elsewhere).user,
    ):
        with pytest.raises(NotTheirsToRule):
            let_carry_on(connection, by=person)


def test_official_who_also_assesses_rules_on_nothing_of_their_own(seats, application):
    chair_too = OfficialFactory(competition=application.competition, user=seats[0].user).user

    with pytest.raises(NotTheirsToRule):
        let_carry_on(connect(seats[0], application), by=chair_too)


def test_ruling_needs_a_reason_and_a_connection(seats, application):
    with pytest.raises(ReasonMissing):
        rule(
            declaration=connect(seats[1], application), outcome="recused", reason=" \x00\n", by=seats[0].user
        )
    with pytest.raises(NotTheirsToRule):
        let_carry_on(recuse(seats[2], application), by=seats[0].user)
    assert not Ruling.objects.exists()


def test_ruling_on_a_withdrawn_application_is_refused(seats, application):
    connection = connect(seats[1], application)
    type(application).objects.filter(pk=application.pk).update(
        state="withdrawn", withdrawn_at=application.sent_at
    )

    with pytest.raises(NotInCompetition):
        let_carry_on(connection, by=seats[0].user)


def test_only_a_conflict_is_left_to_the_chair(seats, application):
    with pytest.raises(UnclearDeclaration):
        declare(
            assessor=seats[1],
            application=application,
            kind="none",
            left_to_chair=True,
            details="",
            by=seats[1].user,
        )


def test_ruling_cannot_be_changed_or_deleted_in_the_database(seats, application):
    ruling = recuse_by_ruling(connect(seats[1], application), by=seats[0].user)

    for change in (
        lambda: Ruling.objects.update(outcome="carries_on"),
        lambda: Ruling.objects.filter(pk=ruling.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_official_with_an_open_connection_gets_no_packs_until_they_carry_on(seats, official, application):
    OfficialFactory(competition=application.competition, user=seats[1].user)
    connection = connect(seats[1], application)
    found = {"user": seats[1].user, "competition": application.competition}

    assert is_recused_from_any(**found)
    let_carry_on(connection, by=seats[0].user)
    assert not is_recused_from_any(**found)


# The pages.


def test_assessor_declares_a_connection_on_the_page(seats, sign_in, application):
    browser = sign_in(seats[1].user)
    address = reverse("assessors:conflict", args=["panel", application.reference])

    for _ in range(2):  # a double click
        response = browser.post(address, {"kind": "connection", "details": "We sat on a board."})
        assert response.url == reverse("assessors:competition", args=["panel"])

    page = browser.get(response.url)
    assert "The chair rules on application" in page.text
    assert "1 application with which you have a connection waits for a ruling" in page.text
    assert [each.left_to_chair for each in ConflictDeclaration.objects.all()] == [True]
    for name in ("assessors:conflict", "assessments:application", "assessments:send"):
        assert browser.get(reverse(name, args=["panel", application.reference])).status_code == 404
    assert application.reference not in browser.get(response.url).text


@pytest.mark.parametrize("others", [True, False])
def test_connection_is_offered_only_where_somebody_else_rules(sign_in, others):
    alone = competition(closed=True, assessors=2)
    chair = alone.assessors.get(chair=True)
    OfficialFactory(competition=alone, user=chair.user)
    if others:
        OfficialFactory(competition=alone)
    application = sent_application(competition=alone)
    browser = sign_in(chair.user)
    address = reverse("assessors:conflict", args=[alone.slug, application.reference])

    assert ("I have a connection with the candidate" in browser.get(address).text) is others
    browser.post(address, {"kind": "connection", "details": "We sat on a board."})
    assert ConflictDeclaration.objects.exists() is others


def test_chair_rules_on_the_page(seats, sign_in, application):
    connection = connect(seats[1], application)
    browser = sign_in(seats[0].user)
    address = reverse("assessors:rule", args=["panel", connection.pk])

    assert "(1 to rule on)" in browser.get(reverse("assessors:competition", args=["panel"])).text
    listed = browser.get(reverse("assessors:connections", args=["panel"]))
    assert "We sat on a board together." in listed.text
    assert address in listed.text
    assert "Enter the reason for your ruling" in browser.post(address, {"outcome": "recused"}).text
    assert "Select whether the assessor carries on" in browser.post(address, {"reason": "x"}).text

    done = browser.post(address, {"outcome": "carries_on", "reason": "Long ago."}, follow=True)

    assert f"Your ruling on {seats[1].name} is recorded." in done.text
    assert "Carries on, ruled by" in done.text
    assert "Nothing waits for a ruling." in done.text
    late = browser.post(address, {"outcome": "recused", "reason": "Too close."}, follow=True)
    assert "Somebody ruled before you" in late.text
    assert Ruling.objects.get().outcome == "carries_on"


def test_official_sees_what_waits_for_the_chair_and_rules_on_the_chairs(
    seats, official, sign_in, application
):
    of_chair = connect(seats[0], application)
    other = sent_application(competition=application.competition)
    of_assessor = connect(seats[1], other)
    browser = sign_in(official)

    page = browser.get(reverse("assessors:connections", args=["panel"]))

    assert reverse("assessors:rule", args=["panel", of_chair.pk]) in page.text
    assert reverse("assessors:rule", args=["panel", of_assessor.pk]) not in page.text
    assert "Waits for the chair." in page.text
    assert "(1 to rule on)" in browser.get(reverse("shortlisting:competition", args=["panel"])).text
    assert browser.get(reverse("assessors:rule", args=["panel", of_assessor.pk])).status_code == 302


def test_chair_finds_no_connection_with_an_application_from_which_they_are_kept_away(
    seats, sign_in, application
):
    connection = connect(seats[1], application)
    recuse(seats[0], application)
    browser = sign_in(seats[0].user)

    assert application.reference not in browser.get(reverse("assessors:connections", args=["panel"])).text
    assert browser.get(reverse("assessors:rule", args=["panel", connection.pk])).status_code == 404


def test_names_in_details_are_masked_for_the_chair_of_a_blind_sift(seats, official, sign_in, application):
    connection = declare(
        assessor=seats[1],
        application=application,
        kind="conflict",
        left_to_chair=True,
        details="Amara Okonkwo was my deputy.",
        by=seats[1].user,
    )
    addresses = [
        reverse("assessors:connections", args=["panel"]),
        reverse("assessors:rule", args=["panel", connection.pk]),
    ]

    for address in addresses:
        page = sign_in(seats[0].user).get(address)
        assert "was my deputy." in page.text
        assert "Okonkwo" not in page.text
    assert "Amara Okonkwo was my deputy." in sign_in(official).get(addresses[0]).text


def test_ruling_in_another_competition_is_not_found(seats, sign_in, application):
    connection = connect(seats[1], application)
    elsewhere = competition(closed=True, assessors=1)

    address = reverse("assessors:rule", args=[elsewhere.slug, connection.pk])

    assert sign_in(elsewhere.assessors.get().user).get(address).status_code == 404


@pytest.mark.parametrize("role", ["chair", "official"])
def test_queries_do_not_grow_with_connections(seats, official, sign_in, sifting, role):
    browser = sign_in({"chair": seats[0].user, "official": official}[role])
    address = reverse("assessors:connections", args=["panel"])
    found = []
    for more in (1, 2):
        for _ in range(more):
            connect(seats[1], sent_application(competition=sifting))
            let_carry_on(connect(seats[2], sent_application(competition=sifting)), by=seats[0].user)
        browser.get(address)
        with CaptureQueriesContext(database) as queries:
            assert browser.get(address).status_code == 200
        found.append(len(queries))

    assert found[0] == found[1]
