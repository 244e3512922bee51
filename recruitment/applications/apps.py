"""The room, which listens to what is said of its documents."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Begins to listen once every model is there."""

    name = "recruitment.applications"

    def ready(self) -> None:
        """Have the receivers connected."""
        from recruitment.applications import cv_outcomes  # noqa: F401
