"""What a person who was invited is told when they withdraw and are put back: the time is no longer theirs."""

import pytest

from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.correspondence.models import Email, PaperLetter
from scoring.interviews.answering import choose, say_needs
from scoring.interviews.models import Reply, Slot
from tests.factories import enter
from tests.scoring.interviews.inviting import add, invite_all, shortlisted

pytestmark = pytest.mark.django_db

GIVEN_UP = ("given up", "give up", "again what", "interview time", "time for an interview")


@pytest.fixture
def invited(sifting, official):
    """Return an application with a time and needs, and one that is shortlisted and not invited."""
    slots = add(sifting, by=official)
    [application] = shortlisted(sifting)
    invite_all(sifting, by=official)
    person = application.applicant
    choose(application=application, slot=slots[0], by=person)
    say_needs(application=application, needs="A hearing loop.", by=person)
    [other] = shortlisted(sifting)
    return application, other


def put_back(application):
    return f"/officials/panel/applications/{application.reference}/reinstate/"


def test_every_page_and_message_says_that_the_time_is_given_up(invited, official, sign_in):
    application, other = invited
    said = {}
    for each in (application, other):
        person, browser = sign_in(each.applicant), sign_in(official)
        pages = [person.get(f"/applications/{each.reference}/withdraw/").text]
        withdraw(application=each, by=each.applicant)
        pages.append(browser.get(put_back(each)).text)
        pages.append(browser.post(put_back(each), {"reason": "A mistake."}, follow=True).text)
        emails = Email.objects.filter(application=each).order_by("pk")
        pages += [emails.get(kind=f"application-{kind}").body for kind in ("withdrawn", "reinstated")]
        said[each] = pages
    for page, of_other, words in zip(
        said[application],
        said[other],
        (
            "you give up the time that you chose, if it is still to come, and what you told us that you need",
            "They have to choose a time again and say again what they need",
            "The candidate has to choose an interview time again, and say again what they need.",
            "it is free for others again, and what you told us that you need there is deleted",
            "Choose a time again and tell us again what you need, on the page below.",
        ),
        strict=True,
    ):
        assert (words in page, any(said in of_other for said in GIVEN_UP)) == (True, False), words
    # And it is so.
    assert (Reply.objects.exists(), Slot.objects.free().count()) == (False, 2)


def test_letter_names_no_page(sifting, official):
    add(sifting, by=official)
    [application] = shortlisted(sifting)
    enter(application, by=official)
    invite_all(sifting, by=official)
    application.applicant.email = None
    application.applicant.save()
    withdraw(application=application, by=official)
    reinstate(application=application, by=official, reason="A mistake.")
    body = PaperLetter.objects.get(kind="application-reinstated").body
    assert ("Ask us which times are free" in body, "page" in body) == (True, False)
