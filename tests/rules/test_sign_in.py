"""Accounts and codes by e-mail: L1 to L6. How codes expire is tested in tests/recruitment/accounts/test_sign_in.py."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.rules.pages import page_of, words

pytestmark = pytest.mark.django_db

SIGN_IN = "account_request_login_code"
ENTER_CODE = "account_confirm_login_code"


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    cache.clear()
    yield
    cache.clear()


def asked_for(address):
    """Return a browser in which a code was asked for, and the code."""
    browser = Client()
    browser.post(reverse(SIGN_IN), {"email": address})
    [code] = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    return browser, code


def test_l1_what_an_application_takes_can_be_read_before_there_is_an_account():
    competition = factories.competition()
    for name in ("competitions:advert", "applications:start"):
        assert Client().get(reverse(name, args=[competition.slug])).status_code == 200


def test_l1_no_page_speaks_of_registering_or_signing_up(site):
    assert [
        page
        for page in site.everything
        if re.search(r"\b(register|sign up|log ?in)\b", words(page.main), re.IGNORECASE)
    ] == []


def test_l2_w6_signing_in_is_no_test_of_memory(site):
    """Neither a puzzle nor a password: one input for a code, which may be pasted and filled in (WCAG 3.3.8)."""
    page = site.named(ENTER_CODE)
    [code] = page.controls(page.main)
    assert (code.get("autocomplete"), code.get("inputmode"), code.get("type")) == (
        "one-time-code",
        "numeric",
        "text",
    )
    assert [
        page
        for page in site.everything
        if page.find("canvas", "iframe") or "captcha" in words(page.root).lower()
    ] == []


def test_l3_spaces_and_hyphens_in_a_code_do_not_matter():
    for form in ("{}{}{} {}{}{}", "{}{}{}-{}{}{}", " {}{}{}{}{}{} ", "{}{} {}{} {}{}"):
        browser, code = asked_for("rose@example.org")
        assert browser.post(reverse(ENTER_CODE), {"code": form.format(*code)}).status_code == 302


def test_l3_code_can_be_sent_again_and_the_first_stays_good():
    browser, code = asked_for("rose@example.org")
    browser.post(reverse(ENTER_CODE), {"action": "resend"})
    assert len(mail.outbox) == 2
    assert browser.post(reverse(ENTER_CODE), {"code": code}).status_code == 302


def test_l5_there_are_no_passwords(site):
    assert [page for page in site.everything if page.find("input", type="password")] == []


def test_l6_nobody_learns_who_has_an_account():
    known = factories.UserFactory().email
    answers = []
    for address in (known, "unknown@example.org"):
        browser, _ = asked_for(address)
        page = page_of(ENTER_CODE, "anonymous", browser.get(reverse(ENTER_CODE)))
        answers.append((page.title, words(page.main).replace(address, "ADDRESS")))
    assert answers[0] == answers[1]
    assert len({message.subject for message in mail.outbox[-2:]}) == 1
