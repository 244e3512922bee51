"""Writes a form with one field from the options of an official fixture, as an author of a form would declare it."""

import re

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from recruitment.govuk import dates, fields, forms

WIDTH = re.compile(r"govuk-input--width-(\d+)$")
PLAIN = {"rows", "threshold", "autocomplete", "autocapitalize", "inputmode", "spellcheck"}
# Options of macros that the layer has no name for; a field passes them on in `params`.
PASSED_ON = {
    *("attributes", "formGroup", "inputWrapper", "pattern", "javascript", "multiple", "countMessage"),
    *(
        "wrapperClasses",
        "wrapperAttributes",
        "chooseFilesButtonText",
        "dropInstructionText",
        "noFileChosenText",
    ),
    *("multipleFilesChosenText", "enteredDropZoneText", "leftDropZoneText", "textareaDescriptionText"),
    *("charactersUnderLimitText", "charactersAtLimitText", "charactersOverLimitText"),
    *("wordsUnderLimitText", "wordsAtLimitText", "wordsOverLimitText"),
}


class NotExpressibleError(Exception):
    """The fixture says something that a form field cannot say."""


def html_of(component: str, options: dict) -> str:
    """The HTML of a form whose one field is declared from the options."""
    rest = dict(options)
    error = rest.pop("errorMessage", None)
    name = rest.pop("namePrefix" if component == "date-input" else "name", None)
    if name is None:
        raise NotExpressibleError("no name")
    field, value = DECLARE[component](rest)
    _nothing_left(rest)
    field.initial = value
    form_class = type("OneField", (forms.Form,), {name: field, "label_size": None})
    if not error:
        return str(form_class(auto_id="%s"))
    form = form_class({} if value is None else {name: value}, auto_id="%s")
    form.errors.clear()
    form.add_error(name, _error(error, options.get("items", [])))
    return str(form)


def _error(error: dict, items: list) -> ValidationError:
    if error.keys() != {"text"}:
        raise NotExpressibleError("an error message with HTML or attributes")
    wrong = [item["name"] for item in items if "govuk-input--error" in item.get("classes", "")]
    return ValidationError(error["text"], params={"parts": wrong} if wrong else None)


def _content(options: dict) -> str:
    return SafeString(options.pop("html")) if "html" in options else options.pop("text")


def _nothing_left(*groups: dict) -> None:
    for group in groups:
        if group:
            raise NotExpressibleError(", ".join(sorted(group)))


def _common(options: dict) -> dict:
    """What every field may say: hint, id, described_by, classes and width."""
    arguments: dict = {"required": False}
    if "hint" in options:
        hint = dict(options.pop("hint"))
        arguments["hint"] = _content(hint)
        if hint:
            arguments.setdefault("params", {})["hint"] = hint
    arguments |= {name: options.pop(name) for name in PLAIN & options.keys()}
    passed_on = {name: options.pop(name) for name in PASSED_ON & options.keys()}
    if passed_on:
        arguments["params"] = arguments.get("params", {}) | passed_on
    if "describedBy" in options:
        arguments["described_by"] = options.pop("describedBy")
    for each in options.pop("classes", "").split():
        if found := WIDTH.match(each):
            arguments["width"] = int(found[1])
        elif each in ("govuk-radios--inline", "govuk-radios--small", "govuk-checkboxes--small"):
            arguments[each.rsplit("--")[1]] = True
        else:
            arguments["classes"] = f"{arguments.get('classes', '')} {each}".strip()
    return arguments


def _labelled(options: dict) -> dict:
    label = dict(options.pop("label"))
    arguments = _common(options) | {"label": _content(label), "label_classes": label.pop("classes", None)}
    arguments["heading"] = label.pop("isPageHeading", False)
    arguments["size"] = None
    _nothing_left(label)
    if options.pop("disabled", False):
        arguments["disabled"] = True
    return arguments


def _legend(options: dict) -> dict:
    if "fieldset" not in options:
        raise NotExpressibleError("no legend")
    fieldset = dict(options.pop("fieldset"))
    legend = dict(fieldset.pop("legend"))
    arguments = _common(options) | {"label": _content(legend), "label_classes": legend.pop("classes", None)}
    arguments["heading"] = legend.pop("isPageHeading", False)
    arguments["size"] = None
    if "describedBy" in fieldset:
        arguments["described_by"] = fieldset.pop("describedBy")
    if fieldset:
        arguments["params"] = arguments.get("params", {}) | {"fieldset": fieldset}
    _nothing_left(legend)
    return arguments


def _with_id(field, options: dict):
    if identity := options.pop("id", None):
        field.widget.attrs["id"] = identity
    return field


def _input(options: dict):
    kind, value = options.pop("type", "text"), options.pop("value", None)
    affixes = {name: dict(options.pop(name)) for name in ("prefix", "suffix") if name in options}
    arguments = _labelled(options)
    for name, affix in affixes.items():
        arguments[name] = _content(affix)
        if affix:
            arguments["params"] = arguments.get("params", {}) | {name: affix}
    field = fields.TextField(**arguments, widget=django_forms.TextInput({"type": kind}))
    return _with_id(field, options), value


def _textarea(options: dict):
    value = options.pop("value", None)
    limits = {"max_words": options.pop("maxwords", None), "max_length": options.pop("maxlength", None)}
    return _with_id(fields.LongTextField(**_labelled(options), **limits), options), value


def _file(options: dict):
    arguments = _labelled(options)
    accept = arguments.get("params", {}).get("attributes", {}).pop("accept", None)
    options.pop("value", None)  # a browser shows no value of a file input, and the macro draws none
    return _with_id(fields.UploadField(**arguments, accept=accept), options), None


def _choices(items: list, arguments: dict, chosen_by: str) -> tuple[list, list]:
    """The choices of a field and those that are chosen; what else the items say goes into the arguments."""
    choices, chosen, divided = [], [], False
    for item in items:
        if not isinstance(item, dict):
            raise NotExpressibleError("an item that is nothing")
        left = dict(item)
        if "divider" in left:
            if left.pop("divider") != "or":
                raise NotExpressibleError("another divider than or")
            divided = True
            _nothing_left(left)
            continue
        if "value" not in left:
            raise NotExpressibleError("a choice without a value")
        value = left.pop("value")
        choices.append((value, _content(left)))
        if divided:
            arguments["divider_before"], divided = value, False
        if "hint" in left:
            hint = dict(left.pop("hint"))
            arguments.setdefault("hints", {})[value] = _content(hint)
            _nothing_left(hint)
        if left.pop("behaviour", None) == "exclusive":
            arguments["exclusive"] = value
        if left.pop(chosen_by, False):
            chosen.append(value)
        _nothing_left(left)
    return choices, chosen


def _radios(options: dict):
    items, value = options.pop("items"), options.pop("value", None)
    options["id"] = options.pop("idPrefix", None)
    arguments = _legend(options)
    choices, chosen = _choices(items, arguments, "checked")
    field = fields.RadiosField(**arguments, choices=choices)
    return _with_id(field, options), value if value is not None else (chosen or [None])[0]


def _checkboxes(options: dict):
    items, values = options.pop("items"), options.pop("values", [])
    options["id"] = options.pop("idPrefix", None)
    if "fieldset" not in options:
        return _checkbox(items, values, options)
    arguments = _legend(options)
    choices, chosen = _choices(items, arguments, "checked")
    return _with_id(fields.CheckboxesField(**arguments, choices=choices), options), chosen or values


def _checkbox(items: list, values: list, options: dict):
    if len(items) != 1 or "hint" in options:
        raise NotExpressibleError("several checkboxes, or a hint above one, without a legend")
    item = dict(items[0])
    arguments = _common(options) | {
        "label": _content(item),
        "hint": _content(dict(item.pop("hint", {"text": ""}))),
    }
    value, checked = item.pop("value"), item.pop("checked", False)
    _nothing_left(item)
    field = fields.CheckboxField(**arguments, widget=django_forms.CheckboxInput({"value": value}))
    return _with_id(field, options), checked or value in values


def _select(options: dict):
    items, value = options.pop("items", []), options.pop("value", None)
    arguments = _labelled(options)
    choices, chosen = _choices(items, arguments, "selected")
    field = fields.SelectField(**arguments, choices=choices, blank=None)
    return _with_id(field, options), value if value is not None else (chosen or [None])[0]


def _date(options: dict):
    items = [dict(item) for item in options.pop("items", [])]
    parts = tuple(item.pop("name") for item in items) or ("day", "month", "year")
    kinds = {("day", "month", "year"): dates.DateField, ("month", "year"): dates.MonthField}
    if parts not in kinds:
        raise NotExpressibleError("other parts")
    arguments = _legend(options)
    beginnings = {item.pop("autocomplete").rsplit("-")[0] for item in items if "autocomplete" in item}
    if beginnings:
        arguments["autocomplete"] = beginnings.pop()
    for part, item in zip(parts, items, strict=False):
        expected = f"govuk-input--width-{4 if part == 'year' else 2}"
        if item.pop("classes", "").removesuffix(" govuk-input--error") != expected:
            raise NotExpressibleError("other widths")
    _nothing_left(*items)
    return _with_id(kinds[parts](**arguments), options), None


DECLARE = {
    "input": _input,
    "textarea": _textarea,
    "character-count": _textarea,
    "file-upload": _file,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "select": _select,
    "date-input": _date,
}
