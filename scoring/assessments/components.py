"""Options of components that pages of this room share."""

from typing import Any

from scoring.assessments.scorecard import State

TAGS = {State.NOT_STARTED: "", State.IN_PROGRESS: "govuk-tag--teal"}


def status(state: State) -> dict[str, Any]:
    """Return the status of a row of the component task-list; what still needs work has a tag."""
    if state in TAGS:
        return {"tag": {"text": state.value, "classes": TAGS[state]}}
    return {"text": state.value}
