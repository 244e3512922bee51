"""The room, which listens to what is said of applications."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Begins to listen once every model is there."""

    name = "scoring.interviews"

    def ready(self) -> None:
        """Have the receivers connected."""
        from scoring.interviews import personal_data, withdrawn  # noqa: F401
