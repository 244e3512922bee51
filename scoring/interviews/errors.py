"""Why something about an interview cannot be done. Each message says what to do."""

from scoring.interviews.models import Reply


class NotAnOfficial(PermissionError):
    """The person does not run the competition."""


class SlotsOverlap(ValueError):
    """Two interviews would be in the same place at the same time."""


class NotWithinADay(ValueError):
    """The last of the times would end after midnight."""


class NotAhead(ValueError):
    """The times, or the last day to answer, are over already."""


class SlotHeld(ValueError):
    """Somebody has chosen the time."""


class NobodyToInvite(ValueError):
    """Everybody who was told that they are shortlisted is invited or has answered."""


class TooFewSlots(ValueError):
    """There are more people to choose a time than times that are free."""


class AnswerByTooLate(ValueError):
    """People could still answer when the interviews begin."""


class NotInvited(ValueError):
    """The application is not in the competition, its applicant is not invited, or it is not this person's to answer."""


class TooLateToAnswer(ValueError):
    """The day to answer by is over, or the interview has begun."""


class SlotGone(ValueError):
    """The time is no longer free."""


class ChangedElsewhere(ValueError):
    """The answer is another one than the person had before them. `reply` is what stands."""

    def __init__(self, reply: Reply) -> None:
        super().__init__("The answer was changed in the meantime.")
        self.reply = reply


class NoTimeChosen(ValueError):
    """There is no interview for which anything could be needed."""
