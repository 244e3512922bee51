"""What people enter about an application that was sent."""

from recruitment.applications.models import Withdrawal
from recruitment.govuk import fields
from recruitment.govuk.forms import Form


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
