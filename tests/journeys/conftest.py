"""A real browser for the journeys."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.visitor import Visitor

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

# Playwright's event loop lives in the thread of the test; Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, or leave the journey out where it is not installed."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed. To run the journeys: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Say whether the visitors' browsers run scripts: a journey has to work both ways."""
    return bool(request.param)


@pytest.fixture
def visit(browser: Browser, live_server: Any, javascript: bool) -> Iterator[Callable[..., Visitor]]:
    """Return a function that makes a visitor, or one of another kind, with a browser of their own."""
    visitors: list[Visitor] = []

    def visitor(kind: type[Visitor] = Visitor) -> Visitor:
        visitors.append(kind(browser, live_server.url, javascript=javascript))
        return visitors[-1]

    yield visitor
    for each in visitors:
        each.leave()


@pytest.fixture
def code_sent_to() -> Callable[[str], str]:
    """Return a function that reads the latest sign-in code sent to an address."""

    def code(address: str) -> str:
        body = next(str(message.body) for message in reversed(mail.outbox) if message.to == [address])
        found = re.search(r"\b\d{6}\b", body)
        assert found, body
        return found.group()

    return code
