"""Help, privacy, cookies, accessibility and terms (ui.md S3, S4)."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from recruitment.pages.cookies import COOKIES
from tests.factories import competition

NAMES = ["help", "privacy", "cookies", "accessibility", "terms"]


@pytest.mark.parametrize("name", NAMES)
def test_page_is_open_to_anybody_and_linked_from_every_footer(name):
    html = Client().get(reverse(f"pages:{name}")).content.decode()
    assert html.count("<h1") == 1
    footer = html.split("<footer")[1]
    for other in NAMES:
        assert f'href="{reverse(f"pages:{other}")}"' in footer


def test_pages_have_titles_of_their_own():
    titles = {
        re.search(r"<title>(.+?)</title>", Client().get(f"/{name}/").content.decode())[1] for name in NAMES
    }
    assert len(titles) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_pages_keep_to_the_words_of_the_service(name):
    text = re.sub(r"<[^>]+>", " ", Client().get(reverse(f"pages:{name}")).content.decode()).lower()
    assert not re.findall(r"\b(please|sorry|oops|e-mail|valid|invalid|forbidden)\b", text)


def test_accessibility_page_names_the_pdfs_that_are_not_tagged():
    page = Client().get(reverse("pages:accessibility")).text
    assert "The PDF of an application that was sent and the shortlist pack have no tags" in page


@pytest.mark.django_db
def test_cookies_page_describes_exactly_the_cookies_that_are_set():
    cache.clear()
    made = competition()
    client = Client()
    for address in ("/", reverse("applications:start", args=[made.slug]), *(f"/{name}/" for name in NAMES)):
        client.get(address)
    client.post(reverse("account_request_login_code"), {"email": "amara@example.org"})
    [code] = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    client.get(reverse("account_confirm_login_code"))
    client.post(reverse("account_confirm_login_code"), {"code": code})
    client.post(reverse("applications:begin", args=[made.slug]), follow=True)
    assert set(client.cookies) == {cookie.name for cookie in COOKIES}
    expiry = {name: int(morsel["max-age"]) for name, morsel in client.cookies.items()}
    assert expiry == {"sessionid": 24 * 3600, "csrftoken": 364 * 24 * 3600}
    page = client.get(reverse("pages:cookies")).content.decode()
    assert "24 hours after you last used the service" in page
    assert "364 days" in page
    client.post(reverse("account_logout"), follow=True)
    assert set(client.cookies) == {cookie.name for cookie in COOKIES}


def test_demo_says_so_and_links_to_its_emails():
    html = Client().get(reverse("pages:help")).content.decode()
    assert f'href="{reverse("demo:emails")}"' in html


def test_site_that_is_not_the_demo_has_no_banner(settings):
    settings.DEMO = False
    assert "govuk-phase-banner" not in Client().get(reverse("pages:help")).content.decode()
