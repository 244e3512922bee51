"""Components of the GOV.UK Design System as safe HTML, drawn by the macros of govuk-frontend-jinja."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"

# The one option of which "none" says something: the footer without a licence.
MAY_BE_NONE = {"contentLicence"}


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """The HTML of one component, such as `component("button", {"text": "Continue"})`.

    The options are those of the Design System's Nunjucks macros. Whatever is None counts as left out.
    An option that takes HTML (`html`, `titleHtml` ...) is escaped unless it is a SafeString.
    Raises jinja2.TemplateNotFound for a name that is not a component.
    """
    return SafeString(_macro(name)(_plain(params)).strip())


@cache
def _environment() -> Environment:
    return Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True)


@cache
def _macro(name: str) -> Callable[[Any], str]:
    template = _environment().get_template(f"{PACKAGE}/components/{name}/macro.html")
    return getattr(template.module, "govuk" + "".join(word.capitalize() for word in name.split("-")))


def _plain(value: Any) -> Any:
    """The value in types that a macro understands: dict, list, str, number, bool."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Mapping):
        said = ((key, option) for key, option in value.items() if option is not None or key in MAY_BE_NONE)
        return {key: _option(key, option) for key, option in said}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _option(key: str, value: Any) -> Any:
    value = _plain(value)
    takes_html = key == "html" or key.endswith("Html")
    return conditional_escape(value) if takes_html and isinstance(value, str) else value
