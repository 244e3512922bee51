"""Form fields drawn by the form layer match the official fixtures of govuk-frontend 6.3.0."""

import pytest

from tests.recruitment.govuk.declared import DECLARE, NotExpressibleError, html_of
from tests.recruitment.govuk.official import fixtures
from tests.recruitment.govuk.trees import tree

NUMBER = "type=number is never used: the layer makes it text with inputmode=numeric"
LIMIT = "a field with a count has its limit in Python, because the server enforces it"
LEGEND = "a field with choices or date parts always has a legend: its label"
REVEAL = "reveals fail WCAG 4.1.2 and are not used: ask on the next page"
ITEM_IDS = "the choices of a Django field share one name and have ids that follow from it"
DISABLED = "Django's choices cannot be disabled one by one"
ITEM_ATTRIBUTES = "Django's choices have no attributes or label classes of their own"
NO_ITEM = "Django's choices have no empty entries"
VALUES = "Django's choices all have a value, which is text"
TWICE = "a Django field has one value, so an item cannot contradict it"
NO_NAME = "the inputs of a date field are named after the field: name-day"
PARTS = "a date field asks for day, month and year or for month and year"
INPUTS = "the three inputs of a date have no attributes of their own"

LEFT_OUT = {
    "input": {"custom type": NUMBER, "with pattern attribute": NUMBER},
    "character-count": {
        "to configure in JavaScript": LIMIT,
        "when neither maxlength nor maxwords are set": LIMIT,
        "when neither maxlength/maxwords nor textarea description are set": LIMIT,
    },
    "radios": {
        "with hints on items": ITEM_IDS,
        "with disabled": ITEM_IDS,
        "without fieldset": LEGEND,
        "with idPrefix": LEGEND,
        "minimal items and name": LEGEND,
        "with falsy items": NO_ITEM,
        "attributes": LEGEND,
        "items with attributes": ITEM_ATTRIBUTES,
        "label with classes": ITEM_ATTRIBUTES,
        "label with attributes": ITEM_ATTRIBUTES,
        "with error message": LEGEND,
        "with error message and idPrefix": LEGEND,
        "prechecked using value": LEGEND,
        "item checked overrides value": TWICE,
        "with conditional items": REVEAL,
        "with conditional item checked": REVEAL,
        "with optional form-group classes showing group error": REVEAL,
        "small with conditional reveal": REVEAL,
        "with empty conditional": REVEAL,
        "textarea in conditional": REVEAL,
        "with conditional items with special characters": REVEAL,
        "with conditional items and pre-checked value": REVEAL,
    },
    "checkboxes": {
        "with hints on items": ITEM_IDS,
        "with id and name": ITEM_IDS,
        "with disabled item": ITEM_IDS,
        "with idPrefix": LEGEND,
        "classes": LEGEND,
        "attributes": LEGEND,
        "with checked item": LEGEND,
        "with falsy values": NO_ITEM,
        "multiple hints": LEGEND,
        "items with attributes": ITEM_ATTRIBUTES,
        "with label classes": ITEM_ATTRIBUTES,
        "label with attributes": ITEM_ATTRIBUTES,
        "with single option set 'aria-describedby' on input, and describedBy": LEGEND,
        "with single option (and hint) set 'aria-describedby' on input, and describedBy": LEGEND,
        "item checked overrides values": TWICE,
        "with pre-checked values": REVEAL,
        "with divider, None and conditional items": REVEAL,
        "with conditional items": REVEAL,
        "with optional form-group classes showing group error": REVEAL,
        "small with conditional reveal": REVEAL,
        "empty conditional": REVEAL,
        "with conditional items with special characters": REVEAL,
        "with conditional item checked": REVEAL,
        "textarea in conditional": REVEAL,
    },
    "select": {
        "default": DISABLED,
        "with label as page heading": DISABLED,
        "with full width override": DISABLED,
        "with selected value": DISABLED,
        "with optional form-group classes": DISABLED,
        "attributes on items": ITEM_ATTRIBUTES,
        "with falsy items": NO_ITEM,
        "with falsy values": VALUES,
        "without values": VALUES,
        "without values with selected value": VALUES,
        "item selected overrides value": TWICE,
    },
    "date-input": {
        "default": NO_NAME,
        "with errors only": NO_NAME,
        "with errors and hint": NO_NAME,
        "classes": NO_NAME,
        "attributes": NO_NAME,
        "with empty items": NO_NAME,
        "custom pattern": NO_NAME,
        "custom inputmode": NO_NAME,
        "with nested name": NO_NAME,
        "with id on items": NO_NAME,
        "suffixed id": NO_NAME,
        "with values": NO_NAME,
        "with hint and describedBy": NO_NAME,
        "with error and describedBy": NO_NAME,
        "fieldset html": NO_NAME,
        "items with classes": NO_NAME,
        "items without classes": NO_NAME,
        "day and month": PARTS,
        "with input attributes": INPUTS,
    },
}


def _cases(*, left_out: bool) -> list:
    return [
        pytest.param(component, fixture, id=f"{component}: {fixture['name']}")
        for component in DECLARE
        for fixture in fixtures(component)
        if (fixture["name"] in LEFT_OUT.get(component, {})) == left_out
    ]


@pytest.mark.parametrize(("component", "fixture"), _cases(left_out=False))
def test_field_matches_the_official_fixture(component, fixture):
    assert tree(html_of(component, fixture["options"])) == tree(fixture["html"])


@pytest.mark.parametrize(("component", "fixture"), _cases(left_out=True))
def test_fixture_that_is_left_out_cannot_be_expressed(component, fixture):
    try:
        html = html_of(component, fixture["options"])
    except NotExpressibleError:
        return
    assert tree(html) != tree(fixture["html"])


def test_every_fixture_is_either_compared_or_left_out_with_a_reason():
    names = {component: [fixture["name"] for fixture in fixtures(component)] for component in DECLARE}
    left_out = sum(len(reasons) for reasons in LEFT_OUT.values())
    assert {component: set(LEFT_OUT.get(component, {})) - set(names[component]) for component in names} == {
        component: set() for component in names
    }
    assert (len(_cases(left_out=False)), left_out) == (159, sum(map(len, names.values())) - 159)
