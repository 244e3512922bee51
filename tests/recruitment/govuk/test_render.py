"""Components drawn by the macros: the official fixtures, and how Python values become options."""

import pytest
from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import SafeString

from recruitment.govuk.render import component
from tests.recruitment.govuk.official import components, fixtures
from tests.recruitment.govuk.trees import tree

ALL = [(name, fixture) for name in components() for fixture in fixtures(name)]


def trusted(value):
    """Fixture options with the HTML in them marked as safe, as an author of a page would mark it."""
    if isinstance(value, dict):
        return {key: _trusted_option(key, option) for key, option in value.items()}
    return [trusted(item) for item in value] if isinstance(value, list) else value


def _trusted_option(key, value):
    is_html = isinstance(value, str) and (key == "html" or key.endswith("Html") or key in SLOTS)
    return SafeString(value) if is_html else trusted(value)


SLOTS = {"start", "end", "navigationStart", "navigationEnd"}


@pytest.mark.parametrize(
    ("name", "fixture"), [pytest.param(name, each, id=f"{name}: {each['name']}") for name, each in ALL]
)
def test_component_matches_the_official_fixture(name, fixture):
    assert tree(component(name, trusted(fixture["options"]))) == tree(fixture["html"])


def test_all_fixtures_of_the_version_are_here():
    assert len(ALL) == 657


def test_text_is_escaped():
    html = component("tag", {"text": "<script>alert(1)</script>"})
    assert tree(html) == [["strong", {"class": ["govuk-tag"]}, ["<script>alert(1)</script>"]]]


def test_html_that_nobody_marked_safe_is_escaped():
    html = component("inset-text", {"html": "<script>alert(1)</script>"})
    assert tree(html) == [["div", {"class": ["govuk-inset-text"]}, ["<script>alert(1)</script>"]]]


def test_html_made_by_format_html_stays():
    html = component("inset-text", {"html": format_html("<b>{}</b>", "<i>")})
    assert tree(html) == [["div", {"class": ["govuk-inset-text"]}, [["b", {}, ["<i>"]]]]]


def test_none_counts_as_left_out():
    assert component("tag", {"text": "Sent", "classes": None}) == component("tag", {"text": "Sent"})


def test_lazy_text_is_drawn():
    assert component("tag", {"text": lazystr("Sent")}) == component("tag", {"text": "Sent"})


def test_result_is_safe():
    assert type(component("tag", {"text": "Sent"})) is SafeString
