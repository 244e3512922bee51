"""What is asked about the service."""

from recruitment.feedback.models import IMPROVEMENT_LENGTH, Satisfaction
from recruitment.govuk import fields, forms


class FeedbackForm(forms.Form):
    """How satisfied somebody is, and what could be better."""

    label_size = "m"
    satisfaction = fields.RadiosField(
        "Overall, how do you feel about this service?",
        choices=Satisfaction.choices,
        noun="how you feel about this service",
    )
    improvement = fields.LongTextField(
        "How could we improve this service? (optional)",
        noun="how we could improve this service",
        hint="Do not include personal details, like your name, your email address or your reference",
        error_messages={
            "max_length": "How we could improve this service must be %(limit_value)d characters or less"
        },
        required=False,
        max_length=IMPROVEMENT_LENGTH,
    )
