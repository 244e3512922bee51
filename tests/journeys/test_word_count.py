"""The count that the page shows is the count that the server enforces."""

import re

import pytest

from recruitment.govuk.words import count_words
from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TEXTS = [
    "one",
    "  two   words  ",
    "line\nbreaks\r\n\r\ncount once",
    "tab\tno-break\u00a0ideographic\u3000zero\ufeffwidth",
    "file\x1cseparators\x1djoin",
    "don’t well-known 3.5 – …",
    "王小明 안녕 שלום",
]


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_count_on_the_page_is_the_servers(visit, live_server, sign_in):
    application = factories.ApplicationFactory()
    visitor = visit()
    # Nothing is saved here: a save still under way would outlive the test.
    visitor.page.route("**/autosave/", lambda route: route.abort())
    session = sign_in(application.applicant).cookies["sessionid"].value
    visitor.page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    visitor.go(f"/applications/{application.reference}/evidence/E1/")
    limit = application.competition.criteria.get(code="E1").word_limit
    message = visitor.page.locator(".govuk-character-count__status")
    for text in TEXTS:
        visitor.page.locator("textarea").fill(text)
        visitor.page.locator("textarea").dispatch_event("keyup")
        expected = f"You have {limit - count_words(text)} words remaining"
        message.get_by_text(re.compile(rf"^{expected}$")).wait_for()
