"""Every message of every form names its field and says what to do."""

from django import forms as django_forms

from recruitment.govuk import forms
from tests.recruitment.govuk.form_messages import all_forms, faults


def test_no_form_of_any_room_has_a_message_of_django_or_a_forbidden_word():
    assert [fault for form_class in all_forms() for fault in faults(form_class)] == []


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
