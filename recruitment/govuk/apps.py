from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "recruitment.govuk"
    label = "govuk"
