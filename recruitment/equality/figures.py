"""Which headcounts may be shown, so that none that is not shown can be worked out."""

from collections.abc import Mapping

LEAST_SHOWN = 5  # the Cabinet Office's rule for diversity figures: headcounts under five are not shown
LEAST_ANSWERS = 10  # with fewer people nothing is shown


def shown(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return the counts of the groups that everybody of a known number belongs to; None is not shown.

    Under LEAST_SHOWN a count is hidden. Where one is hidden the smallest of the others is hidden as well, with all that
    equal it. So among the hidden groups there is always one with few and one with more; which is which cannot be told,
    because the rule treats all groups alike, and so no hidden count can be worked out from the total.
    """
    if sum(counts.values()) < LEAST_ANSWERS:
        return dict.fromkeys(counts)
    large = [count for count in counts.values() if count >= LEAST_SHOWN]
    if len(large) == len(counts):
        return dict(counts)
    hidden_up_to = min(large, default=LEAST_SHOWN)
    return {group: count if count > hidden_up_to else None for group, count in counts.items()}
