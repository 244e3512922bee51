"""The order that informs a shortlist, as a pure calculation."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.shortlisting.ranking import Before, RankedCriterion, Scored, first_of, rank

CRITERIA = [
    RankedCriterion("E1", essential=True, lead=True),
    RankedCriterion("E2", essential=True, lead=False),
    RankedCriterion("D1", essential=False, lead=False),
]
ACCEPTABLE = 4

levels = st.fixed_dictionaries({criterion.code: st.integers(1, 7) for criterion in CRITERIA})
partial_levels = st.dictionaries(
    st.sampled_from([criterion.code for criterion in CRITERIA]), st.integers(1, 7)
)
fields_of_candidates = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=3), levels | partial_levels, max_size=12
)


def candidates(levels_by_reference):
    return [Scored(reference, given_) for reference, given_ in levels_by_reference.items()]


def ranked(levels_by_reference):
    return rank(candidates(levels_by_reference), CRITERIA, ACCEPTABLE)


def places(levels_by_reference):
    return {place.result.reference: (place.number, place.tied) for place in ranked(levels_by_reference).above}


def scored(first, second, desirable):
    return {"E1": first, "E2": second, "D1": desirable}


def test_total_of_essentials_comes_first():
    assert places({"A": scored(4, 5, 7), "B": scored(5, 5, 1)}) == {"B": (1, False), "A": (2, False)}


def test_lead_criterion_comes_second():
    assert places({"A": scored(4, 6, 7), "B": scored(6, 4, 1)}) == {"B": (1, False), "A": (2, False)}


def test_desirables_come_third():
    assert places({"A": scored(5, 5, 3), "B": scored(5, 5, 4)}) == {"B": (1, False), "A": (2, False)}


def test_equal_candidates_share_a_place_and_the_next_place_is_left_out():
    shared = scored(5, 5, 5)

    assert places({"C": scored(4, 4, 1), "B": shared, "A": shared}) == {
        "A": (1, True),
        "B": (1, True),
        "C": (3, False),
    }


def test_level_below_acceptable_for_one_essential_puts_below_the_line():
    ranking = ranked({"A": scored(7, 3, 7), "B": scored(4, 4, 1)})

    assert [place.result.reference for place in ranking.above] == ["B"]
    assert [(found.reference, found.unmet) for found in ranking.below] == [("A", ("E2",))]


def test_low_desirable_does_not_put_below_the_line():
    assert places({"A": scored(4, 4, 1)}) == {"A": (1, False)}


def test_candidate_without_every_level_is_apart():
    assert ranked({"A": {"E1": 7, "E2": 7}, "B": {}}).not_agreed == ("A", "B")


def test_result_says_what_it_is_made_of():
    [place] = ranked({"A": scored(5, 6, 3)}).above

    assert (place.result.levels, place.result.essentials, place.result.lead, place.result.desirables) == (
        (5, 6, 3),
        11,
        5,
        3,
    )


def test_without_lead_criterion_its_step_is_left_out():
    criteria = [
        RankedCriterion("E1", essential=True, lead=False),
        RankedCriterion("E2", essential=True, lead=False),
    ]

    ranking = rank(candidates({"A": {"E1": 4, "E2": 6}, "B": {"E1": 6, "E2": 4}}), criteria, ACCEPTABLE)

    assert [(place.number, place.tied, place.result.lead) for place in ranking.above] == [
        (1, True, None),
        (1, True, None),
    ]


@pytest.mark.parametrize("criteria", [[], CRITERIA])
def test_nobody_is_ranked_where_there_is_nobody(criteria):
    ranking = rank([], criteria, ACCEPTABLE)

    assert (ranking.above, ranking.below, ranking.not_agreed) == ((), (), ())


@given(fields_of_candidates)
def test_everybody_is_there_once(field):
    ranking = ranked(field)

    shown = [place.result.reference for place in ranking.above]
    shown += [found.reference for found in ranking.below]
    shown += ranking.not_agreed
    assert Counter(shown) == Counter(list(field))


@given(
    fields_of_candidates.flatmap(
        lambda field: st.tuples(st.just(field), st.permutations(list(field.items())))
    )
)
def test_order_of_input_does_not_matter(fields):
    field, shuffled = fields

    assert ranked(field) == ranked(dict(shuffled))


@given(fields_of_candidates)
def test_line_is_every_essential_criterion_at_the_acceptable_level(field):
    ranking = ranked(field)

    for place in ranking.above:
        assert min(place.result.levels[:2]) >= ACCEPTABLE
        assert place.result.unmet == ()
    for found in ranking.below:
        assert min(found.levels[:2]) < ACCEPTABLE
        assert found.unmet


@given(fields_of_candidates)
def test_places_follow_merit_and_nothing_else(field):
    above = ranked(field).above

    for one in above:
        better = [other for other in above if other.result.merit > one.result.merit]
        equal = [other for other in above if other.result.merit == one.result.merit]
        assert one.number == len(better) + 1
        assert one.tied == (len(equal) > 1)
        assert all(other.number == one.number and other.tied == one.tied for other in equal)


@given(fields_of_candidates)
def test_list_goes_from_the_best_to_the_last_and_by_reference_within_a_tie(field):
    above = ranked(field).above

    assert list(above) == sorted(above, key=lambda place: (place.number, place.result.reference))


@given(fields_of_candidates.filter(len), st.data())
def test_who_goes_changes_nothing_between_the_others(field, data):
    gone = data.draw(st.sampled_from(sorted(field)))
    before = [place.result for place in ranked(field).above]
    without = ranked({reference: given_ for reference, given_ in field.items() if reference != gone})

    assert [place.result for place in without.above] == [one for one in before if one.reference != gone]


@given(fields_of_candidates, st.text("IJK", min_size=4, max_size=6))
def test_names_of_candidates_move_nobody_past_a_better_one(field, prefix):
    """Other references: the same places for the same levels."""
    renamed = {prefix + reference[::-1] + reference: given_ for reference, given_ in field.items()}

    def shape(ranking):
        return sorted((place.number, place.tied, place.result.levels) for place in ranking.above)

    assert shape(ranked(field)) == shape(ranked(renamed))


EQUAL = scored(5, 5, 5)


def places_with(recorded, references="ABCD"):
    """Return the places of equal candidates, with what is recorded written as "AB": A before B."""
    equals = candidates(dict.fromkeys(references, EQUAL))
    above = rank(equals, CRITERIA, ACCEPTABLE, [Before(*two) for two in recorded]).above
    return [(place.result.reference, place.number, place.tied) for place in above]


def test_recorded_reason_orders_two_equals():
    assert places_with(["BA"], "AB") == [("B", 1, False), ("A", 2, False)]


def test_recorded_reasons_follow_from_one_to_the_next():
    assert places_with(["CB", "BA"], "ABC") == [("C", 1, False), ("B", 2, False), ("A", 3, False)]


@pytest.mark.parametrize("recorded", [["AB"], ["AB", "AC"], ["AB", "CD"]])
def test_equals_stay_equal_where_not_everybody_is_placed(recorded):
    """Nobody is put after somebody without a recorded reason."""
    moved = [place for place in places_with(recorded) if place[1:] != (1, True)]

    assert moved == []


def test_one_before_all_others_leaves_these_equal():
    assert places_with(["DA", "DB", "DC"]) == [
        ("D", 1, False),
        ("A", 2, True),
        ("B", 2, True),
        ("C", 2, True),
    ]


def test_reasons_that_contradict_each_other_leave_equals_equal():
    assert places_with(["AB", "BC", "CA"], "ABC") == [("A", 1, True), ("B", 1, True), ("C", 1, True)]


def test_recorded_reason_does_not_count_between_those_who_are_not_equal():
    field = candidates({"A": scored(6, 5, 5), "B": EQUAL})

    assert rank(field, CRITERIA, ACCEPTABLE, [Before("B", "A")]) == rank(field, CRITERIA, ACCEPTABLE)


@pytest.mark.parametrize(
    ("better", "own", "words"),
    [
        ((5, 6, 1), (5, 5, 7), "Total for the essential criteria: 10, against 11 one place better"),
        ((6, 5, 1), (5, 6, 7), "Level for the lead criterion: 5, against 6 one place better"),
        ((5, 5, 4), (5, 5, 3), "Total for the desirable criteria: 3, against 4 one place better"),
    ],
)
def test_each_place_says_which_step_decided(better, own, words):
    first, second = ranked({"A": scored(*own), "B": scored(*better)}).above

    assert first.after is None
    assert second.after.in_words == words


def test_place_by_a_recorded_reason_says_so():
    _, second = rank(candidates({"A": EQUAL, "B": EQUAL}), CRITERIA, ACCEPTABLE, [Before("B", "A")]).above

    assert second.after.in_words == "Equal in all totals, after those before by a recorded reason"


@pytest.mark.parametrize(
    ("number", "who"), [(0, ""), (1, "A"), (2, "ABC"), (3, "ABC"), (4, "ABCD"), (9, "ABCD")]
)
def test_first_places_keep_equals_together(number, who):
    above = ranked({"A": scored(6, 6, 6), "B": EQUAL, "C": EQUAL, "D": scored(4, 4, 4)}).above

    assert "".join(place.result.reference for place in first_of(above, number)) == who


def test_nobody_is_among_the_first_of_nobody():
    assert first_of((), 3) == ()


befores = st.lists(st.builds(Before, st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH")), max_size=12)
few_levels = st.fixed_dictionaries({criterion.code: st.integers(4, 5) for criterion in CRITERIA})
small_fields = st.dictionaries(st.sampled_from("ABCDEFGH"), few_levels, max_size=8)


@given(small_fields, befores, st.randoms(use_true_random=False))
def test_recorded_reasons_and_candidates_may_come_in_any_order(field, recorded, random):
    shuffled, other = list(field.items()), list(recorded)
    random.shuffle(shuffled)
    random.shuffle(other)

    assert rank(candidates(field), CRITERIA, ACCEPTABLE, recorded) == rank(
        candidates(dict(shuffled)), CRITERIA, ACCEPTABLE, other
    )


@given(small_fields, befores)
def test_recorded_reasons_move_nobody_past_a_better_one_and_lose_nobody(field, recorded):
    above = rank(candidates(field), CRITERIA, ACCEPTABLE, recorded).above

    assert sorted(place.result.reference for place in above) == sorted(field)
    assert list(above) == sorted(above, key=lambda place: (place.number, place.result.reference))
    merits = [place.result.merit for place in above]
    assert merits == sorted(merits, reverse=True)
    for one in above:
        sharing = [other for other in above if other.number == one.number]
        assert one.number == 1 + len([other for other in above if other.number < one.number])
        assert one.tied == (len(sharing) > 1)
        assert {other.result.merit for other in sharing} == {one.result.merit}


@given(st.permutations("ABCDEF"))
def test_all_recorded_one_after_the_other_makes_that_order(order):
    recorded = [first + second for first, second in pairwise(order)]

    assert places_with(recorded, "ABCDEF") == [(one, place, False) for place, one in enumerate(order, 1)]
