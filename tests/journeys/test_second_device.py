"""An application that is begun on one device and finished on another."""

import pytest

from recruitment.applications.models import Application
from tests import factories, filling
from tests.journeys.test_whole_job import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

REFUSED = "0770"


def test_application_is_resumed_on_a_second_device(visit, code_sent_to):
    application = factories.ApplicationFactory()
    address = application.applicant.email
    office = visit()
    office.go("/applications/")
    sign_in(office, address, code_sent_to)
    office.click(application.competition.title)
    office.click("About you")
    office.type("What is your full name?", filling.NAME)
    office.press("Continue")
    office.type("Phone number", REFUSED)
    office.type("Town or city", "Leeds")
    office.press("Save and come back later")

    phone = visit()
    phone.page.set_viewport_size({"width": 320, "height": 640})
    phone.go("/applications/")
    sign_in(phone, address, code_sent_to)
    phone.click(application.competition.title)
    phone.click("About you")
    # What was not accepted is there as well, on the page where the person stopped.
    assert phone.page.get_by_label("Phone number").input_value() == REFUSED
    assert phone.page.get_by_label("Town or city").input_value() == "Leeds"
    for label, text in {
        "Phone number": "07700 900 982",
        "Address line 1": "2 Mill Lane",
        "Postcode": "LS1 4AP",
    }.items():
        phone.type(label, text)
    phone.press("Continue")
    assert "You have completed 1 of" in phone.text

    office.page.reload()
    office.check()
    assert "You have completed 1 of" in office.text
    office.click("About you")
    assert office.page.get_by_label("What is your full name?").input_value() == filling.NAME
    assert Application.objects.count() == 1
