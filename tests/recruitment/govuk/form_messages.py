"""Finds messages of forms that do not tell people what to do (ui.md E6)."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

from django import forms as django_forms
from django.apps import apps
from django.core import validators

from recruitment.govuk.forms import GovukForm

FORBIDDEN = re.compile(
    r"\b(required|valid|invalid|please|sorry|forgot|forgotten|forbidden|illegal|oops)\b", re.IGNORECASE
)


def faults(form_class: type[django_forms.BaseForm]) -> list[str]:
    """A line for each message that a field of the form can show and that is Django's own or uses a forbidden word."""
    return [
        f"{form_class.__module__}.{form_class.__qualname__}.{name}, {code}: {message}"
        for name, field in form_class.base_fields.items()
        for code, message in _messages(field)
        if message in DJANGO or FORBIDDEN.search(message)
    ]


def all_forms() -> list[type[GovukForm]]:
    """Every form class of the rooms, found by importing all of their modules."""
    for app in apps.get_app_configs():
        if app.name.split(".")[0] in {"recruitment", "scoring"}:
            for module in pkgutil.walk_packages(app.module.__path__, f"{app.name}."):
                import_module(module.name)
    found = {
        each for each in _subclasses(GovukForm) if each.__module__.split(".")[0] in {"recruitment", "scoring"}
    }
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def _messages(field: django_forms.Field) -> Iterator[tuple[str, str]]:
    for code, message in field.error_messages.items():
        yield code, _text(message)
    for validator in field.validators:
        code, message = getattr(validator, "code", None), getattr(validator, "message", "-")
        if code not in field.error_messages:
            yield str(code), _text(message)


def _text(message: object) -> str:
    """The message; one that Django writes by number has no text without numbers."""
    return str(message) or message % dict.fromkeys(("limit_value", "show_value", "max", "length"), 9)


def _subclasses(cls: type) -> Iterator[type]:
    for subclass in cls.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _django() -> Iterator[str]:
    for field in [django_forms.Field, *_subclasses(django_forms.Field)]:
        if field.__module__.startswith("django."):
            yield from map(_text, getattr(field, "default_error_messages", {}).values())
    for validator in vars(validators).values():
        yield _text(getattr(validator, "message", "-"))


DJANGO = set(_django()) - {"-"}
