"""Krippendorff's alpha, weighted kappa and the assessors' habits, against published examples."""

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from scoring.moderation.agreement import Agreement, Alpha, Given, Habit, Pair, agreement

ONE_TO_SEVEN = range(1, 8)

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: four observers, twelve units.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]

# N. F. Boyd and others (1982), two radiologists' reading of 85 films. Weighted kappa: D. G. Altman, "Practical
# Statistics for Medical Research" (1991), 14.3.3, and to four decimals the example "kap rada radb, wgt(w)" of the
# Stata Base Reference Manual, "kappa".
RADIOLOGISTS = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]

# The same book's table 14.3, 363 blood samples tested in two ways; weighted kappa from 14.3.3.
BLOOD_TESTS = [
    [86, 3, 14, 0, 2],
    [26, 0, 10, 4, 0],
    [20, 2, 22, 4, 1],
    [11, 1, 37, 16, 14],
    [3, 0, 15, 24, 48],
]


def scores(rows, criterion="E1"):
    """Return the scores of assessors 0, 1, ... from a row each: their levels by application, None where missing."""
    return [
        Given(application, criterion, assessor, level)
        for assessor, row in enumerate(rows)
        for application, level in enumerate(row)
        if level is not None
    ]


def crossed(table):
    """Return the scores of two assessors from how often the one's level (row) met the other's (column)."""
    pairs = [
        (row, column)
        for row, line in enumerate(table)
        for column, count in enumerate(line)
        for _ in range(count)
    ]
    return scores(zip(*pairs, strict=True))


def test_alpha_of_the_published_example():
    found = agreement(scores(OBSERVERS), scale=range(1, 6)).overall

    assert (round(found.value, 3), found.applications) == (0.815, 11)
    low, high = found.interval
    assert low < found.value < high <= 1


@pytest.mark.parametrize(
    ("table", "kappa", "decimals"),
    [(RADIOLOGISTS, 0.5684, 4), (BLOOD_TESTS, 0.56, 2)],
    ids=["films", "blood"],
)
def test_weighted_kappa_of_the_published_examples(table, kappa, decimals):
    [pair] = agreement(crossed(table), scale=range(len(table))).pairs

    assert (round(pair.kappa, decimals), pair.assessors, pair.scores) == (kappa, (0, 1), sum(map(sum, table)))


def test_habits_compare_each_assessor_with_the_others_on_the_same():
    severe, middle, generous = agreement(
        scores([[2, 3, 4], [4, 4, 4], [6, 5, None]]), scale=ONE_TO_SEVEN
    ).habits

    # The others' means are 5, 4.5 and 4; so 3, 1.5 and 0 below them.
    assert (severe.assessor, severe.scores, severe.severity) == (0, 3, 1.5)
    assert severe.spread == pytest.approx(0.816, abs=0.001)
    assert severe.others_spread == pytest.approx(0.8)  # of 4, 4, 4, 6, 5
    assert (middle.severity, middle.spread) == (0, 0)
    assert (generous.scores, generous.severity) == (2, -2.25)


def test_each_criterion_has_its_own_alpha_and_pairs_go_over_all():
    alike, apart = scores([[1, 4, 7], [1, 4, 7]], "E1"), scores([[1, 4, 7], [7, 4, 1]], "E2")
    found = agreement(alike + apart, scale=ONE_TO_SEVEN)

    assert list(found.by_criterion) == ["E1", "E2"]
    assert found.by_criterion["E1"] == Alpha(1, None, 3)
    assert found.by_criterion["E2"].value < 0
    assert found.pairs[0].scores == 6


def test_levels_count_by_their_place_on_the_scale():
    plain = agreement(scores([[1, 2, 3], [1, 3, 3]]), scale=[1, 2, 3])
    gaps = agreement(scores([[0, 10, 50], [0, 50, 50]]), scale=[0, 10, 50])

    assert plain == gaps


NOTHING = Alpha(None, None, 0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], Agreement(NOTHING, {}, (), ())),
        (
            [[4, 5, 6]],
            Agreement(NOTHING, {"E1": NOTHING}, (), (Habit(0, 0, None, None, None),)),
        ),
        (
            [[4, None], [None, 5]],
            Agreement(
                NOTHING,
                {"E1": NOTHING},
                (Pair((0, 1), None, 0),),
                (Habit(0, 0, None, None, None), Habit(1, 0, None, None, None)),
            ),
        ),
        (
            [[4] * 9, [4] * 9],
            Agreement(
                Alpha(None, None, 9),
                {"E1": Alpha(None, None, 9)},
                (Pair((0, 1), None, 9),),
                (Habit(0, 9, 0, 0, 0), Habit(1, 9, 0, 0, 0)),
            ),
        ),
    ],
    ids=["nothing scored", "one assessor", "nothing in common", "all equal"],
)
def test_where_there_is_nothing_to_compare_there_is_no_number(rows, expected):
    assert agreement(scores(rows), scale=ONE_TO_SEVEN) == expected


def test_one_application_has_alpha_and_no_interval():
    found = agreement(scores([[4], [4], [5]]), scale=ONE_TO_SEVEN).overall

    assert found.value == pytest.approx(0)  # by chance one of three scores differs as much
    assert (found.interval, found.applications) == (None, 1)


def test_one_different_score_among_equals_still_has_an_interval():
    found = agreement(scores([[4] * 9, [4] * 8 + [5]]), scale=ONE_TO_SEVEN).overall

    low, high = found.interval
    assert low <= found.value <= high


LEVELS = st.one_of(st.none(), st.sampled_from(ONE_TO_SEVEN))
PANELS = st.integers(1, 8).flatmap(
    lambda applications: st.lists(
        st.lists(LEVELS, min_size=applications, max_size=applications), min_size=1, max_size=4
    )
)


@settings(max_examples=50)
@for_all(PANELS, st.randoms())
def test_agreement_depends_on_the_scores_alone(rows, random):
    given = scores(rows)
    shuffled = random.sample(given, k=len(given))

    found = agreement(given, scale=ONE_TO_SEVEN)

    assert found == agreement(shuffled, scale=ONE_TO_SEVEN)
    assert found.overall == found.by_criterion.get("E1", found.overall)
    for alpha in found.by_criterion.values():
        assert alpha.value is None or alpha.value <= 1
    for pair in found.pairs:
        assert pair.kappa is None or -1 <= pair.kappa <= 1
    assert (
        sum(habit.severity for habit in found.habits if habit.severity) == pytest.approx(0) or len(rows) > 2
    )


@settings(max_examples=50)
@for_all(PANELS)
def test_turning_the_scale_around_turns_severity_and_nothing_else(rows):
    turned = [[None if level is None else 8 - level for level in row] for row in rows]

    found, other = (agreement(scores(each), scale=ONE_TO_SEVEN) for each in (rows, turned))

    for one, two in zip(found.habits, other.habits, strict=True):
        assert (one.severity is None and two.severity is None) or one.severity == pytest.approx(-two.severity)
    for one, two in zip(found.pairs, other.pairs, strict=True):
        assert one.kappa == (two.kappa if two.kappa is None else pytest.approx(two.kappa))
    one, two = found.overall.value, other.overall.value
    assert one == (two if two is None else pytest.approx(two))
