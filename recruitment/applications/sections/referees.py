"""Referees: two people."""

from typing import Any

from recruitment.applications.models import Referee
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Section, Step, StepForm
from recruitment.govuk import fields


class RefereeForm(StepForm):
    """One referee; `about` is 1 or 2."""

    model = Referee
    name = fields.TextField("Full name", noun="the referee's full name", max_length=200, spellcheck=False)
    relationship = fields.TextField(
        "How they know you",
        noun="how the referee knows you",
        max_length=200,
        hint="For example, line manager",
    )
    organisation = fields.TextField(
        "Organisation (optional)", noun="the referee's organisation", max_length=200, required=False
    )
    email = fields.EmailField(
        "Email address",
        noun="the referee's email address",
        hint="We write to them only if you are called to an interview",
        autocomplete="off",
        max_length=254,
    )
    phone = fields.PhoneField(
        "Phone number (optional)",
        noun="the referee's phone number",
        max_length=30,
        required=False,
        autocomplete="off",
    )

    @classmethod
    def lookup(cls, about: Any) -> dict[str, Any]:
        """Return which of the two."""
        return {"position": about}


def steps(outline: Outline) -> list[Step]:
    """Return a step for each referee."""
    return [
        Step("first", "First referee", RefereeForm, about=1),
        Step("second", "Second referee", RefereeForm, about=2),
    ]


REFEREES = Section("referees", "Referees", Readable.PERSONAL, (Referee.objects.all(),), steps)
