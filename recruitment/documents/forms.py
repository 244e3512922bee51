"""The form of the CV page."""

from typing import Any

from django.conf import settings

from recruitment.documents import refusals
from recruitment.govuk import fields
from recruitment.govuk.forms import Form


class CvForm(Form):
    """Choose a file. `too_large` says that one was chosen and dropped on its way."""

    cv = fields.UploadField("Upload a CV", noun="a CV", accept=".pdf", required_message="Select a CV")

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.CV_MAX_BYTES // (1024 * 1024)
        self.fields[
            "cv"
        ].help_text = f"{refusals.formats()}, smaller than {megabytes}MB, up to {settings.CV_MAX_PAGES} pages"
        if settings.LIBREOFFICE:
            self.fields["cv"].govuk["accept"] = ".pdf,.docx,.odt"
        if too_large:
            self.fields["cv"].error_messages["required"] = refusals.too_large()
