"""The two widgets that Django lacks. How they look is the business of bound_field.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class Textarea(forms.Textarea):
    """A textarea whose line ends are one character, as they are in the browser's count."""

    def value_from_datadict(self, data, files, name):
        """What was typed, with line feeds only."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class DateInput(forms.Widget):
    """Text inputs for the parts of a date, named `<name>-day`, `<name>-month`, `<name>-year`.

    Its value is what was typed: a dict of part to text. A date is accepted as initial value.
    """

    use_fieldset = True

    def __init__(self, parts: tuple[str, ...], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.parts = parts

    def value_from_datadict(self, data, files, name) -> dict[str, str]:
        """What was typed in each part."""
        return {part: data.get(f"{name}-{part}") or "" for part in self.parts}

    def value_omitted_from_data(self, data, files, name) -> bool:
        """Whether none of the inputs was in the form that was sent."""
        return all(f"{name}-{part}" not in data for part in self.parts)

    def format_value(self, value: date | Mapping[str, str] | None) -> dict[str, str]:
        """What the inputs show."""
        if value is None:
            return {}
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in self.parts}
        return dict(value)
