"""The room, which listens to when competitions open."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Begins to listen once every model is there."""

    name = "recruitment.alerts"

    def ready(self) -> None:
        """Have the receivers connected."""
        from recruitment.alerts import openings  # noqa: F401
