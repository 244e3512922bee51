"""Why a file was refused."""


class CvRefused(ValueError):
    """A file that cannot be taken as a CV. Its text says why, in words for the person who chose it."""
