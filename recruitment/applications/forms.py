"""What people enter about an application as a whole."""

from datetime import date
from typing import Any

from recruitment.applications.contact import FIELDS
from recruitment.applications.models import Entering, Withdrawal
from recruitment.govuk import dates, fields
from recruitment.govuk.forms import Form
from recruitment.govuk.templatetags.moments import day


class WithdrawForm(Form):
    """Why somebody withdraws. Both questions may stay unanswered."""

    reason = fields.RadiosField(
        "Why are you withdrawing? (optional)",
        noun="why you are withdrawing",
        hint="Officials of the competition can read this, assessors cannot",
        choices=Withdrawal.Reason.choices,
        divider_before=Withdrawal.Reason.NOT_SAID,
        required=False,
    )
    details = fields.LongTextField(
        "What else should we know? (optional)",
        noun="what else we should know",
        max_length=1000,
        threshold=75,
        rows=4,
        required=False,
    )


class WithdrawForSomebodyForm(Form):
    """The same, asked of an official who withdraws for somebody."""

    reason = fields.RadiosField(
        "Why are they withdrawing? (optional)",
        noun="why they are withdrawing",
        hint="Officials of the competition can read this, assessors cannot",
        choices=[
            (Withdrawal.Reason.ANOTHER_ROLE, "They have taken another role"),
            (Withdrawal.Reason.CIRCUMSTANCES, "Their circumstances have changed"),
            (Withdrawal.Reason.TOOK_TOO_LONG, "The process took too long"),
            (Withdrawal.Reason.OTHER, "Another reason"),
            (Withdrawal.Reason.NOT_SAID, "They prefer not to say"),
        ],
        divider_before=Withdrawal.Reason.NOT_SAID,
        required=False,
    )
    details = fields.LongTextField(
        "What else did they say? (optional)",
        noun="what else they said",
        max_length=1000,
        threshold=75,
        rows=4,
        required=False,
    )


def _address_of_the_person(*, hint: str, required: bool = True) -> fields.EmailField:
    """Return the field for somebody else's address, which no browser fills in."""
    return fields.EmailField(
        "Email address of the person" if required else "Email address of the person (optional)",
        noun="the email address of the person",
        hint=hint,
        autocomplete="off",
        required=required,
    )


def _name_of_the_person() -> fields.TextField:
    return fields.TextField("Full name of the person", noun="the full name of the person", max_length=200)


class ExtensionForm(Form):
    """Who is given longer, until the end of which day, and why. `latest` is the last day that can be entered."""

    email = _address_of_the_person(hint="We tell them at this address that they have longer")
    last_day = dates.DateField(
        "Until the end of which day?", noun="the last day", must_be="today or in the future"
    )
    reason = fields.LongTextField(
        "Why does this person get longer?",
        noun="why this person gets longer",
        hint="For example, that the service was away when they wanted to send",
        max_length=1000,
        threshold=75,
        rows=4,
    )

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].help_text = f"At the latest {day(latest)}"


class EnteringForm(Form):
    """Who applied without the website, and how and when it was received: between the days `first` and `last`."""

    name = _name_of_the_person()
    email = _address_of_the_person(
        hint="Receipt and outcome go to this address, or in letters that you post if there is none",
        required=False,
    )
    how = fields.RadiosField(
        "How did you receive the application?",
        noun="how you received the application",
        choices=Entering.How.choices,
    )
    received_on = dates.DateField(
        "On which day did you receive it?",
        noun="the day you received it",
        must_be="today or in the past",
    )

    def __init__(self, *args: Any, first: date, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].help_text = f"From {day(first)} to {day(last)}"


class CorrectionForm(Form):
    """Who somebody is and how they can be reached, for whom an application is entered that is not sent yet."""

    name = _name_of_the_person()
    email = _address_of_the_person(
        hint="The application moves to this address, or to nobody who can sign in if there is none",
        required=False,
    )

    def clean_email(self) -> str:
        """Return the address as it is kept, so that capitals alone change nothing."""
        return str(self.cleaned_data["email"]).lower()

    @property
    def details(self) -> dict[str, str] | None:
        """How else the person can be reached; None, because that is an answer in the application until it is sent."""
        return None

    @property
    def changed(self) -> list[str]:
        """The fields that say something new, once the form was checked."""
        return [name for name, value in self.cleaned_data.items() if value != self.initial[name]]

    def compared(self) -> list[dict[str, str]]:
        """Return what counted until now beside what was typed, field by field."""
        return [
            {"label": self.fields[name].subject, "before": self.initial[name], "now": self.cleaned_data[name]}
            for name in self.fields
        ]


class CorrectionOfSentForm(CorrectionForm):
    """The same for one that is sent, with the telephone number and the postal address."""

    phone = fields.PhoneField(
        "Telephone number of the person",
        noun="the telephone number of the person",
        max_length=30,
        autocomplete="off",
    )
    address_line_1 = fields.TextField(
        "Address line 1",
        noun="address line 1",
        hint="Letters that you post go to this address",
        max_length=200,
        autocomplete="off",
    )
    address_line_2 = fields.TextField(
        "Address line 2 (optional)",
        noun="address line 2",
        max_length=200,
        autocomplete="off",
        required=False,
    )
    town = fields.TextField(
        "Town or city", noun="the town or city", max_length=100, autocomplete="off", width="two-thirds"
    )
    postcode = fields.TextField("Postcode", noun="the postcode", max_length=10, autocomplete="off", width=10)

    @property
    def details(self) -> dict[str, str]:
        """How else the person can be reached, once the form was checked."""
        return {name: self.cleaned_data[name] for name in FIELDS}
