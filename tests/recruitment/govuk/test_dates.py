"""Dates and months as people type them (ui.md DT1 to DT5)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from recruitment.govuk import forms
from recruitment.govuk.dates import DateField, MonthField

ALL = ["day", "month", "year"]


def date_field(**kwargs):
    return DateField("When were you born?", noun="your date of birth", **kwargs)


def month_field(**kwargs):
    return MonthField("When did you start?", noun="the month you started", **kwargs)


def typed(text: str) -> dict:
    """Parts from "27/3/2007"; two of them are month and year."""
    parts = text.split("/")
    return dict(zip(ALL[-len(parts) :], parts, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27/3/2007", date(2007, 3, 27)),
        ("07/03/2007", date(2007, 3, 7)),
        (" 7 / 3 / 2007 ", date(2007, 3, 7)),
        ("27/March/2007", date(2007, 3, 27)),
        ("27/mar/2007", date(2007, 3, 27)),
        ("27/MAR./2007", date(2007, 3, 27)),
        ("27/sept/2007", date(2007, 9, 27)),
        ("29/2/2024", date(2024, 2, 29)),
        ("٢٧/٣/٢٠٠٧", date(2007, 3, 27)),
    ],
)
def test_date_is_read(text, expected):
    assert date_field().clean(typed(text)) == expected


@pytest.mark.parametrize(
    ("text", "message", "parts"),
    [
        ("//", "Enter your date of birth", None),
        ("/3/2007", "Date of birth must include a day", ["day"]),
        ("27//2007", "Date of birth must include a month", ["month"]),
        ("27/3/", "Date of birth must include a year", ["year"]),
        ("//2007", "Date of birth must include a day and month", ["day", "month"]),
        ("27//", "Date of birth must include a month and year", ["month", "year"]),
        ("/3/", "Date of birth must include a day and year", ["day", "year"]),
        ("27/3/07", "Year must include 4 numbers", ["year"]),
        ("27/3/20007", "Year must include 4 numbers", ["year"]),
        ("27/3/two", "Year must include 4 numbers", ["year"]),
        ("27/13/07", "Year must include 4 numbers", ["year"]),
        ("32/3/2007", "Date of birth must be a real date", ["day"]),
        ("0/3/2007", "Date of birth must be a real date", ["day"]),
        ("first/3/2007", "Date of birth must be a real date", ["day"]),
        ("1_0/3/2007", "Date of birth must be a real date", ["day"]),
        ("27/13/2007", "Date of birth must be a real date", ["month"]),
        ("27/ma/2007", "Date of birth must be a real date", ["month"]),
        ("27/marchy/2007", "Date of birth must be a real date", ["month"]),
        ("32/13/2007", "Date of birth must be a real date", ["day", "month"]),
        ("30/2/2007", "Date of birth must be a real date", ALL),
        ("29/2/2023", "Date of birth must be a real date", ALL),
        ("27/3/0000", "Date of birth must be a real date", ALL),
    ],
)
def test_date_is_refused_with_a_message_and_the_wrong_parts(text, message, parts):
    with pytest.raises(ValidationError) as refusal:
        date_field().clean(typed(text))
    [error] = refusal.value.error_list
    assert (error.messages, (error.params or {}).get("parts")) == ([message], parts)


@pytest.mark.parametrize(
    ("must_be", "accepted"),
    [
        ("in the past", ["26/3/2007"]),
        ("today or in the past", ["26/3/2007", "27/3/2007"]),
        ("today or in the future", ["27/3/2007", "28/3/2007"]),
        ("in the future", ["28/3/2007"]),
    ],
)
@time_machine.travel("2007-03-27T12:00Z", tick=False)
def test_date_on_the_wrong_side_of_today_is_refused(must_be, accepted):
    field = date_field(must_be=must_be)
    for text in ["26/3/2007", "27/3/2007", "28/3/2007"]:
        if text in accepted:
            field.clean(typed(text))
        else:
            with pytest.raises(ValidationError, match=f"Date of birth must be {must_be}"):
                field.clean(typed(text))


@time_machine.travel("2007-03-31T23:30Z", tick=False)
def test_today_is_the_day_in_london():
    assert date_field(must_be="today or in the past").clean(typed("1/4/2007")) == date(2007, 4, 1)


@pytest.mark.parametrize(
    ("text", "expected"), [("3/2007", date(2007, 3, 1)), ("March/2007", date(2007, 3, 1))]
)
def test_month_is_read_as_its_first_day(text, expected):
    assert month_field().clean(typed(text)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/", "Enter the month you started"),
        ("/2007", "Month you started must include a month"),
        ("3/", "Month you started must include a year"),
        ("13/2007", "Month you started must be a real month"),
        ("3/07", "Year must include 4 numbers"),
        ("4/2007", "Month you started must be this month or in the past"),
    ],
)
@time_machine.travel("2007-03-27T12:00Z", tick=False)
def test_month_is_refused_with_a_message(text, message):
    with pytest.raises(ValidationError) as refusal:
        month_field(must_be="this month or in the past").clean(typed(text))
    assert refusal.value.messages == [message]


@time_machine.travel("2007-03-27T12:00Z", tick=False)
def test_this_month_is_not_in_the_future():
    assert month_field(must_be="this month or in the past").clean(typed("3/2007")) == date(2007, 3, 1)


def test_date_that_may_be_left_out_is_none():
    assert date_field(required=False).clean(typed("//")) is None


class Birth(forms.Form):
    """One date."""

    born = date_field(hint="For example, 27 3 1970", autocomplete="bday")


def shown(form) -> dict:
    """The inputs of the field: name to what they show and whether they are red."""
    items = form["born"].params()["items"]
    return {item["name"]: (item["value"], "govuk-input--error" in item["classes"]) for item in items}


def test_what_was_typed_is_shown_again_and_only_the_wrong_part_is_red():
    form = Birth({"born-day": "31", "born-month": "<b>", "born-year": "1970"})
    assert not form.is_valid()
    assert shown(form) == {"day": ("31", False), "month": ("<b>", True), "year": ("1970", False)}
    assert form.error_summary()["errorList"] == [
        {"text": "Date of birth must be a real date", "href": "#id_born-month"}
    ]


def test_error_that_the_form_adds_makes_the_whole_date_red():
    form = Birth({"born-day": "31", "born-month": "1", "born-year": "1970"})
    form.add_error("born", "Date of birth must be after 1970")
    assert shown(form) == {"day": ("31", True), "month": ("1", True), "year": ("1970", True)}


def test_initial_date_is_shown():
    form = Birth(initial={"born": date(1970, 3, 27)})
    assert shown(form) == {"day": ("27", False), "month": ("3", False), "year": ("1970", False)}


def test_unchanged_date_has_not_changed():
    form = Birth(
        {"born-day": "27", "born-month": "mar", "born-year": "1970"}, initial={"born": date(1970, 3, 27)}
    )
    assert form.changed_data == []


def test_prefix_of_the_form_stands_before_the_names():
    form = Birth({"about-born-day": "27", "about-born-month": "3", "about-born-year": "1970"}, prefix="about")
    assert form.is_valid()
    assert form.cleaned_data == {"born": date(1970, 3, 27)}


def test_date_without_its_inputs_was_left_out():
    widget = Birth.base_fields["born"].widget
    assert widget.value_omitted_from_data({}, {}, "born") is True
    assert widget.value_omitted_from_data({"born-day": ""}, {}, "born") is False
