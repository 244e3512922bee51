"""The pages for what goes wrong, as a browser shows them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.recruitment.pages.broken import ERRORS

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.urls("tests.recruitment.pages.broken")
def test_every_error_page_is_accessible(visit):
    visitor = visit()
    for address, (_, _, heading) in {**ERRORS, "nothing": (None, 404, "Page not found")}.items():
        visitor.go(f"/{address}/")
        assert visitor.heading == heading


def test_page_without_its_cookie_is_accessible_and_says_what_to_do(visit):
    visitor = visit()
    visitor.go(reverse("account_request_login_code"))
    visitor.page.context.clear_cookies()
    visitor.type("Email address", "amara@example.org")
    visitor.press("Continue")
    assert visitor.heading == "Your answer was not saved"
    visitor.page.go_back()
    assert visitor.page.get_by_label("Email address").input_value() == "amara@example.org"


def test_answer_that_is_far_too_long_is_still_there_after_going_back(visit):
    visitor = visit()
    visitor.go(reverse("account_request_login_code"))
    visitor.type("Email address", "x" * 3_000_000)
    visitor.press("Continue")
    assert visitor.heading == "What you sent is too large"
    visitor.page.go_back()
    assert len(visitor.page.get_by_label("Email address").input_value()) == 3_000_000


def test_page_of_maintenance_is_accessible_and_has_its_style(visit, settings):
    settings.MAINTENANCE_UNTIL = timezone.now() + timedelta(hours=1)
    visitor = visit()
    visitor.go("/")
    assert visitor.heading == "Sorry, the service is unavailable"
    font = visitor.page.locator("h1").evaluate("each => getComputedStyle(each).fontWeight")
    assert font == "700"
