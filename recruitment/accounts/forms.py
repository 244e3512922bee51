"""The two forms of signing in. Both are allauth's, with this site's fields and words."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django.core.exceptions import ValidationError

from recruitment.accounts.models import User
from recruitment.govuk import fields
from recruitment.govuk.forms import GovukForm


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
        """Return the address; refuse one for which many codes were asked lately."""
        email = self.cleaned_data["email"].lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise ValidationError(
                "Too many codes were asked for. Wait at least 10 minutes and try again", code="rate_limited"
            )
        self._user = User.objects.for_email(email)
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

    def clean_code(self) -> str:
        """Return the code. Only six digits count as an attempt: anything else is a slip, not a guess."""
        code = "".join(self.cleaned_data["code"].replace("-", "").replace("–", "").split())
        if not (len(code) == 6 and code.isascii() and code.isdecimal()):
            raise ValidationError("Code must be 6 numbers, like 123456", code="not_a_code")
        self.cleaned_data["code"] = code
        return super().clean_code()
