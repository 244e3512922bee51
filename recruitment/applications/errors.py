"""Why something about an application was refused."""


class ApplicationRefused(Exception):
    """Something could not be done to an application. Its text says why in words for the person."""


class NotOpen(ApplicationRefused):
    """The competition is not open: not yet, or no longer."""


class TakesPart(ApplicationRefused):
    """The person runs the competition or sits on its assessment panel."""


class AlreadySent(ApplicationRefused):
    """The application was sent, and what was sent stays as it was."""


class BeingSent(AlreadySent):
    """The person pressed Send, and the application is sent as soon as the CV is checked."""


class NotComplete(ApplicationRefused):
    """Sections are missing; `sections` names them in order."""

    def __init__(self, sections: list[str]) -> None:
        super().__init__("Complete these sections before you send: " + ", ".join(sections))
        self.sections = sections


class VersionsToChoose(ApplicationRefused):
    """There are several versions of a step, and what is not sent would be gone."""


class NotEligible(ApplicationRefused):
    """An answer about eligibility rules the person out."""


class ChangedElsewhere(ApplicationRefused):
    """The step was saved from another window or device after this page was opened."""


class NoLongerAsked(ApplicationRefused):
    """The person's answers on other pages have changed, so that this one is not asked for."""


class NotSent(ApplicationRefused):
    """Only an application that is in the competition can be withdrawn."""


class NotWithdrawn(ApplicationRefused):
    """Only a withdrawn application can be put back."""


class Concluded(ApplicationRefused):
    """The applicant was told that the application is not taken forward: nothing more happens to it."""


class NotAnOfficial(ApplicationRefused):
    """The person does not run the competition."""


class ReasonMissing(ApplicationRefused):
    """What an official does to somebody's application needs a written reason."""


class AppliedAlready(ApplicationRefused):
    """The person has an application to the competition, which nobody begins a second time."""


class ReceivedOutOfRange(ApplicationRefused):
    """The day on which an application is said to have come is in the future or not while the competition was open."""


class UntilOutOfRange(ApplicationRefused):
    """An extension that gives nobody longer, or that would hold up the sift."""
