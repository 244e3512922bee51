"""About you: the person's name and how to reach them."""

from recruitment.applications.models import AboutYou
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Section, Step, StepForm
from recruitment.govuk import fields
from recruitment.govuk.forms import Form


class NameForm(StepForm):
    """The person's name, in one box, as they write it."""

    model = AboutYou
    summary_labels = {"full_name": "Full name"}
    full_name = fields.TextField(
        "What is your full name?",
        noun="your full name",
        max_length=200,
        autocomplete="name",
        spellcheck=False,
        heading=True,
    )


class ContactDetailsForm(Form):
    """How to reach the person; the e-mail address is the one they sign in with."""

    phone = fields.PhoneField(
        "Phone number", noun="your phone number", max_length=30, hint="We only call to arrange an interview"
    )
    address_line_1 = fields.TextField(
        "Address line 1", noun="address line 1", max_length=200, autocomplete="address-line1"
    )
    address_line_2 = fields.TextField(
        "Address line 2 (optional)",
        noun="address line 2",
        max_length=200,
        autocomplete="address-line2",
        required=False,
    )
    town = fields.TextField(
        "Town or city",
        noun="your town or city",
        max_length=100,
        autocomplete="address-level2",
        width="two-thirds",
    )
    postcode = fields.TextField(
        "Postcode", noun="your postcode", max_length=10, autocomplete="postal-code", width=10
    )


class ContactForm(ContactDetailsForm, StepForm):
    """The same as a page of the application."""

    model = AboutYou


def steps(outline: Outline) -> list[Step]:
    """Return the two steps."""
    return [Step("name", "Your name", NameForm), Step("contact", "How we can reach you", ContactForm)]


ABOUT_YOU = Section("about-you", "About you", Readable.PERSONAL, (AboutYou.objects.all(),), steps)
