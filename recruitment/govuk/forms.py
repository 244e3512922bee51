"""Forms that draw themselves with the components of the Design System."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from recruitment.govuk.bound_field import GovukBoundField
from recruitment.govuk.fields import WholeNumberField


class GovukForm(forms.BaseForm):
    """Mixed into a form class, also of another library: `class EmailForm(GovukForm, LoginForm)`.

    `{{ form }}` draws all fields; `form.error_summary` the options of the error summary.
    """

    use_required_attribute = False
    bound_field_class: type[BoundField] | None = GovukBoundField
    # The size of the labels and legends that say nothing themselves.
    label_size: str | None = "s"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """All fields, without the error summary, which stands above the heading of the page."""
        return format_html_join("\n", "{}", ((field.as_field_group(),) for field in self))

    __str__ = __html__ = render

    @property
    def heading(self) -> str | None:
        """The label that is the h1 of the page, or None where no field has `heading=True`."""
        return next((field.label for field in self if getattr(field, "options", {}).get("heading")), None)

    def error_summary(self) -> dict[str, Any]:
        """Options of the component error-summary: what concerns no single field, then the fields in order."""
        errors: list[dict[str, str]] = [{"text": text} for text in self.non_field_errors()]
        for field in self:
            if field.is_hidden:
                errors += [{"text": text} for text in field.errors]
            elif field.error:
                errors.append({"text": field.error, "href": f"#{field.first_id()}"})
        return {"titleText": "There is a problem", "errorList": errors}


class Form(GovukForm, forms.Form):
    """A form without a model."""


class VersionedForm(Form):
    """A form about something that others may change meanwhile: `version` is the one that the person has before them."""

    version = WholeNumberField(
        "Version", min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False
    )

    @property
    def seen_version(self) -> int:
        """The version that the person had before them, once the form was checked; 0 where there was none."""
        return self.cleaned_data.get("version") or 0

    def show_version(self, version: int) -> None:
        """Let the next save of this page count as one that has seen this version; the rest stays as typed."""
        self.data = {**self.data.dict(), self.add_prefix("version"): str(version)}


class ModelForm(GovukForm, forms.ModelForm):
    """A form of a model. Declare its fields, because those that Django makes have Django's messages."""
