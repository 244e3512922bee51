"""What each field accepts, what it makes of it, and what it says when it refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from recruitment.govuk import fields, forms
from recruitment.govuk.words import count_words, is_visible


def refusal(field, value) -> list[str]:
    """The messages with which the field refuses the value."""
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


def choose(field_class, **kwargs):
    return field_class("Level", noun="the level", choices=[("s", "Strategic"), ("f", "Frontline")], **kwargs)


SECTORS = [("police", "Police"), ("health", "Health"), ("none", "None of these")]


def sectors(**kwargs):
    return fields.CheckboxesField(
        "Sectors", noun="the sectors you know", choices=SECTORS, exclusive="none", **kwargs
    )


NAME = fields.TextField("Name", noun="your full name", max_length=5, min_length=2)
YEARS = fields.WholeNumberField("Years", noun="the number of years", min_value=1, max_value=60)
STILL = fields.YesNoField("Do you still work there?", noun="you still work there")
DID = fields.LongTextField("What did you do?", noun="what you did", max_words=3)
NOTE = fields.LongTextField("Note", max_length=4)
CV = fields.UploadField("CV", max_length=10)
AGREE = fields.CheckboxField("I agree", required_message="Select that you agree")


@pytest.mark.parametrize(
    ("field", "value", "messages"),
    [
        (NAME, "", ["Enter your full name"]),
        (NAME, " \ufeff ", ["Enter your full name"]),
        (NAME, "abcdef", ["Full name must be 5 characters or less"]),
        (NAME, "a", ["Full name must be 2 characters or more"]),
        (NAME, "a\x00b", ["Full name must not include a null character"]),
        (fields.TextField("Job title"), "", ["Enter job title"]),
        (fields.TextField("CV title"), "", ["Enter CV title"]),
        (fields.TextField("Name", required_message="Tell us your name"), "", ["Tell us your name"]),
        (fields.EmailField(), "", ["Enter email address"]),
        (
            fields.EmailField(),
            "name@",
            ["Enter an email address in the correct format, like name@example.com"],
        ),
        (fields.PhoneField(noun="your phone number"), "", ["Enter your phone number"]),
        (
            fields.PhoneField(),
            "call me",
            ["Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"],
        ),
        (
            fields.PhoneField(),
            "12",
            ["Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"],
        ),
        (YEARS, "", ["Enter the number of years"]),
        (YEARS, "five", ["Number of years must be a whole number"]),
        (YEARS, "1.5", ["Number of years must be a whole number"]),
        (YEARS, "9" * 5000, ["Number of years must be a whole number"]),
        (YEARS, "0", ["Number of years must be 1 or more"]),
        (YEARS, "61", ["Number of years must be 60 or less"]),
        (DID, "", ["Enter what you did"]),
        (DID, "one two three four", ["What you did must be 3 words or fewer"]),
        (NOTE, "12345", ["Note must be 4 characters or less"]),
        (NOTE, "😀😀1", ["Note must be 4 characters or less"]),
        (choose(fields.RadiosField), "", ["Select the level"]),
        (choose(fields.RadiosField), "x", ["Select the level"]),
        (choose(fields.SelectField), None, ["Select the level"]),
        (STILL, "", ["Select yes if you still work there"]),
        (STILL, "maybe", ["Select yes if you still work there"]),
        (sectors(), [], ["Select the sectors you know"]),
        (sectors(), ["x"], ["Select the sectors you know"]),
        (sectors(), "police", ["Select the sectors you know"]),
        (sectors(), ["police", "none"], ["Select the sectors you know or select ‘None of these’"]),
        (AGREE, False, ["Select that you agree"]),
        (CV, None, ["Select CV"]),
        (CV, SimpleUploadedFile("cv.pdf", b""), ["The selected file is empty"]),
        (
            CV,
            SimpleUploadedFile("curriculum.pdf", b"x"),
            ["The name of the selected file must be 10 characters or less"],
        ),
        (CV, "not a file", ["The selected file could not be uploaded – try again"]),
    ],
)
def test_field_refuses(field, value, messages):
    assert refusal(field, value) == messages


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (NAME, "  Zoë ", "Zoë"),
        (fields.TextField("Name", required=False), "", ""),
        (fields.EmailField(), " a@example.com ", "a@example.com"),
        (fields.PhoneField(), "(01632) 960-001", "(01632) 960-001"),
        (fields.PhoneField(), "+1 202 555 0143", "+1 202 555 0143"),
        (fields.PhoneField(required=False), "", ""),
        (YEARS, " 1 2 ", 12),
        (fields.WholeNumberField("N", min_value=0, max_value=9999), "1,200", 1200),
        (fields.WholeNumberField("N", min_value=0, max_value=9, required=False), "", None),
        (DID, "one\ntwo three ", "one\ntwo three"),
        (NOTE, "😀😀", "😀😀"),
        (choose(fields.RadiosField), "s", "s"),
        (choose(fields.RadiosField, required=False, empty_value=None), "", None),
        (STILL, "yes", True),
        (STILL, "no", False),
        (fields.YesNoField("Still?", required=False), "", None),
        (sectors(), ["police", "health"], ["police", "health"]),
        (sectors(), ["none"], ["none"]),
        (sectors(required=False), [], []),
        (AGREE, True, True),
        (fields.CheckboxField("I agree", required=False), False, False),
        (fields.RadiosField("Score", choices=[(3, "3"), (4, "4")], coerce=int), "4", 4),
    ],
)
def test_field_accepts(field, value, expected):
    assert field.clean(value) == expected


@given(st.text(st.sampled_from("ab \n\ufeff\x1c😀")), st.integers(0, 5))
def test_text_is_refused_exactly_when_its_count_is_over_the_limit(text, limit):
    field = fields.LongTextField("Text", required=False, max_words=limit)
    try:
        field.clean(text)
        refused = False
    except ValidationError:
        refused = True
    too_much = count_words(text) > limit or 0 < limit * 20 < len(text.replace("😀", "xx"))
    assert refused == (too_much and is_visible(text))


@pytest.mark.parametrize(
    "text", ["\u200b", "\u2800", "\u3164", "\u00ad", "\u202e", "\u2060", "\x01", " \u200d "]
)
def test_text_that_shows_nothing_is_missing(text):
    with pytest.raises(ValidationError, match="Enter your full name"):
        fields.TextField("What is your full name?", noun="your full name").clean(text)
    assert fields.TextField("Other names", required=False).clean(text) == ""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_a_field_of_one_line_takes_a_line_break_for_a_space(line_end):
    typed = f"Amara{line_end}Okonkwo{line_end}"
    assert fields.TextField("Full name").clean(typed) == "Amara Okonkwo"
    assert fields.LongTextField("What you did").clean(typed).startswith(f"Amara{line_end}")


def test_text_of_few_words_cannot_be_of_any_length():
    field = fields.LongTextField("What you did", max_words=3)
    assert field.clean("x" * 60) == "x" * 60
    with pytest.raises(ValidationError, match="What you did must be 60 characters or"):
        field.clean("x" * 61)


class Note(forms.Form):
    """One text with a limit of characters."""

    note = fields.LongTextField("Note", max_length=3)


@pytest.mark.parametrize("text", ["a\r\nb", "a\nb", "a\rb"])
def test_line_break_counts_as_one_character(text):
    form = Note({"note": text})
    assert form.is_valid()
    assert form.cleaned_data == {"note": "a\nb"}


def test_exclusive_choice_that_came_later_is_enforced():
    field = fields.CheckboxesField("Sectors", choices=[], exclusive="none")
    field.choices = SECTORS
    assert refusal(field, ["health", "none"]) == ["Select sectors or select ‘None of these’"]


def test_unknown_argument_is_refused():
    with pytest.raises(TypeError, match="colour"):
        fields.TextField("Name", colour="red")
