"""Form fields that look as the Design System says and whose every message names the field.

Arguments of all of them: `label` (first), `hint`, `noun`, `required_message`, the display options of
`bound_field.OPTIONS`, and what the Django field underneath takes (`required`, `initial`, `validators` ...).
`noun` is how messages call the thing, as it stands after "Enter" or "Select": "your full name". Where it is
left out it is the label with a small first letter.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from recruitment.govuk.bound_field import OPTIONS, GovukBoundField
from recruitment.govuk.widgets import Textarea
from recruitment.govuk.words import count_characters, count_words, fold_lines, is_visible, lower_first, strip


class GovukField(forms.Field):
    """Takes the display options and writes the messages. Mixed into each field below.

    A class adds its messages in `messages`: `{noun}` there is the noun, `{subject}` the noun that begins
    a sentence.
    """

    bound_field_class: type[BoundField] | None = GovukBoundField
    messages: Mapping[str, str] = {"required": "Enter {noun}"}

    def __init__(
        self,
        label: str,
        *,
        noun: str | None = None,
        hint: str = "",
        required_message: str | None = None,
        error_messages: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.govuk = {name: kwargs.pop(name) for name in OPTIONS & kwargs.keys()}
        self.noun = noun or lower_first(label)
        messages = self._written_messages() | dict(error_messages or {})
        if required_message:
            messages["required"] = required_message
        super().__init__(label=label, help_text=hint, error_messages=messages, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> "GovukField":
        """The field of a form, whose options the form may change without changing those of other forms."""
        copied = super().__deepcopy__(memo)
        copied.govuk = dict(self.govuk)
        return copied

    @property
    def subject(self) -> str:
        """The noun as it begins a sentence: "Full name"."""
        return _upper_first(self.noun.removeprefix("your ").removeprefix("the ").removeprefix("a "))

    def _written_messages(self) -> dict[str, str]:
        templates: dict[str, str] = {}
        for cls in reversed(type(self).__mro__):
            templates |= cls.__dict__.get("messages", {})
        return {code: text.format(noun=self.noun, subject=self.subject) for code, text in templates.items()}


class TextField(GovukField, forms.CharField):
    """One line of text. Options often used: max_length, width, autocomplete, spellcheck."""

    keeps_line_breaks = False
    messages = {
        "max_length": "{subject} must be %(limit_value)d characters or less",
        "min_length": "{subject} must be %(limit_value)d characters or more",
        "null_characters_not_allowed": "{subject} must not include a null character",
    }

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.strip = False  # to_python does it, by JavaScript's idea of white space

    def widget_attrs(self, widget):
        """None: no maxlength, because the browser would cut off what people paste."""
        return {}

    def to_python(self, value):
        """The text without white space at its ends, on one line; nothing where it shows nothing."""
        text = super().to_python(value)
        text = strip(text if self.keeps_line_breaks else fold_lines(text))
        return text if is_visible(text) else self.empty_value


class EmailField(TextField, forms.EmailField):
    """An e-mail address."""

    messages = {"invalid": "Enter an email address in the correct format, like name@example.com"}

    def __init__(self, label: str = "Email address", **kwargs: Any) -> None:
        super().__init__(label, **{"autocomplete": "email", "spellcheck": False, "max_length": 254} | kwargs)


class PhoneField(TextField):
    """A telephone number of any country; one without a country code is British. Kept as it was typed."""

    messages = {"invalid": "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"}

    def __init__(self, label: str = "Phone number", **kwargs: Any) -> None:
        super().__init__(
            label, widget=forms.TextInput({"type": "tel"}), **{"autocomplete": "tel", "width": 20} | kwargs
        )

    def validate(self, value):
        """Refuse what cannot be the number of a telephone."""
        super().validate(value)
        if value and not _is_phone_number(value):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


class WholeNumberField(GovukField, forms.IntegerField):
    """A whole number between two limits, which have to be given; spaces and commas in it do not matter."""

    widget = forms.TextInput
    messages = {
        "invalid": "{subject} must be a whole number",
        "min_value": "{subject} must be %(limit_value)d or more",
        "max_value": "{subject} must be %(limit_value)d or less",
    }

    def __init__(self, label: str, *, min_value: int, max_value: int, **kwargs: Any) -> None:
        kwargs = {"inputmode": "numeric", "width": 4} | kwargs
        super().__init__(label, min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value):
        """The number, None where nothing was typed."""
        return super().to_python(value.translate(_NO_SEPARATORS) if isinstance(value, str) else value)


class HalvesField(GovukField, forms.DecimalField):
    """A number of halves between two limits, given as texts: "2", "2.5", "2,5" or "2½"."""

    widget = forms.TextInput
    messages = {
        "invalid": "{subject} must be a number, with a half as .5",
        "min_value": "{subject} must be %(limit_value)s or more",
        "max_value": "{subject} must be %(limit_value)s or less",
        "halves": "{subject} must be a whole number, or a half like 2.5",
    }

    def __init__(self, label: str, *, min_value: str, max_value: str, **kwargs: Any) -> None:
        kwargs = {"inputmode": "decimal", "width": 4} | kwargs
        limits = {"min_value": Decimal(min_value), "max_value": Decimal(max_value)}
        super().__init__(label, **limits, **kwargs)

    def to_python(self, value):
        """The number as a Decimal, None where nothing was typed."""
        return super().to_python(value.translate(_DECIMAL) if isinstance(value, str) else value)

    def run_validators(self, value):
        """Ask for halves too, of a number that is within the limits."""
        super().run_validators(value)
        if value is not None and value % Decimal("0.5"):
            raise ValidationError(self.error_messages["halves"], "halves")


# Characters a word on average, in text that is all long words: what has more within its limit of words is no text.
_LONGEST_WORDS = 20


class LongTextField(TextField):
    """Text of several lines; `max_words` or `max_length` shows a count, which the server enforces exactly.

    Options: rows, threshold (the percentage of the limit at which the count appears).
    """

    widget = Textarea
    keeps_line_breaks = True
    messages = {"max_words": "{subject} must be %(limit_value)d words or fewer"}

    def __init__(
        self, label: str, *, max_words: int | None = None, max_length: int | None = None, **kwargs: Any
    ) -> None:
        self.max_words = max_words
        self.max_characters = max_length
        super().__init__(label, **kwargs)

    def validate(self, value):
        """Refuse missing text and text over the limit."""
        super().validate(value)
        if not value:
            return
        if self.max_words is not None and count_words(value) > self.max_words:
            self._refuse("max_words", self.max_words)
        limits = [self.max_characters, self.max_words and self.max_words * _LONGEST_WORDS]
        longest = min((limit for limit in limits if limit), default=None)
        if longest is not None and count_characters(value) > longest:
            self._refuse("max_length", longest)

    def _refuse(self, code: str, limit: int) -> None:
        raise ValidationError(self.error_messages[code], code, {"limit_value": limit})


class _Selected(GovukField):
    messages = {
        "required": "Select {noun}",
        "invalid_choice": "Select {noun}",
        "invalid_list": "Select {noun}",
    }


class RadiosField(_Selected, forms.TypedChoiceField):
    """One of several choices; `coerce` makes another type of the text, `empty_value` is the value of none.

    Options: hints, inline, small, divider_before.
    """

    widget = forms.RadioSelect


class YesNoField(_Selected, forms.TypedChoiceField):
    """Yes or no, as True, False or (where it is not required) None. The message is "Select yes if {noun}"."""

    widget = forms.RadioSelect
    messages = {"required": "Select yes if {noun}", "invalid_choice": "Select yes if {noun}"}

    def __init__(self, label: str, **kwargs: Any) -> None:
        choices = [("yes", "Yes"), ("no", "No")]
        kwargs = {"choices": choices, "inline": True} | kwargs
        super().__init__(label, coerce=_is_yes, empty_value=None, **kwargs)

    def prepare_value(self, value):
        """The choice that stands for a bool."""
        return {True: "yes", False: "no"}.get(value, value)


class SelectField(_Selected, forms.TypedChoiceField):
    """One of many choices: the last resort, where radios would be too many. It begins with an empty choice.

    Option: blank (the text of the empty choice).
    """


class CheckboxesField(_Selected, forms.TypedMultipleChoiceField):
    """Any number of choices, as a list.

    Options: hints, small, divider_before, and exclusive: the value of a choice that excludes all others
    ("None of these"), which the server enforces too.
    """

    widget = forms.CheckboxSelectMultiple

    def validate(self, value):
        """Refuse a missing answer, and an exclusive choice together with others."""
        super().validate(value)
        exclusive = self.govuk.get("exclusive")
        if len(value) > 1 and exclusive in value:
            text = dict(self.choices)[exclusive]
            raise ValidationError(f"Select {self.noun} or select ‘{text}’", "exclusive")


class CheckboxField(_Selected, forms.BooleanField):
    """One box to tick; required means that it has to be ticked.

    The label stands beside the box, the hint below it. Option: legend (a question above the box).
    """


class UploadField(GovukField, forms.FileField):
    """One file, by the browser's plain input. Option: accept (".pdf"). Its content is checked elsewhere."""

    widget = forms.FileInput
    messages = {
        "required": "Select {noun}",
        "invalid": "The selected file could not be uploaded – try again",
        "missing": "The selected file could not be uploaded – try again",
        "empty": "The selected file is empty",
        "max_length": "The name of the selected file must be %(max)d characters or less",
        "contradiction": "Select {noun}",
    }


_NO_SEPARATORS = str.maketrans("", "", " ,\u00a0\u202f")
_DECIMAL = str.maketrans({",": ".", "½": ".5", " ": "", "\u00a0": "", "\u202f": ""})


def _is_yes(value: str) -> bool:
    return value == "yes"


def _is_phone_number(text: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
