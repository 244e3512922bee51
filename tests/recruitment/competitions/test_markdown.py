"""Role descriptions: Markdown without raw HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.competitions.markdown import to_html


def test_paragraphs_lists_and_links_look_like_the_design_system():
    html = to_html("One\n\n* two\n* three\n\n1. four\n\n[five](https://example.org/)")
    assert html == (
        '<p class="govuk-body">One</p>\n'
        '<ul class="govuk-list govuk-list--bullet">\n<li>two</li>\n<li>three</li>\n</ul>\n'
        '<ol class="govuk-list govuk-list--number">\n<li>four</li>\n</ol>\n'
        '<p class="govuk-body"><a href="https://example.org/" class="govuk-link">five</a></p>\n'
    )


@pytest.mark.parametrize(("level", "tag"), [(1, "h3"), (2, "h3"), (3, "h4"), (6, "h4")])
def test_headings_fit_below_those_of_the_page(level, tag):
    assert to_html(f"{'#' * level} About") == f'<{tag} class="govuk-heading-s">About</{tag}>\n'


@pytest.mark.parametrize("text", [
    "<script>alert(1)</script>",
    "a <img src=x onerror=alert(1)> b",
    "<div>\n\n**x**\n\n</div>",
])  # fmt: skip
def test_raw_html_is_shown_as_text(text):
    html = to_html(text)
    assert "&lt;" in html
    assert not {"<script", "<img", "<div"} & set(html.split())


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "vbscript:x", "data:text/html,x", "JaVaScRiPt:alert(1)"]
)
def test_links_that_run_something_are_no_links(address):
    assert "href" not in to_html(f"[x]({address})")


def test_pictures_are_left_out():
    assert "<img" not in to_html("![x](https://example.org/x.png)")


@given(st.text())
def test_any_text_gives_html_without_scripts(text):
    html = to_html(text).lower()
    assert "<script" not in html
    assert "<img" not in html
