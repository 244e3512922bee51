"""Every page of the site, as somebody who may see it: accessible, fits a narrow screen, nothing in the console."""

import pytest
from django.urls import reverse

from tests.everybody import everybody
from tests.test_access import ROLES, TABLE

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# Files, data, and the second name of the sign-in page.
NOT_PAGES = {
    "applications:receipt",
    "documents:download",
    "documents:status",
    "feedback:export",
    "assessments:cv",
    "assessments:interview-cv",
    "packs:download",
    "packs:status",
    "account_login",
}


def readers() -> dict[str, list[str]]:
    """Return the addresses of pages by who opens them here: the first role of the table that may."""
    found: dict[str, list[str]] = {}
    for name, letters in TABLE.items():
        roles = [role for role, letter in zip(ROLES, letters, strict=True) if letter == "y"]
        if roles and name not in NOT_PAGES:
            found.setdefault(roles[0], []).append(name)
    return found


@pytest.mark.parametrize("role", sorted(readers()))
def test_w4_w7_every_page_is_accessible_and_fits_a_narrow_screen(visit, sign_in, live_server, role):
    world = everybody()
    visitor = visit()
    person = world.people[role]
    if person:
        session = sign_in(person).cookies["sessionid"].value
        visitor.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    titles = {}
    for name in readers()[role]:
        visitor.go(reverse(name, kwargs=world.arguments.get(name)))
        titles.setdefault(visitor.page.title(), []).append(name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
