"""No join, no moment, no log line and no order of rows ties an answer to a person."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction

from recruitment.equality import asking, responses
from recruitment.equality.asking import AlreadySettled, answer, skip
from recruitment.equality.codes import code_hash, new_code
from recruitment.equality.models import Response, Settled
from recruitment.records.models import AuditEvent
from tests import factories
from tests.recruitment.equality.answering import COLUMNS, code_on, walk

PEOPLE = 12


def columns_of(model):
    return {field.name: field for field in model._meta.get_fields() if field.concrete}


def give_answers(application, description="", code=None):
    answer(
        application=application,
        answers={"religion_description": description},
        code=code or new_code(),
        by=application.applicant,
    )


def places():
    """Return where each response lies in the database's own files, as {description: place}."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT religion_description, {place} FROM equality_response ORDER BY {place}")
        return [description for description, _ in cursor.fetchall()]


def test_a_response_knows_its_competition_and_nobody():
    relations = [field.name for field in columns_of(Response).values() if field.is_relation]
    assert relations == ["competition"]
    assert isinstance(Response._meta.pk, models.UUIDField)
    assert [type(field) for field in columns_of(Response).values() if field.name not in relations] == [
        models.UUIDField,
        *[models.CharField] * 16,
    ]


def test_that_somebody_was_asked_is_all_that_is_kept_with_them():
    assert list(columns_of(Settled)) == ["application"]


@pytest.mark.django_db
def test_no_other_table_no_session_and_no_log_line_holds_an_answer_or_the_code(sign_in, caplog):
    application = factories.sent_application()
    client = sign_in(application.applicant)
    with caplog.at_level(logging.DEBUG):
        _, last = walk(client, application)
    code = code_on(last)
    secrets = [*COLUMNS.values(), code, code.replace("-", ""), code_hash(code)]

    tables = [model for model in apps.get_models(include_auto_created=True) if model is not Response]
    kept = [str(list(model._base_manager.values_list())) for model in tables]
    kept += [str(session.get_decoded()) for session in Session.objects.all()]
    kept += [f"{entry.getMessage()} {entry.__dict__}" for entry in caplog.records]

    assert Response.objects.values(*COLUMNS).get() == COLUMNS
    assert Session.objects.exists()
    # Two words are too common to look for in everything that tables hold.
    sought = [secret for secret in secrets if secret not in {"white", "female"}]
    assert [secret for secret in sought for text in kept if secret in text] == []


@pytest.mark.django_db
def test_answering_and_skipping_write_no_event():
    give_answers(factories.sent_application())
    other = factories.sent_application()
    skip(application=other, by=other.applicant)
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_answering_or_skipping_leaves_the_same_behind():
    answered, skipped = factories.sent_application(), factories.sent_application()
    give_answers(answered)
    skip(application=skipped, by=skipped.applicant)
    assert set(Settled.objects.values_list()) == {(answered.pk,), (skipped.pk,)}


@pytest.mark.django_db
def test_rows_lie_in_an_order_that_says_nothing():
    competition = factories.competition()
    given = [str(number) for number in range(PEOPLE)]
    found = []
    for description in given:
        give_answers(factories.sent_application(competition=competition), description)
        found.append(places())
    assert sorted(places(), key=int) == given
    # Twelve rows stay in order by chance once in 479 million times.
    assert places() != given
    assert [each[-1] for each in found] != given, "each new row was put last"


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
@pytest.mark.parametrize(
    "last", [give_answers, lambda application: skip(application=application, by=application.applicant)]
)
def test_all_rows_are_of_one_transaction_whoever_came_last(last):
    competition = factories.competition()
    for _ in range(3):
        give_answers(factories.sent_application(competition=competition))
    before = transactions()
    last(factories.sent_application(competition=competition))
    assert len(before) == len(transactions()) == 1
    assert before != transactions()


def transactions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM equality_response")
        return {number for (number,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_being_asked_and_the_answers_are_written_by_different_transactions():
    give_answers(factories.sent_application())
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM equality_settled")
        assert {number for (number,) in cursor.fetchall()}.isdisjoint(transactions())


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_nobody_can_put_both_into_one_transaction():
    application = factories.sent_application()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        give_answers(application)
    assert not Settled.objects.exists()
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_answers_that_could_not_be_stored_are_not_asked_for_again_and_not_told_to_the_log():
    first, second = factories.sent_application(), factories.sent_application()
    code = new_code()
    give_answers(first, code=code)
    with pytest.raises(responses.NotStored) as refused:
        give_answers(second, description="Zarquonism", code=code)
    assert refused.value.__suppress_context__
    assert "Zarquonism" not in str(refused.value)
    assert Response.objects.count() == 1
    with pytest.raises(AlreadySettled):
        give_answers(second)


@pytest.mark.django_db
def test_somebody_else_cannot_answer_for_a_person():
    application = factories.sent_application()
    with pytest.raises(type(application).DoesNotExist):
        answer(application=application, answers={}, code=new_code(), by=factories.UserFactory())
    assert not Settled.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_at_once_each_answers_once_and_nothing_is_lost_or_removed_in_vain():
    competition = factories.competition()
    applications = [factories.sent_application(competition=competition) for _ in range(6)]
    leaving = [new_code() for _ in range(3)]
    for code in leaving:
        responses.store(competition_id=competition.pk, answers={}, code=code)

    def work(number):
        try:
            if number < len(leaving):
                responses.remove(code=leaving[number])
            else:
                give_answers(applications[number % len(applications)])
            return "done"
        except asking.AlreadySettled:
            return "already"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(work, range(3 + 2 * len(applications))))
    assert found.count("already") == len(applications)
    assert Response.objects.count() == len(applications)
    assert not any(responses.is_stored(code) for code in leaving)
