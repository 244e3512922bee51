"""A letter to somebody without an e-mail address, on paper."""

import pypdfium2
import pytest

from recruitment.accounts.models import User
from tests import factories
from tests.journeys.test_whole_job import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MILLIMETRE = 72 / 25.4  # in points


def words(text):
    return " ".join(text.split())


def test_letter_is_printed_alone_with_the_address_in_the_window_of_the_envelope(visit, code_sent_to):
    competition = factories.competition(closed=True, slug="panel")
    runs = factories.OfficialFactory(competition=competition).user
    sent = factories.sent_application(competition=competition, applicant=User.objects.without_address())
    factories.letter(factories.enter(sent, by=runs), body="You have withdrawn.\n\nIt is done.")
    official = visit()
    official.go("/officials/panel/")
    sign_in(official, runs.email, code_sent_to)
    official.click("Letters to post: 1")
    official.click("Rose O’Neill: Application withdrawn")

    about, day = sent.about_you, official.page.locator(".portal-letter > p").nth(2).inner_text()
    to = f"Rose O’Neill {about.address_line_1} {about.town} {about.postcode}"
    [sheet] = pypdfium2.PdfDocument(official.page.pdf(prefer_css_page_size=True))
    text = sheet.get_textpage()
    letter = f"{competition.department} {competition.contact} {to} {day} Application withdrawn"
    assert words(text.get_text_range()) == f"{letter} You have withdrawn. It is done."
    # What shows in the window of a DL envelope however the sheet lies in it, counted from its lower left corner.
    window = {"left": 20, "right": 100, "top": 297 - 57, "bottom": 297 - 81}
    assert words(text.get_text_bounded(**{side: at * MILLIMETRE for side, at in window.items()})) == to

    official.press("I have posted this letter")
    official.click("Rose O’Neill: Application withdrawn")
    official.press("Not posted after all")
    assert "I have posted this letter" in official.text
