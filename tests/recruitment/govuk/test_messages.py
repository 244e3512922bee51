"""Messages that do not tell people what to do are found out; tests/rules looks for them in every form (E6)."""

from django import forms as django_forms

from recruitment.govuk import forms
from tests.recruitment.govuk.form_messages import faults


def test_fields_of_django_are_found_out():
    form_class = type("Plain", (forms.Form,), {"name": django_forms.CharField(max_length=3)})
    assert [fault.rsplit(", ", 1)[1] for fault in faults(form_class)] == [
        "required: This field is required.",
        "max_length: Ensure this value has at most 9 characters (it has 9).",
        "null_characters_not_allowed: Null characters are not allowed.",
    ]


def test_forbidden_words_are_found_out():
    field = django_forms.ChoiceField(
        error_messages={"required": "Please choose", "invalid_choice": "Select a level"}
    )
    form_class = type("Polite", (forms.Form,), {"level": field})
    assert [fault.rsplit(", ", 1)[1] for fault in faults(form_class)] == ["required: Please choose"]
