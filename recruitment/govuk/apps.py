"""The app that draws forms and components."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    """The form layer and component tag."""

    name = "recruitment.govuk"
    label = "govuk"
