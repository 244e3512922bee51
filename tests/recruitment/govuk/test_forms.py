"""How a form draws itself, and its error summary."""

import pytest
from django import forms as django_forms
from django.utils.html import format_html
from html5lib import parseFragment

from recruitment.govuk import dates, fields, forms

LEVELS = [("s", "Strategic"), ("f", "Frontline"), ("n", "I have none")]


class Everything(forms.Form):
    """A field of each kind."""

    name = fields.TextField("Name", max_length=10, hint="As on a letter", width=20)
    email = fields.EmailField(width="two-thirds")
    years = fields.WholeNumberField("Years", min_value=0, max_value=60)
    born = dates.DateField("Born")
    started = dates.MonthField("Started")
    still = fields.YesNoField("Still there?")
    level = fields.RadiosField("Level", choices=LEVELS, hints={"s": "You led"}, divider_before="n")
    sectors = fields.CheckboxesField("Sectors", choices=LEVELS, exclusive="n")
    region = fields.SelectField("Region", choices=LEVELS)
    did = fields.LongTextField("Did", max_words=10)
    more = fields.LongTextField("More", rows=3)
    cv = fields.UploadField("CV", accept=".pdf")
    agree = fields.CheckboxField("I agree", hint="We check this")
    token = fields.TextField("Token", widget=django_forms.HiddenInput)


def elements(html: str) -> list:
    return [
        each
        for each in parseFragment(str(html), namespaceHTMLElements=False).iter()
        if isinstance(each.tag, str)
    ]


def one(html: str, **attributes: str) -> dict:
    """The attributes of the one element that has these attributes."""
    [found] = [each for each in elements(html) if attributes.items() <= each.attrib.items()]
    return dict(found.attrib)


@pytest.mark.parametrize("form", [Everything(), Everything({})], ids=["new", "with errors"])
def test_inputs_leave_checking_to_the_server(form):
    refused = {
        "required",
        "maxlength",
        "minlength",
        "placeholder",
        "min",
        "max",
        "step",
        "aria-invalid",
        "style",
    }
    assert [each.attrib for each in elements(form) if refused & each.attrib.keys()] == []


@pytest.mark.parametrize("form", [Everything(), Everything({})], ids=["new", "with errors"])
def test_everything_that_an_attribute_refers_to_exists_once(form):
    found = elements(form)
    ids = [each.attrib["id"] for each in found if "id" in each.attrib]
    references = {
        to for each in found for name in ("for", "aria-describedby") for to in each.get(name, "").split()
    }
    assert len(ids) == len(set(ids))
    assert references - set(ids) == set()


def test_each_error_links_to_an_input_that_can_have_the_focus():
    form = Everything({})
    links = [each["href"] for each in form.error_summary()["errorList"] if "href" in each]
    focusable = {
        f"#{each.get('id')}" for each in elements(form) if each.tag in {"input", "textarea", "select"}
    }
    assert len(links) == len(Everything.base_fields) - 1  # the hidden field has no link
    assert set(links) - focusable == set()


def test_summary_says_what_stands_beside_the_fields_in_their_order():
    form = Everything({})
    form.add_error(None, "Two answers contradict each other")
    [general, *of_fields] = form.error_summary()["errorList"]
    assert general == {"text": "Two answers contradict each other"}
    assert [each["text"] for each in of_fields] == [form[name].errors[0] for name in Everything.base_fields]


def test_first_of_several_errors_is_shown():
    form = Everything({"name": ""})
    form.add_error("name", "Another")
    assert form["name"].error == "Enter name"


def test_answers_are_shown_again():
    form = Everything(
        {"name": "<b>", "years": "x", "level": "f", "sectors": ["s", "n"], "region": "f", "agree": "yes"}
    )
    assert one(form, name="name")["value"] == "<b>"
    assert one(form, name="years")["value"] == "x"
    assert [each.attrib["value"] for each in elements(form) if "checked" in each.attrib] == [
        "f",
        "s",
        "n",
        "yes",
    ]
    assert [each.attrib["value"] for each in elements(form) if "selected" in each.attrib] == ["f"]


def test_initial_answers_are_shown():
    form = Everything(initial={"years": 0, "still": False, "agree": True, "sectors": ["s"], "did": "this"})
    assert one(form, name="years")["value"] == "0"
    checked = [(each.get("name"), each.get("value")) for each in elements(form) if "checked" in each.attrib]
    assert checked == [("still", "no"), ("sectors", "s"), ("agree", "yes")]
    assert [each.text for each in elements(form["did"].as_field_group()) if each.tag == "textarea"] == [
        "this"
    ]


def test_nothing_is_selected_beforehand():
    chosen = {"checked", "selected"}
    assert [each.attrib for each in elements(Everything()) if chosen & each.attrib.keys()] == []


def test_number_is_text_with_digits():
    field = one(Everything(), name="years")
    assert (field["type"], field["inputmode"]) == ("text", "numeric")


def test_label_and_choice_are_html_only_where_they_are_safe():
    class Choice(forms.Form):
        """A form with markup in its texts."""

        level = fields.RadiosField(
            "<i>Level</i>", choices=[("a", "<b>A</b>"), ("b", format_html("<b>{}</b>", "<B>"))]
        )

    html = Choice()["level"].as_field_group()
    assert [each.text for each in elements(html) if each.tag == "b"] == ["<B>"]
    assert [each.tag for each in elements(html) if each.tag == "i"] == []


def test_heading_is_the_label_of_the_page():
    class OneQuestion(forms.Form):
        """One question on a page."""

        level = fields.RadiosField("Which level?", choices=LEVELS, heading=True)

    assert OneQuestion().heading == "Which level?"
    assert [each.get("class") for each in elements(OneQuestion()) if each.tag == "h1"] == [
        "govuk-fieldset__heading"
    ]
    assert Everything().heading is None


def test_choices_may_come_later():
    form = Everything()
    form.fields["region"].choices = [("x", "Elsewhere")]
    options = [
        each.get("value") for each in elements(form["region"].as_field_group()) if each.tag == "option"
    ]
    assert options == ["", "x"]


def test_form_of_another_library_is_drawn_too():
    class Foreign(forms.GovukForm, django_forms.Form):
        """Fields as another library declares them."""

        email = django_forms.EmailField(
            widget=django_forms.EmailInput({"autocomplete": "email", "placeholder": "@"})
        )
        code = django_forms.IntegerField()
        password = django_forms.CharField(widget=django_forms.PasswordInput)

    form = Foreign()
    form.fields["email"].govuk = {"width": 20}
    assert one(form, name="email") == {
        "class": "govuk-input govuk-input--width-20",
        "id": "id_email",
        "name": "email",
        "type": "email",
        "autocomplete": "email",
    }
    assert one(form, name="code")["inputmode"] == "numeric"
    assert one(form, name="password")["type"] == "password"


def test_hidden_field_is_drawn_without_a_label():
    assert one(Everything(initial={"token": "t"}), name="token") == {
        "type": "hidden",
        "name": "token",
        "value": "t",
        "id": "id_token",
    }
