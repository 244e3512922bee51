"""Requests that no browser sends: the site answers each of them, and none with an error of the service."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.everybody import everybody
from tests.raw import Request
from tests.test_access import ROLES, TABLE

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=B"
SIGNING_IN = (
    "account_request_login_code",
    "account_confirm_login_code",
    "account_inactive",
    "account_logout",
)

# With which method, of which type, and what is in it.
ODD_BODIES = (
    ("HEAD", "", b""),
    ("OPTIONS", "", b""),
    ("PUT", FORM, b"a=b"),
    ("POST", "application/json", b'{"a": [\xff'),
)
# In place of the name, reference or number of something; as the site gets them, percents decoded.
ODD_ARGUMENTS = ("a\x00b", "\xff\xfe", "%", "9" * 40)
ODD_PATHS = (
    "",
    "*",
    "//[",
    "///",
    "/\\[",
    "/%",
    "/\xff",
    "/\x00",
    "/applications//[",
    "/static/\x00",
    "/static/%00",
)
ODD_QUERIES = ("%", "%zz=%", "\xff=\xff", ";;&&==&=", "%00=%00", "x" * 60_000, "&".join(map(str, range(600))))
ODD_HEADERS = (
    *[("Cookie", text) for text in (
        'sessionid="\\000"', 'csrftoken="\\000\\377"', 'sessionid="\\355\\240\\200"', "sessionid=\xff", ";;;=;==",
        "sessionid=" + "x" * 20_000,
    )],
    *[("Host", text) for text in ("", "[", "\xff", "testserver:x", "testserver:99999999999")],
    *[("X-Forwarded-For", text) for text in ("\xff", ",", "[", ":80", "1.2.3.4:99999999", "x" * 50_000)],
    *[("Referer", text) for text in ("http://[", "\xff", "x" * 50_000)],
    *[("Origin", text) for text in ("http://[", "null", "https://testserver:999999999")],
    *[("Accept", text) for text in ("\xff", ";q=x", "*/*;q=1e999", "text/html; charset*=undefined''x")],
    *[("If-Modified-Since", text) for text in ("\xff", "Mon, 99 Foo 99999 99:99:99 GMT")],
    ("X-CSRFToken", "\xff" * 40_000),
    ("Range", "bytes=-99999999999999999999"),
    ("Accept-Language", "\xff" * 5_000),
)  # fmt: skip
ODD_NEXT = (
    "http://[",
    "//[",
    "/%5B",
    "%00",
    "/%00",
    "%0a",
    "/" + "x" * 5_000,
    "//testserver%E2%84%80",
    "%ED%A0%80",
)
NAMED = b'--B\r\nContent-Disposition: form-data; name="cv"'
ODD_PARTS = (
    ("multipart/form-data", b"--B\r\n"),
    ("multipart/form-data; boundary=", b"--B\r\n"),
    ("multipart/form-data; boundary=" + "B" * 300, b"--B\r\n"),
    ("multipart/form-data; boundary=\xff", b"--B\r\n"),
    ('multipart/form-data; boundary="', b"--B\r\n"),
    ("multipart/mixed; boundary=B", b"--B"),
    (PARTS, b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"),
    (PARTS, b"--B\r\nContent-Disposition: form-data; name*=undefined''a%00\r\n\r\nx\r\n--B--\r\n"),
    (
        PARTS,
        b"--B\r\nContent-Disposition: form-data; name*=raw_unicode_escape''%5Cud800\r\n\r\nx\r\n--B--\r\n",
    ),
    (PARTS, NAMED + b'; filename="a'),
    (PARTS, NAMED + b'; filename="a.pdf"\r\n\r\n%PDF'),
    (PARTS, NAMED + b'; filename=".."\r\n\r\n%PDF-1.7\r\n--B--\r\n'),
    (
        PARTS,
        NAMED + b'; filename="a\x00b.pdf"\r\nContent-Type: text/plain; charset=hex\r\n\r\n%PDF\r\n--B--\r\n',
    ),
    (PARTS, NAMED + b'; filename="&#xD800;&#0;.pdf"\r\n\r\n%PDF-1.7\r\n--B--\r\n'),
    (PARTS, NAMED + b"; filename*=raw_unicode_escape''%5Cud800.pdf\r\n\r\n%PDF-1.7\r\n--B--\r\n"),
    (PARTS, NAMED + b"; filename*=hex''aa\r\n\r\n%PDF-1.7\r\n--B--\r\n"),
    (PARTS, NAMED + b'; filename="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAAA\r\n--B--\r\n'),
    (PARTS, NAMED + b'; filename="a.pdf"\r\nContent-Length: -5\r\n\r\n%PDF-1.7\r\n--B--\r\n'),
    (PARTS, b'--B\r\nContent-Disposition: form-data; name="' + b"n" * 200_000 + b'"\r\n\r\nx\r\n--B--\r\n'),
    (PARTS, b'--B\r\nContent-Disposition: form-data; name="action"; filename="a.pdf"\r\n\r\nx\r\n--B--\r\n'),
    (FORM, b"%00=%00&a%00b=c&name-%00=x&%ff=%ff"),
)


def broken(requests):
    """Send these, each by its browser; return those that are answered with an error of the service.

    What they change is undone, so that each finds the same.
    """
    found = {}
    for client, request in requests:
        with transaction.atomic():
            answer = request.send(client)
            transaction.set_rollback(True)
        if answer.status >= 500:
            found[str(request)[:300]] = answer.status
    return found


@pytest.fixture
def visits(sign_in):
    """Return (browser, address, arguments) of every page, with somebody who may see something there."""
    world = everybody()
    found = []
    for name, letters in TABLE.items():
        role = next(
            (role for role, letter in zip(ROLES, letters, strict=True) if letter in "y>p"), "applicant"
        )
        arguments = world.arguments.get(name) or {}
        person = world.people[role]
        found.append((sign_in(person) if person else Client(), reverse(name, kwargs=arguments), arguments))
    return found


@pytest.fixture
def draft_pages(sign_in):
    """Return somebody's browser, and addresses of pages of all kinds that they may open."""
    draft = factories.ApplicationFactory()
    page = {"reference": draft.reference, "section": "about-you", "step": "name"}
    return sign_in(draft.applicant), (
        reverse("competitions:home"),
        reverse("account_request_login_code"),
        reverse("applications:step", kwargs=page),
        reverse("applications:autosave", kwargs=page),
        reverse("documents:cv", args=[draft.reference]),
    )


def test_no_method_no_body_and_no_argument_breaks_an_address(visits):
    bodies = [
        (client, Request(method, address, "", content_type, body))
        for client, address, _ in visits
        for method, content_type, body in ODD_BODIES
    ]
    named = [
        (client, Request("GET", address.replace(f"/{value}/", f"/{odd}/", 1)))
        for client, address, arguments in visits
        for value in arguments.values()
        for odd in ODD_ARGUMENTS
    ]
    assert broken(bodies + named) == {}


def test_no_path_and_no_query_breaks_the_site(draft_pages):
    client, addresses = draft_pages
    browsers = (client, Client())
    paths = [
        (browser, Request(method, path))
        for browser in browsers
        for path in ODD_PATHS
        for method in ("GET", "POST")
    ]
    queries = [
        (browser, Request("GET", address, query))
        for browser in browsers
        for address in addresses
        for query in ODD_QUERIES
    ]
    assert broken(paths + queries) == {}


def test_no_header_breaks_the_site(draft_pages, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client, addresses = draft_pages
    assert (
        broken(
            (client, Request(method, address, "", FORM, b"email=a@example.org", {name: text}))
            for address in addresses
            for name, text in ODD_HEADERS
            for method in ("GET", "POST")
        )
        == {}
    )


def test_no_upload_breaks_the_site(draft_pages):
    client, addresses = draft_pages
    assert (
        broken(
            (browser, Request("POST", address, "", content_type, body))
            for browser in (client, Client())
            for address in addresses
            for content_type, body in ODD_PARTS
        )
        == {}
    )


def test_no_place_to_go_after_signing_in_breaks_a_page(draft_pages):
    waiting = Client()
    waiting.post(reverse("account_request_login_code"), {"email": "amara@example.org"})
    assert (
        broken(
            (browser, request)
            for browser in (draft_pages[0], Client(), waiting)
            for name in SIGNING_IN
            for odd in ODD_NEXT
            for request in (
                Request("GET", reverse(name), f"next={odd}"),
                Request("POST", reverse(name), "", FORM, f"next={odd}&code=123456".encode()),
            )
        )
        == {}
    )
