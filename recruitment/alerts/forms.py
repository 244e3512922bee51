"""Which bodies to hear of, and where to write."""

from typing import Any

from recruitment.competitions.models import Competition
from recruitment.govuk import fields, forms

ALL = "all"


class BodiesForm(forms.Form):
    """The bodies of published competitions, or all of them."""

    bodies = fields.CheckboxesField(
        "Which panels do you want to hear of?",
        noun="the panels you want to hear of",
        choices=[],
        exclusive=ALL,
        divider_before=ALL,
    )

    def __init__(self, *args: Any, chosen: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Competition.objects.published().filter(body__isnull=False)
        names = sorted({*published.values_list("body__name", flat=True), *chosen})
        self.fields["bodies"].choices = [(name, name) for name in names] + [(ALL, "All panels")]

    def choice(self) -> dict[str, Any]:
        """Return what was chosen, as the rules take it."""
        bodies = self.cleaned_data["bodies"]
        return {"all_bodies": ALL in bodies, "bodies": [name for name in bodies if name != ALL]}


class AskForm(BodiesForm):
    """An address and its bodies."""

    email = fields.EmailField(
        "Email address",
        noun="your email address",
        hint="We will send a link to this address to check that it is yours",
        max_length=254,
    )
    field_order = ["email", "bodies"]
