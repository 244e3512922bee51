"""How a form field becomes the options of a Design System component."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from recruitment.govuk.render import component
from recruitment.govuk.widgets import DateInput

# What a field may say about how it looks, in `field.govuk`; the classes of fields.py take these as arguments.
OPTIONS = frozenset({
    "heading",  # the label or legend is the h1 of the page
    "size",  # of the label or legend: s, m, l, xl or None; otherwise l for a heading, else the form's
    "label_classes",  # further classes of the label or legend, such as govuk-visually-hidden
    "classes",  # further classes of the input
    "width",  # of an input: 2, 3, 4, 5, 10, 20, 30 characters, or one-half, two-thirds ... of the column
    "autocomplete",  # for a date the common beginning: bday
    "autocapitalize",
    "inputmode",
    "spellcheck",
    "prefix",  # text before the input
    "suffix",  # text after the input
    "rows",  # of a textarea
    "threshold",  # percentage of the limit at which the count appears
    "hints",  # of choices: {value: text}
    "divider_before",  # the value of the choice that stands after "or"
    "exclusive",  # the value of the checkbox that excludes the others
    "inline",  # radios side by side: for two short choices
    "small",  # smaller radios or checkboxes
    "blank",  # the text of a select's empty choice
    "legend",  # the question above a single checkbox
    "accept",  # the types a file input offers: ".pdf"
    "described_by",  # the id of an element that describes the input as well
    "params",  # any other option of the component's macro, merged in at the end
})  # fmt: skip


class GovukBoundField(BoundField):
    """A field of a form that draws itself as a component: `{{ field.as_field_group }}`."""

    @property
    def options(self) -> Mapping[str, Any]:
        """The display options of the field, empty for a field of another library."""
        return getattr(self.field, "govuk", {})

    @property
    def component(self) -> str:
        """The name of the component that shows this field."""
        name, _ = self._look()
        return "character-count" if name == "textarea" and self._limits() else name

    def params(self) -> dict[str, Any]:
        """The options of the component's macro."""
        _, build = self._look()
        return _merged(build(self), self.options.get("params", {}))

    def first_id(self) -> str:
        """The id that the error summary links to: an input that can have the focus."""
        if isinstance(self.field.widget, DateInput):
            return f"{self.base_id}-{self._wrong_parts()[0]}"
        return self.base_id

    def as_field_group(self) -> SafeString:
        """The whole component: label, hint, error message and input."""
        return self.as_widget() if self.is_hidden else component(self.component, self.params())

    @property
    def base_id(self) -> str:
        """The id that those of the hint, the error and the inputs begin with."""
        return self.field.widget.attrs.get("id") or self.auto_id

    @property
    def error(self) -> str | None:
        """The message to show: the first, because people put right one thing at a time."""
        return self.errors[0] if self.errors else None

    def _look(self) -> tuple[str, Callable[["GovukBoundField"], dict[str, Any]]]:
        return next(COMPONENTS[cls] for cls in type(self.field.widget).__mro__ if cls in COMPONENTS)

    def _attribute(self, name: str) -> Any:
        """An option, or the HTML attribute that another library gave its widget."""
        return self.options.get(name, self.field.widget.attrs.get(name))

    def _title(self, block: str) -> dict[str, Any]:
        heading = self.options.get("heading", False)
        size = self.options.get("size", "l" if heading else getattr(self.form, "label_size", None))
        classes = _classes(f"{block}--{size}" if size else None, self.options.get("label_classes"))
        return {**_content(self.label), "classes": classes, "isPageHeading": heading or None}

    def _group(self) -> dict[str, Any]:
        return {
            "hint": _content(self.help_text) if self.help_text else None,
            "errorMessage": {"text": self.error} if self.error else None,
        }

    def _labelled(self) -> dict[str, Any]:
        """The options that all components with one input and a label share."""
        return {
            "id": self.base_id,
            "name": self.html_name,
            "label": self._title("govuk-label"),
            "classes": _classes(self.options.get("classes"), _width(self.options.get("width"))),
            "describedBy": self.options.get("described_by"),
            "disabled": self.field.disabled or None,
            "autocomplete": self._attribute("autocomplete"),
        } | self._group()

    def _fieldset(self) -> dict[str, Any]:
        legend = self._title("govuk-fieldset__legend")
        return {"legend": legend, "describedBy": self.options.get("described_by")}

    def _formatted(self) -> Any:
        return self.field.widget.format_value(self.value())

    def _limits(self) -> dict[str, int]:
        limits = {"maxwords": "max_words", "maxlength": "max_characters"}
        found = {option: getattr(self.field, name, None) for option, name in limits.items()}
        return {option: limit for option, limit in found.items() if limit is not None}

    def _wrong_parts(self) -> list[str]:
        """The parts of a date that are wrong: those that the error names, otherwise all."""
        parts = list(self.field.widget.parts)
        if not self.errors:
            return parts
        return (self.errors.as_data()[0].params or {}).get("parts", parts)

    def _choices(self) -> list[dict[str, Any]]:
        """The items of radios, checkboxes and selects."""
        hints = {str(value): hint for value, hint in self.options.get("hints", {}).items()}
        items = []
        for _, group, _ in self.field.widget.optgroups(self.html_name, self._formatted()):
            for choice in group:
                value = str(choice["value"])
                if value == str(self.options.get("divider_before", "")) != "":
                    items.append({"divider": "or"})
                items.append({
                    "value": value,
                    **_content(choice["label"]),
                    "checked": choice["selected"],
                    "hint": _content(hints[value]) if value in hints else None,
                    "behaviour": "exclusive" if value == self.options.get("exclusive") else None,
                    "disabled": self.field.disabled or None,
                })  # fmt: skip
        return items


def _input(field: GovukBoundField) -> dict[str, Any]:
    kind = field.field.widget.input_type
    is_number = kind == "number"  # never in HTML: wheels change it, letters vanish
    return field._labelled() | {
        "type": "text" if is_number else kind,
        "value": field._formatted(),
        "inputmode": field._attribute("inputmode") or ("numeric" if is_number else None),
        "spellcheck": _boolean(field._attribute("spellcheck")),
        "autocapitalize": field._attribute("autocapitalize"),
        "prefix": _affix(field.options.get("prefix")),
        "suffix": _affix(field.options.get("suffix")),
    }


def _password(field: GovukBoundField) -> dict[str, Any]:
    return field._labelled()


def _textarea(field: GovukBoundField) -> dict[str, Any]:
    return (
        field._labelled()
        | {
            "value": _with_first_line(field._formatted()),
            "rows": field.options.get("rows"),
            "spellcheck": _boolean(field._attribute("spellcheck")),
            "threshold": field.options.get("threshold"),
        }
        | field._limits()
    )


def _with_first_line(text: str | None) -> str | None:
    """Return the text so that a browser shows all of it: a line break right after <textarea> counts as markup."""
    return f"\n{text}" if text and text[0] in "\r\n" else text


def _radios(field: GovukBoundField) -> dict[str, Any]:
    inline = "govuk-radios--inline" if field.options.get("inline") else None
    small = "govuk-radios--small" if field.options.get("small") else None
    return field._group() | {
        "idPrefix": field.base_id,
        "name": field.html_name,
        "fieldset": field._fieldset(),
        "classes": _classes(inline, small, field.options.get("classes")),
        "items": field._choices(),
    }


def _checkboxes(field: GovukBoundField) -> dict[str, Any]:
    small = "govuk-checkboxes--small" if field.options.get("small") else None
    return field._group() | {
        "idPrefix": field.base_id,
        "name": field.html_name,
        "fieldset": field._fieldset(),
        "classes": _classes(small, field.options.get("classes")),
        "items": field._choices(),
    }


def _checkbox(field: GovukBoundField) -> dict[str, Any]:
    """One box: its label is the item's, and a question stands above it only where there is one."""
    widget = field.field.widget
    legend = field.options.get("legend")
    item = {
        "value": widget.attrs.get("value", "yes"),
        **_content(field.label),
        "hint": _content(field.help_text) if field.help_text else None,
        "checked": widget.check_test(field.value()),
        "disabled": field.field.disabled or None,
    }
    return {
        "idPrefix": field.base_id,
        "name": field.html_name,
        "fieldset": {"legend": field._title("govuk-fieldset__legend") | _content(legend)} if legend else None,
        "classes": _classes("govuk-checkboxes--small" if field.options.get("small") else None),
        "errorMessage": field._group()["errorMessage"],
        "items": [item],
    }


def _select(field: GovukBoundField) -> dict[str, Any]:
    items = [
        {name: value for name, value in choice.items() if name != "checked"} | {"selected": choice["checked"]}
        for choice in field._choices()
    ]
    blank = field.options.get("blank", "")
    if blank is not None and all(item["value"] for item in items):
        items.insert(0, {"value": "", "text": blank})
    return field._labelled() | {"items": items}


def _date(field: GovukBoundField) -> dict[str, Any]:
    typed = field._formatted()
    wrong = field._wrong_parts() if field.errors else []
    beginning = field.options.get("autocomplete")
    items = [
        {
            "name": part,
            "classes": _classes(
                _width(4 if part == "year" else 2), "govuk-input--error" if part in wrong else None
            ),
            "value": typed.get(part) or None,
            "autocomplete": f"{beginning}-{part}" if beginning else None,
        }
        for part in field.field.widget.parts
    ]
    return field._group() | {
        "id": field.base_id,
        "namePrefix": field.html_name,
        "fieldset": field._fieldset(),
        "classes": field.options.get("classes"),
        "items": items,
    }


def _file(field: GovukBoundField) -> dict[str, Any]:
    accept = field._attribute("accept")
    return field._labelled() | {"attributes": {"accept": accept} if accept else None}


# The component of each widget and what makes its options; a subclass is shown as its nearest ancestor here.
COMPONENTS: Mapping[type[forms.Widget], tuple[str, Callable[[GovukBoundField], dict[str, Any]]]] = {
    forms.widgets.Input: ("input", _input),
    forms.PasswordInput: ("password-input", _password),
    forms.Textarea: ("textarea", _textarea),
    forms.RadioSelect: ("radios", _radios),
    forms.CheckboxSelectMultiple: ("checkboxes", _checkboxes),
    forms.CheckboxInput: ("checkboxes", _checkbox),
    forms.Select: ("select", _select),
    forms.FileInput: ("file-upload", _file),
    DateInput: ("date-input", _date),
}


def _content(value: Any) -> dict[str, str]:
    """A label, hint or choice as an option: HTML where it was marked safe, otherwise text."""
    return {"html" if isinstance(value, SafeString) else "text": str(value)}


def _affix(text: str | None) -> dict[str, str] | None:
    return {"text": text} if text else None


def _boolean(value: Any) -> bool | None:
    """An HTML attribute of true and false as such ("false" is how another library may have written it)."""
    return None if value is None else value not in (False, "false")


def _classes(*classes: str | None) -> str | None:
    return " ".join(each for each in classes if each) or None


def _width(width: int | str | None) -> str | None:
    if width is None:
        return None
    return f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}"


def _merged(params: Mapping[str, Any], further: Mapping[str, Any]) -> dict[str, Any]:
    """The options with further ones; options of options are merged too."""
    merged = dict(params)
    for name, value in further.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(name), Mapping)
        merged[name] = _merged(merged[name], value) if both else value
    return merged
