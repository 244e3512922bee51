"""Why something about a document was refused."""


class CvRefused(ValueError):
    """A file that cannot be taken as a CV. Its text says why, in words for the person who chose it."""


class CannotChange(ValueError):
    """The application was sent, or the competition is not open: its documents stay as they are."""
