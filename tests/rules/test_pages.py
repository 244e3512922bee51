"""The page around every page: S1 to S8, and W1 to W3. W4 and W7 are checked in a browser, on every page it opens."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recruitment.pages.cookies import COOKIES
from tests import factories
from tests.rules.pages import page_of, words

pytestmark = pytest.mark.django_db

FOOTER = [
    "Help",
    "Privacy",
    "Cookies",
    "Accessibility statement",
    "Terms and conditions",
    "Give feedback on this service",
]
NOT_SAID = re.compile(
    r"\b(400|403|404|413|429|500|503|oops|maintenance|forbidden|illegal|invalid)\b", re.IGNORECASE
)


def test_s1_error_pages_say_what_to_do_and_neither_numbers_nor_blame(site):
    assert {(page, words(page.main)) for page in site.errors if NOT_SAID.search(words(page.main))} == set()
    assert [page for page in site.errors if not page.find("p", within=page.main)] == []
    assert [
        page
        for page in site.errors
        if page.find(of="govuk-breadcrumbs") or page.find(of="govuk-error-summary")
    ] == []


def test_s1_headings_of_the_error_pages_are_those_that_people_know(site):
    headings = {page.name: page.heading for page in site.errors}
    assert headings["nothing"] == "Page not found"
    assert headings["broken"] == "Sorry, there is a problem with the service"
    assert headings["database-away"] == headings["maintenance"] == "Sorry, the service is unavailable"
    assert "Try again later." in words(next(page for page in site.errors if page.name == "broken").main)


def test_s2_before_opening_there_is_no_contact_and_after_closing_there_is():
    now = timezone.now()
    later = factories.CompetitionFactory(opens=now + timedelta(days=1), published_at=now)
    closed = factories.competition(closed=True)
    texts = [
        words(
            page_of(
                "advert", "anonymous", Client().get(reverse("competitions:advert", args=[each.slug]))
            ).main
        )
        for each in (later, closed)
    ]
    assert [each.contact in text for each, text in zip((later, closed), texts, strict=True)] == [False, True]


def test_s3_cookies_are_described_and_none_needs_consent(site):
    page = site.named("pages:cookies")
    text = words(page.main)
    for cookie in COOKIES:
        assert cookie.name in text
        assert cookie.purpose in text
        assert cookie.expires in text
    assert [page for page in site.everything if page.find(of="govuk-cookie-banner")] == []


def test_s4_every_footer_has_the_same_links_in_the_same_order(site):
    def links(page):
        [footer] = page.find("footer")
        return [words(each) for each in page.find("a", within=footer)]

    assert {(page, tuple(links(page))) for page in site.everything if links(page) != FOOTER} == set()


def test_s5_skip_link_comes_first_and_leads_to_the_main_part(site):
    for page in site.everything:
        first = page.find("a", "button", "input")[0]
        assert "govuk-skip-link" in first.get("class", ""), page
        assert page.by_id(first.get("href").removeprefix("#")) == [page.main], page


def test_s5_header_holds_the_logo_only_and_the_rest_stands_before_the_main_part(site):
    for page in site.everything:
        [header] = page.find(of="govuk-generic-header") or page.find(of="govuk-header")
        assert len(page.find("a", within=header)) == 1, page
        assert page.find(of="govuk-back-link", within=page.main) == [], page
        assert page.find(of="govuk-breadcrumbs", within=page.main) == [], page


def test_s5_breadcrumbs_and_a_back_link_are_never_together(site):
    both = [
        page
        for page in site.everything
        if page.find(of="govuk-breadcrumbs") and page.find(of="govuk-back-link")
    ]
    assert both == []


def test_s6_list_on_one_page_has_no_links_to_others(site):
    assert [page for page in site.steps if page.find(of="govuk-pagination")] == []
    for page in site.opened:
        for pages in page.find(of="govuk-pagination"):
            if "govuk-pagination--block" in pages.get("class", ""):
                continue  # one thing after another, not the pages of a list
            assert len(page.find("a", within=pages)) > 1, page
            assert "(page " in page.title, page


def test_s7_there_is_one_banner_at_most_and_it_stands_before_the_heading(site):
    for page in site.everything:
        banners = page.find(of="govuk-notification-banner")
        assert len(banners) <= 1, page
        assert [each for each in banners if page.position(each) > page.position(page.find("h1")[0])] == [], (
            page
        )


def test_s8_no_page_has_a_way_to_leave_in_a_hurry(site):
    assert [page for page in site.everything if page.find(of="govuk-exit-this-page")] == []


def test_w1_nobody_is_signed_out_in_less_than_twenty_hours_and_pages_do_not_change_by_themselves(
    site, settings
):
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) >= timedelta(hours=20)
    assert [page for page in site.everything for each in page.find("meta") if each.get("http-equiv")] == []
    competition = factories.competition()
    start = Client().get(reverse("applications:start", args=[competition.slug])).content.decode()
    assert f"{settings.SESSION_COOKIE_AGE // 3600} hours" in start


def test_w2_nothing_stays_in_front_of_what_has_the_focus():
    """WCAG 2.4.11: no bar sticks to the window. Only the button of S8 would, and no page has it."""
    style = Path(finders.find("govuk/neutral.css")).read_text(encoding="utf-8")
    sticking = re.findall(r"([^{}]+)\{[^{}]*position:\s*(?:sticky|fixed)", style)
    assert {each for each in sticking if "govuk-exit-this-page" not in each} == set()


def test_w3_nothing_has_to_be_dragged(site):
    dragged = [
        page
        for page in site.everything
        for each in page.elements
        if each.get("draggable") == "true" or "ondrop" in each.attrib
    ]
    assert dragged == []
    assert [page for page in site.everything if page.find(of="govuk-drop-zone")] == []
