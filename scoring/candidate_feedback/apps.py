"""The room, which listens to what is said of applications."""

from django.apps import AppConfig


class CandidateFeedbackConfig(AppConfig):
    """Begins to listen once every model is there."""

    name = "scoring.candidate_feedback"

    def ready(self) -> None:
        """Have the receiver connected."""
        from scoring.candidate_feedback import personal_data  # noqa: F401
