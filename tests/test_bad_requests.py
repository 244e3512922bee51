"""Whatever is sent to whichever address, the site answers it; it never breaks."""

import pytest
from django.urls import reverse

from tests.everybody import everybody
from tests.test_access import ROLES, TABLE

pytestmark = pytest.mark.django_db

QUERIES = [
    "page=0",
    "page=-1",
    "page=99999999999999999999",
    "page=x",
    "page=%00",
    "state=%00",
    "state=nothing",
    "post=%00",
    "post=999",
    "sort=%FF%FE",
    "next=//example.org/",
    "next=javascript:alert(1)",
    "return=%00",
    "return=https://example.org",
    "reset",
]
NUL = "a\x00b"
VALUES = [
    "",
    NUL,
    "\ud800",
    "x" * 100_000,
    "-1",
    "9" * 40,
    "<script>alert(1)</script>",
    "{{ 7 }}",
    "%s%n",
    "\u202eRTL",
]
FIELDS = [
    "level",
    "reason",
    "version",
    "outcome",
    "kind",
    "details",
    "cv",
    "email",
    "code",
    "action",
    "name-full_name",
    "page",
    "turn",
    "seen",
    "keep",
    "answers",
    "sex",
]


@pytest.fixture
def visits(sign_in):
    """Return (client, address) of every page with everybody who may see something there."""
    world = everybody()
    found = []
    for name, letters in TABLE.items():
        for role, letter in zip(ROLES, letters, strict=True):
            if letter in "y>p" and world.people[role]:
                found.append((sign_in(world.people[role]), reverse(name, kwargs=world.arguments.get(name))))
                break
    return found


def status(response):
    if response.streaming:
        response.getvalue()
    return response.status_code


@pytest.mark.long
def test_no_query_breaks_a_page(visits):
    broken = {
        f"{address}?{query}": found
        for client, address in visits
        for query in QUERIES
        if (found := status(client.get(f"{address}?{query}"))) >= 500
    }
    assert broken == {}


@pytest.mark.long
def test_no_posted_value_breaks_a_page(visits):
    broken = {}
    for client, address in visits:
        for value in VALUES:
            data = dict.fromkeys(FIELDS, value) | {"section_wizard-current_step": "name"}
            body = "&".join(f"{name}={quoted(text)}" for name, text in data.items())
            response = client.post(address, body, content_type="application/x-www-form-urlencoded")
            if status(response) >= 500:
                broken[address, value[:20]] = response.status_code
    assert broken == {}


def quoted(text):
    """Return a value as a browser, or somebody who is not one, would send it."""
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("slug", ["nothing", "a" * 300, "x%00", "..%2F..%2Fetc", "%FF"])
def test_no_name_in_an_address_breaks_a_page(visits, slug):
    client = visits[-1][0]
    addresses = [
        f"/competitions/{slug}/",
        f"/applications/{slug}/",
        f"/applications/{slug}/about-you/name/",
        f"/assessing/{slug}/",
        f"/moderation/{slug}/{slug}/{slug}/",
        f"/officials/{slug}/applications/{slug}/",
        f"/officials/{slug}/packs/99999999999999999999/",
        f"/applications/{slug}/documents/99999999999999999999/",
    ]
    found = {address: status(client.get(address)) for address in addresses}
    assert {address: code for address, code in found.items() if code >= 500} == {}


def test_too_many_fields_and_too_large_a_body_are_refused(visits):
    client, _ = visits[0]
    address = reverse("account_request_login_code")
    assert client.post(address, {f"field{number}": "x" for number in range(600)}).status_code == 413
    assert client.post(address, {"email": "x" * 3_000_000}).status_code == 413
