"""What an assessor sees of an application in order to recognise a conflict of interest, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment.applications.models import SectorRole
from recruitment.applications.reading import Clues, Reader, clues
from tests.factories import as_sent, filled_application, sent_application
from tests.scoring.test_nothing_leaks import NOT_FOR_SCORERS, PERSONAL

pytestmark = pytest.mark.django_db

# Read later, by those whom nothing keeps away.
READ_LATER = ["My evidence", "led this work", "Director", "March 2012", "2012", "Full time"]
TABLES_READ_LATER = [
    f'"applications_{model}"'
    for model in ("aboutyou", "evidenceanswer", "referee", "interests", "support", "sectorexperience")
] + ['"documents_document"']


@pytest.fixture
def application(sifting):
    """Return an application with two sectors told, one of them in an organisation with the person's name."""
    made = filled_application(competition=sifting, applicant__email="amara.okonkwo@example.org")
    SectorRole.objects.filter(application=made, sector__label="Police").update(
        organisation="Okonkwo Training, LS1 4AP"
    )
    return as_sent(made)


def page_with_queries(browser, application):
    address = reverse("assessors:conflict", args=["panel", application.reference])
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address)
    assert page.status_code == 200
    return page, queries


def test_blind_assessor_gets_organisations_by_sector_with_the_own_name_masked(application):
    found = clues(application, reader=Reader.BLIND_ASSESSOR)

    assert found.name is None
    assert found.organisations["Police"] == ("[name] Training, [postcode]",)


def test_assessor_of_an_open_sift_gets_the_name_too(application):
    found = clues(application, reader=Reader.ASSESSOR)

    assert found.name == "Amara Okonkwo"
    assert found.organisations["Police"] == ("Okonkwo Training, LS1 4AP",)


def test_organisation_stands_once_however_many_roles_were_in_it(sifting):
    made = sent_application(competition=sifting, roles=3)

    assert clues(made, reader=Reader.ASSESSOR).organisations["Police"] == ("Organisation of Police",)


def test_roles_of_a_sector_without_experience_are_not_shown(sifting):
    made = sent_application(competition=sifting, level="none")

    assert made.sector_roles.exists()
    assert clues(made, reader=Reader.ASSESSOR) == Clues("Amara Okonkwo", {})


def test_nothing_else_is_in_the_page_or_selected(seats, sign_in, application):
    page, queries = page_with_queries(sign_in(seats[1].user), application)

    assert [text for text in (*PERSONAL, *NOT_FOR_SCORERS, *READ_LATER) if text in page.text] == []
    selected = [query["sql"].split(" FROM ")[0] for query in queries]
    assert [table for table in TABLES_READ_LATER if any(table in columns for columns in selected)] == []
    [of_roles] = [columns for columns in selected if '"applications_sectorrole"' in columns]
    assert of_roles == (
        'SELECT "competitions_sector"."label" AS "sector__label", '
        '"applications_sectorrole"."organisation_masked" AS "organisation_masked"'
    )


def test_page_says_why_it_shows_so_little(seats, sign_in, application):
    page, _ = page_with_queries(sign_in(seats[1].user), application)

    assert "This page shows only what helps you recognise somebody" in page.text


@pytest.mark.parametrize("roles", [1, 3])
def test_page_takes_as_many_queries_for_any_number_of_roles(seats, sign_in, sifting, roles):
    application = sent_application(competition=sifting, roles=roles)

    _, queries = page_with_queries(sign_in(seats[1].user), application)

    assert len(queries) == 9
