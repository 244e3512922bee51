"""The pages for what goes wrong (ui.md S1): each through the front door, with words that say what to do."""

import html
import os
import re
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from http.client import HTTPConnection
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.recruitment.pages.broken import ERRORS

FORBIDDEN = re.compile(
    r"\b(400|403|404|413|429|500|503|oops|maintenance|forbidden|invalid|please)\b", re.IGNORECASE
)


@pytest.fixture
def browser():
    """Return a browser that is not told of errors but gets their pages."""
    return Client(raise_request_exception=False)


def heading(response):
    return html.unescape(re.search(r"<h1[^>]*>(.+?)</h1>", response.content.decode())[1])


def words(response):
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def answer_of(response, status, title):
    """Check what every error page has in common, and return its words."""
    page = response.content.decode()
    assert (response.status_code, heading(response)) == (status, title)
    assert f"<title>{title} – {site_settings.SERVICE_NAME}</title>" in page
    assert FORBIDDEN.findall(words(response)) == []
    assert "govuk-breadcrumbs" not in page
    assert "govuk-error" not in page
    assert 'href="/accessibility/"' in page.split("<footer")[1]
    return words(response)


@pytest.mark.urls("tests.recruitment.pages.broken")
@pytest.mark.parametrize("address", ERRORS)
def test_what_a_view_raises_is_answered_with_a_page(browser, address):
    _, status, title = ERRORS[address]
    answer_of(browser.get(f"/{address}/"), status, title)


@pytest.mark.urls("tests.recruitment.pages.broken")
def test_page_of_a_limit_says_how_long_to_wait(browser):
    response = browser.get("/too-often/")
    assert response["Retry-After"] == "600"
    assert "Wait 10 minutes, then try again." in words(response)


@pytest.mark.urls("tests.recruitment.pages.broken")
@pytest.mark.parametrize("address", ["broken", "database-away"])
@pytest.mark.django_db
def test_error_page_asks_nothing_of_the_database(sign_in, django_assert_num_queries, address):
    client = sign_in(factories.UserFactory())
    client.raise_request_exception = False
    with django_assert_num_queries(2):  # who is signed in, which is asked before the view
        client.get(f"/{address}/")


@pytest.mark.django_db
def test_address_that_does_not_exist(browser, sign_in):
    for client in (browser, sign_in(factories.UserFactory())):
        assert "check it is correct" in answer_of(client.get("/nothing/"), 404, "Page not found")


def test_page_sent_without_the_token_of_the_browser():
    client = Client(enforce_csrf_checks=True)
    said = answer_of(client.post(reverse("account_request_login_code")), 403, "Your answer was not saved")
    assert "what you typed is still on the page before this one" in said


@pytest.mark.parametrize("typed", [{"email": "x" * 3_000_000}, {f"field{n}": "x" for n in range(600)}])
def test_form_that_is_too_large(browser, typed):
    response = browser.post(reverse("account_request_login_code"), typed)
    assert "shorten it" in answer_of(response, 413, "What you sent is too large")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("extra", "status", "title"),
    [({}, 413, "What you sent is too large"), ({"Cookie": ""}, 403, "Your answer was not saved")],
)
def test_whoever_sends_too_much_gets_to_see_the_answer(live_server, extra, status, title):
    """A server that answers before it has read everything cuts the connection, and no page is seen."""
    connection = HTTPConnection(live_server.thread.host, live_server.thread.port)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={'a' * 32}"}
    sent = b"email=" + b"x" * 5_000_000
    connection.request("POST", reverse("account_request_login_code"), sent, headers | extra)
    with closing(connection), connection.getresponse() as answer:
        assert (answer.status, title in answer.read().decode()) == (status, True)


@pytest.mark.urls("tests.recruitment.pages.broken")
def test_limits_of_the_sign_in_library_have_the_same_page(browser):
    said = answer_of(browser.get("/signing-in-too-often/"), 429, "You have tried too many times")
    assert "Wait a few minutes, then try again." in said


@pytest.mark.parametrize("method", ["get", "post"])
def test_maintenance_closes_every_page_until_a_moment(browser, settings, method):
    settings.MAINTENANCE_UNTIL = timezone.now() + timedelta(hours=1)
    for address in ("/", reverse("pages:help"), "/applications/", "/nothing/"):
        response = getattr(browser, method)(address)
        said = answer_of(response, 503, "Sorry, the service is unavailable")
        assert "You will be able to use the service from" in said
        assert 3500 < int(response["Retry-After"]) <= 3600
        assert response["Content-Security-Policy"]


def test_maintenance_that_takes_longer_than_thought_promises_nothing(browser, settings):
    settings.MAINTENANCE_UNTIL = datetime(2021, 5, 4, 9, tzinfo=ZoneInfo("Europe/London"))
    said = answer_of(browser.get("/"), 503, "Sorry, the service is unavailable")
    assert "Wait a few minutes, then try again." in said
    assert "2021" not in said


def run(code, **variables):
    """Run Python with the site's default settings and these variables."""
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    environment |= {"DJANGO_SETTINGS_MODULE": "recruitment.settings"} | variables
    code = f"import django; django.setup()\nfrom django.test import Client\n{code}"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment,
        cwd=site_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_maintenance_is_set_in_the_environment_by_the_clock_of_the_country():
    done = run(
        "from django.conf import settings; print(settings.MAINTENANCE_UNTIL)",
        MAINTENANCE_UNTIL="2026-07-01 09:00",
    )
    assert done.stdout.strip() == "2026-07-01 09:00:00+01:00"
    assert "MAINTENANCE_UNTIL must be a moment" in run("", MAINTENANCE_UNTIL="soon").stderr


def test_database_that_is_not_there_is_answered_as_unavailable():
    """Of a server at whose port nobody listens: for somebody who only reads, and for somebody with a session."""
    code = """
client = Client(raise_request_exception=False, headers={"host": "localhost"})
for cookie in ("", "a" * 32):
    client.cookies["sessionid"] = cookie
    response = client.get("/")
    print(response.status_code, response["Retry-After"], "the service is unavailable" in response.content.decode())
"""
    done = run(
        code, DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing", STATIC_ROOT=str(site_settings.STATIC_ROOT)
    )
    assert done.stdout.splitlines() == ["503 60 True"] * 2, done.stderr
