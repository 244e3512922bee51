"""What officials enter about interviews, and what applicants answer."""

import re
from datetime import time

from django.core.exceptions import ValidationError

from recruitment.govuk import dates, fields
from recruitment.govuk.forms import Form, VersionedForm

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?", re.IGNORECASE)
GONE = "This time is no longer free. Select another"


class SlotsForm(Form):
    """A row of times on one day."""

    day = dates.DateField(
        "On which day?", noun="the day", hint="For example, 27 3 2027", must_be="today or in the future"
    )
    first = fields.TextField(
        "When does the first interview start?",
        noun="when the first interview starts",
        hint="For example, 9:30am or 14:00",
        max_length=10,
        width=10,
    )
    minutes = fields.WholeNumberField(
        "How many minutes is each interview?", noun="the number of minutes", min_value=10, max_value=480
    )
    number = fields.WholeNumberField(
        "How many interviews, one after the other?",
        noun="the number of interviews",
        min_value=1,
        max_value=30,
    )
    place = fields.LongTextField(
        "Where is it, or how does one join?",
        noun="where it is or how one joins",
        hint="Everybody who is invited reads this",
        max_length=500,
        threshold=75,
        rows=3,
    )

    def clean_first(self) -> time:
        """Read the time as people write it."""
        typed = _CLOCK.fullmatch(self.cleaned_data["first"])
        hour, minute = (int(typed[1]), int(typed[2] or 0)) if typed else (24, 0)
        half = (typed[3] or "").lower() if typed else ""
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
        if hour > 23 or minute > 59:
            raise ValidationError("Enter when the first interview starts, like 9:30am or 14:00", "unreal")
        return time(hour, minute)


class InviteForm(Form):
    """Until when people can answer."""

    last_day = dates.DateField(
        "Until the end of which day can people answer?",
        noun="the last day to answer",
        hint="For example, 27 3 2027",
        must_be="today or in the future",
    )


class ChooseForm(Form):
    """One of the times. The view sets the choices."""

    slot = fields.RadiosField(
        "Choose a time for your interview",
        required_message="Select a time",
        hint="Times are those in the United Kingdom",
        error_messages={"invalid_choice": GONE},
        coerce=int,
        heading=True,
    )


class NeedsForm(VersionedForm):
    """What the person needs, if anything. Its version is the key of the answer."""

    needs = fields.LongTextField(
        "What do you need at the interview? (optional)",
        noun="what you need",
        hint="For example, a sign language interpreter, step-free access or more time",
        max_length=2000,
        threshold=75,
        rows=5,
        required=False,
    )


class CannotComeForm(Form):
    """Why the person cannot come, if they like to say."""

    reason = fields.LongTextField(
        "Why can you not come? (optional)",
        noun="why you cannot come",
        hint="Officials who arrange interviews can read this, assessors cannot",
        max_length=1000,
        threshold=75,
        rows=4,
        required=False,
    )
