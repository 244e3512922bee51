"""What the statistics of agreement mean, in words for those who read them."""

from scoring.moderation.agreement import Alpha, Habit, Pair

RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff, "Content Analysis" (2004), 11.4.2: the usual limits
WIDE_INTERVAL = 0.2
SAME_SEVERITY = 0.5  # levels
WIDER_SPREAD = 4 / 3  # times the others'
FEW_SCORES = 10


NO_NUMBER = "Not calculated"


def number(value: float | None, *, signed: bool = False) -> str:
    """Write a number with two decimals, `signed` with a plus too; zero has no sign. Say so where there is none."""
    if value is None:
        return NO_NUMBER
    rounded = round(value, 2) + 0
    return f"{rounded:{'+' if signed and rounded else ''}.2f}".replace("-", "−")


def interval(alpha: Alpha) -> str:
    """Write the interval of an alpha, or say that there is none."""
    return " to ".join(map(number, alpha.interval)) if alpha.interval else NO_NUMBER


def alpha_in_words(alpha: Alpha) -> str:
    """Say what alpha means, how sure that is, or why there is none; in whole sentences."""
    if alpha.value is None:
        return (
            "Cannot be calculated: every score is the same level, so there is nothing to tell agreement from chance."
            if alpha.applications
            else "Cannot be calculated: no application has the scores of two assessors."
        )
    advice = "" if alpha.value >= TENTATIVE else " Agree what each level looks like before agreeing scores."
    return f"The assessors use the scale {_use_of_scale(alpha.value)}.{advice} {_certainty(alpha)}"


def alpha_in_short(alpha: Alpha) -> str:
    """Say the same in a table, where the advice need not stand in every row; no full stop."""
    if alpha.value is None:
        return "All the same level" if alpha.applications else "No two scores"
    words = _use_of_scale(alpha.value).capitalize()
    return f"{words}; wide interval" if _is_wide(alpha) else words


def _use_of_scale(alpha: float) -> str:
    if alpha >= RELIABLE:
        return "alike"
    if alpha >= TENTATIVE:
        return "mostly alike"
    return "differently" if alpha > 0 else "no more alike than by chance"


def _is_wide(alpha: Alpha) -> bool:
    return alpha.interval is not None and alpha.interval[1] - alpha.interval[0] > WIDE_INTERVAL


def _certainty(alpha: Alpha) -> str:
    if alpha.interval is None:
        return "There are too few applications to say how far this is chance."
    if _is_wide(alpha):
        return (
            "The interval is wide, as it is with few assessors and applications: "
            "the true value may lie anywhere in it."
        )
    return "The interval is narrow enough to rely on."


def pair_in_words(pair: Pair) -> str:
    """Say how many scores a pair's kappa rests on, or why there is no kappa; no full stop."""
    if not pair.scores:
        return "Scored nothing in common"
    scores = f"{pair.scores} score{'' if pair.scores == 1 else 's'} in common"
    return scores if pair.kappa is not None else f"Both gave one level throughout: {scores}"


def habit_in_words(habit: Habit) -> str:
    """Say how one assessor scores beside the others; in whole sentences."""
    if habit.severity is None or habit.spread is None or habit.others_spread is None:
        return "Nobody else scored the same."
    few = " From few scores: take this with care." if habit.scores < FEW_SCORES else ""
    return f"{_severity(habit.severity)} {_spread(habit.spread, habit.others_spread)}{few}"


def _severity(levels: float) -> str:
    if abs(levels) < SAME_SEVERITY:
        return "About as severe as the others."
    return f"{'More' if levels > 0 else 'Less'} severe than the others."


def _spread(own: float, others: float) -> str:
    if own > others * WIDER_SPREAD:
        return "Uses more of the scale."
    if others > own * WIDER_SPREAD:
        return "Uses less of the scale."
    return "Uses as much of the scale."
