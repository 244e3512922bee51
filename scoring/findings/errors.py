"""Why something about the outcome of an interview cannot be recorded. Each message says what to do."""

from collections.abc import Collection, Sequence

from recruitment.competitions.models import Criterion
from scoring.findings.models import ConflictDiscussion, Finding


class NotTheirs(PermissionError):
    """The person neither chairs the panel nor runs the competition, is kept away, or has yet to send their scores."""


class NotInterviewed(ValueError):
    """The candidate's interview has not begun, or there is none."""


class WordsMissing(ValueError):
    """Something that has to be said in words is not. The message says what."""


class ConflictDeclared(ValueError):
    """The candidate declared a conflict of interest, so that it is not enough to say that there is none."""


class NotBefore(ValueError):
    """The conversation would have been after today."""


class ScoresMissing(ValueError):
    """Somebody who interviews has not sent scores yet, or a criterion has no agreed score."""


class ConflictsNotDiscussed(ValueError):
    """It is not recorded what was said of conflicts of interest."""


class NothingSaid(ValueError):
    """Some criteria have neither strengths nor weaknesses. `criteria` says which."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        codes = ", ".join(criterion.code for criterion in criteria)
        super().__init__(f"Strengths or weaknesses are missing for {codes}")
        self.criteria = criteria


class UnmetNotConfirmed(ValueError):
    """Somebody who does not meet an essential criterion is found appointable, and nobody confirmed that it is meant."""

    def __init__(self, unmet: Collection[str]) -> None:
        super().__init__(f"Below the acceptable level: {', '.join(unmet)}")
        self.unmet = unmet


class DiscussedElsewhere(ValueError):
    """Something else was recorded since the person opened the page. `discussion` is what stands."""

    def __init__(self, discussion: ConflictDiscussion) -> None:
        super().__init__("Something else was recorded in the meantime.")
        self.discussion = discussion


class FoundElsewhere(ValueError):
    """Another finding was recorded since the person opened the page. `finding` is what stands."""

    def __init__(self, finding: Finding) -> None:
        super().__init__("Another finding was recorded in the meantime.")
        self.finding = finding
