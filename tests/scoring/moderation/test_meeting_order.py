"""In which order the meeting takes the applications."""

import pytest
from django.urls import reverse

from recruitment.competitions.models import Competition, ScaleLevel
from scoring.assessments.models import Assessment
from scoring.assessments.side_by_side import side_by_side
from scoring.moderation.disagreement import Verdict, spread
from scoring.moderation.meeting import in_meeting_order
from tests.factories import competition, sent_application
from tests.scoring.acting import agree_all, recuse, score, score_and_send
from tests.scoring.crowds import scored_applications

pytestmark = pytest.mark.django_db


def scored(sifting, seats, *values):
    """Return an application to which the assessors gave these values on every criterion."""
    made = sent_application(competition=sifting)
    for seat, value in zip(seats, values, strict=True):
        score_and_send(seat, made, value=value)
    return made


def order(user, made):
    return list(in_meeting_order(user, competition=made, stage="sift"))


def references(browser, show=""):
    """Return the references in the list, and how many the filters count."""
    page = browser.get(reverse("moderation:competition", args=["panel"]), {"show": show} if show else {})
    items = page.context["tasks"]["items"]
    return [item["title"]["text"].removeprefix("Candidate ") for item in items], {
        label: count for _, label, count in page.context["filters"]
    }


def test_most_disagreement_comes_first_and_then_the_reference(sifting, seats, official):
    alike, differ, across, wide, wider = (
        scored(sifting, seats, *values) for values in ((4, 4, 4), (5, 6, 6), (3, 4, 4), (5, 7, 6), (1, 7, 7))
    )
    alike_too = scored(sifting, seats, 2, 2, 2)

    found = order(official, sifting)

    assert found == [
        wider,
        wide,
        across,
        differ,
        *sorted((alike, alike_too), key=lambda made: made.reference),
    ]
    assert [(made.widely, made.apart) for made in found] == [(3, 18), (3, 6), (3, 3), (0, 3), (0, 0), (0, 0)]


def test_order_is_that_of_the_words_on_the_page(sign_in):
    made = competition(closed=True, assessors=3, criteria=4)
    scored_applications(made, 40)
    chair = made.assessors.get(chair=True).user
    criteria = list(made.criteria.all())
    scale = [level.value for level in made.scale_levels.all()]

    found = order(chair, made)

    assert len(found) == 40
    keys = [(-application.widely, -application.apart, application.reference) for application in found]
    assert keys == sorted(keys)
    for application in found:
        assessments = Assessment.objects.sent().filter(application=application)
        spreads = [
            spread([each.score.level.value for each in given.opinions], scale=scale, acceptable=4)
            for given in side_by_side(criteria, assessments)
        ]
        assert application.widely == sum(one.verdict == Verdict.DIFFER_WIDELY for one in spreads)
        assert application.apart == sum(one.apart for one in spreads)


def test_order_counts_levels_and_not_values(sifting, seats, official):
    published = sifting.published_at
    Competition.objects.update(published_at=None)
    for level in sifting.scale_levels.order_by("-value"):
        ScaleLevel.objects.filter(pk=level.pk).update(value=level.value * 10)
    Competition.objects.update(published_at=published, acceptable_level=40)
    made = scored(sifting, seats, 50, 60, 60)

    [found] = order(official, Competition.objects.get())

    assert (found, found.widely, found.apart) == (made, 0, 3)


def test_order_of_the_chair_says_nothing_of_scores_that_the_chair_may_not_read(sifting, seats, official):
    unsent, recused, waiting = (sent_application(competition=sifting) for _ in range(3))
    for application, values in ((unsent, (1, 7)), (recused, (2, 6)), (waiting, (5, 6))):
        for seat, value in zip(seats[1:], values, strict=True):
            score_and_send(seat, application, value=value)
    score(seats[0], unsent)
    recuse(seats[0], recused)
    sent = scored(sifting, seats, 4, 4, 4)

    assert order(seats[0].user, sifting) == [sent]
    assert order(official, sifting) == [unsent, recused, waiting, sent]


def test_unsent_scores_move_nothing(sifting, seats, official):
    made = sent_application(competition=sifting)
    score_and_send(seats[0], made, value=4)
    score(seats[1], made, value=1)

    [found] = order(official, sifting)

    assert (found.widely, found.apart) == (0, 0)


def test_list_shows_those_that_differ_widely_or_are_not_agreed(sign_in, sifting, seats, official):
    wide, alike, agreed = (scored(sifting, seats, *values) for values in ((1, 5, 5), (4, 4, 4), (2, 6, 6)))
    agree_all(agreed, by=official)
    browser = sign_in(seats[0].user)
    counts = {"All": 3, "Differ widely": 2, "Not agreed yet": 2}

    assert references(browser) == ([agreed.reference, wide.reference, alike.reference], counts) or references(
        browser
    ) == ([wide.reference, agreed.reference, alike.reference], counts)
    assert set(references(browser, "differ-widely")[0]) == {wide.reference, agreed.reference}
    assert references(browser, "not-agreed") == ([wide.reference, alike.reference], counts)
    assert set(references(browser, "nonsense")[0]) == {wide.reference, alike.reference, agreed.reference}


def test_empty_lists_say_so(sign_in, official):
    browser = sign_in(official)
    address = reverse("moderation:competition", args=["panel"])

    assert "There are no applications to agree scores for yet." in browser.get(address).text
    assert "There are no such applications." in browser.get(address, {"show": "differ-widely"}).text


def test_pages_lead_to_those_beside_in_the_order(sign_in, sifting, seats):
    first, second, third = (scored(sifting, seats, *values) for values in ((1, 7, 7), (5, 7, 7), (4, 4, 4)))
    hidden = sent_application(competition=sifting)
    for seat, value in zip(seats[1:], (1, 7), strict=True):
        score_and_send(seat, hidden, value=value)
    browser = sign_in(seats[0].user)

    found = []
    for made in (first, second, third):
        page = browser.get(reverse("moderation:application", args=["panel", made.reference]))
        beside = page.context["beside"]
        found.append(
            [
                (beside[side] or {}).get("labelText", "").removeprefix("Candidate ")
                for side in ("previous", "next")
            ]
        )
        assert hidden.reference not in page.text

    assert found == [
        ["", second.reference],
        [first.reference, third.reference],
        [second.reference, ""],
    ]
    assert f"Candidate {third.reference}, 3 of 3" in page.text
