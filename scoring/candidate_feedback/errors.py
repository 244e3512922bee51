"""Why feedback cannot be written or sent. Each message says what to do."""

from scoring.candidate_feedback.models import FeedbackLetter


class NotAnOfficial(PermissionError):
    """The person does not run the competition, or declared a conflict of interest with the application."""


class NotTold(ValueError):
    """The candidate was not told the outcome of the sift yet, which comes first."""


class TextMissing(ValueError):
    """There is nothing in the letter."""


class AlreadySent(ValueError):
    """The letter was sent, and stays as the candidate reads it."""


class ChangedElsewhere(ValueError):
    """The letter is another one than the person had before them. `letter` is what stands; None if there is none."""

    def __init__(self, letter: FeedbackLetter | None) -> None:
        super().__init__("The letter was changed in the meantime.")
        self.letter = letter
