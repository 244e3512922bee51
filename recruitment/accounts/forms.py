"""The two forms of signing in. Both are allauth's, with this site's fields and words."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from django.core.exceptions import ValidationError

from recruitment.accounts.asking import AskedTooOften, ask_for_code
from recruitment.accounts.codes import TooManyCodes, may_guess
from recruitment.govuk import fields
from recruitment.govuk.forms import GovukForm

WHY_NOT = {
    AskedTooOften: "Too many codes were asked for. Wait at least 10 minutes and try again",
    TooManyCodes: (
        "Too many codes were sent to this email address in the last 24 hours. Try again in an hour. If you cannot "
        "wait, write to the contact address on the page of the competition"
    ),
}
CANNOT_ASK = tuple(WHY_NOT)


class EmailForm(GovukForm, RequestLoginCodeForm):
    """Where to send a code.

    A new address gets its account here, before anything is sent, so that the page and the email are the same for
    everybody and nobody can find out who has an account.
    """

    email = fields.EmailField(
        "Email address",
        noun="your email address",
        hint="We will send a 6-digit code to this address",
        max_length=254,
    )

    def clean_email(self) -> str:
        """Return the address; refuse one for which many codes were asked."""
        email = self.cleaned_data["email"].lower()
        try:
            self.asked = ask_for_code(context.request, email=email)
        except CANNOT_ASK as refusal:
            raise ValidationError(WHY_NOT[type(refusal)], code="rate_limited") from refusal
        return email


class CodeForm(GovukForm, ConfirmLoginCodeForm):
    """The code from the email; spaces and hyphens in it do not matter."""

    code = fields.TextField(
        "6-digit code",
        noun="the 6-digit code from the email",
        width=10,
        inputmode="numeric",
        autocomplete="one-time-code",
        spellcheck=False,
    )

    def __init__(self, *args: Any, asked: int | None, **kwargs: Any) -> None:
        """`asked` is the key of the code that was asked for; None if it is not known any more."""
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_code(self) -> str:
        """Return the code. Only six digits count as a guess, whether or not it is right: anything else is a slip."""
        code = "".join(self.cleaned_data["code"].replace("-", "").replace("–", "").split())
        if not (len(code) == 6 and code.isascii() and code.isdecimal()):
            raise ValidationError("Code must be 6 numbers, like 123456", code="not_a_code")
        if not may_guess(code=self.asked):
            raise get_adapter().validation_error("incorrect_code")
        self.cleaned_data["code"] = code
        return super().clean_code()
