"""The page "How far assessors agree"."""

import pytest
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from scoring.moderation.agreement import Given
from scoring.moderation.queries import given_scores
from tests.factories import AssessorFactory, OfficialFactory, UserFactory, sent_application
from tests.scoring.acting import recuse, score, score_and_send

pytestmark = pytest.mark.django_db

ADDRESS = reverse("moderation:agreement", args=["panel"])


def given_to(user, competition):
    """Return the applications, assessors and levels that count for this person on the first criterion."""
    given = given_scores(user, competition=competition, stage="sift")
    return {(one.application, one.assessor, one.level) for one in given if one.criterion == "E1"}


def test_page_has_alpha_pairs_and_habits(sign_in, seats, sifting, official):
    for value in (2, 4, 6):
        application = sent_application(competition=sifting)
        for seat, more in zip(seats, (0, 0, 1), strict=True):
            score_and_send(seat, application, value=value + more)

    page = sign_in(official).get(ADDRESS)

    assert "Krippendorff’s alpha: <strong>0.89</strong>" in page.text
    assert "too few applications to say how far this is chance" in page.text
    assert [line.about for line in page.context["criteria"]] == [
        "E1: Criterion number 1",
        "E2: Criterion number 2",
        "D3: Criterion number 3",
    ]
    assert [line.numbers for line in page.context["criteria"]] == [("0.90", "Not calculated", "3")] * 3
    first, second, third = (seat.name for seat in seats)
    assert [(line.about, line.numbers[0]) for line in page.context["habits"]] == [
        (first, "+0.50"),
        (second, "+0.50"),
        (third, "−1.00"),
    ]
    assert [(line.about, line.numbers, line.meaning) for line in page.context["pairs"]] == [
        (f"{first} and {second}", ("1.00",), "9 scores in common"),
        (f"{first} and {third}", ("0.53",), "9 scores in common"),
        (f"{second} and {third}", ("0.53",), "9 scores in common"),
    ]


def test_without_scores_the_page_says_so(sign_in, seats, application, official):
    score(seats[0], application)

    for user in (seats[0].user, official):
        page = sign_in(user).get(ADDRESS)
        assert "There are no scores to compare yet." in page.text
        assert "nan" not in page.text


def test_equal_scores_have_words_and_no_number(sign_in, seats, application, official):
    for seat in seats:
        score_and_send(seat, application)

    page = sign_in(official).get(ADDRESS)

    assert "Krippendorff’s alpha: <strong>Not calculated</strong>" in page.text
    assert "every score is the same level" in page.text
    assert "Both gave one level throughout: 3 scores in common" in page.text


def test_one_assessors_scores_have_words_and_no_number(sign_in, seats, application, official):
    score_and_send(seats[1], application)

    page = sign_in(official).get(ADDRESS)

    assert "no application has the scores of two assessors" in page.text
    assert "Nobody else scored the same." in page.text


def test_chair_counts_what_they_sent_scores_for(seats, sifting, official):
    early, scored = (sent_application(competition=sifting) for _ in range(2))
    for seat in seats[1:]:
        score_and_send(seat, early, value=2)
        score_and_send(seat, scored, value=3)
    score(seats[0], early, value=5)
    score_and_send(seats[0], scored, value=4)

    of_scored = {(scored.pk, seats[0].pk, 4), (scored.pk, seats[1].pk, 3), (scored.pk, seats[2].pk, 3)}
    assert given_to(seats[0].user, sifting) == of_scored
    of_early = {(early.pk, seats[1].pk, 2), (early.pk, seats[2].pk, 2)}
    assert given_to(official, sifting) == of_scored | of_early


def test_recused_chair_counts_nothing_of_that_application(seats, sifting, application):
    recuse(seats[0], application)
    for seat in seats[1:]:
        score_and_send(seat, application)

    assert given_to(seats[0].user, sifting) == set()


def test_official_who_also_assesses_counts_what_they_sent_scores_for(sifting, seats, application):
    both = OfficialFactory(competition=sifting).user
    seat = AssessorFactory(competition=sifting, user=both)
    score_and_send(seats[1], application)
    assert given_to(both, sifting) == set()

    score_and_send(seat, application, value=6)
    assert given_to(both, sifting) == {(application.pk, seats[1].pk, 4), (application.pk, seat.pk, 6)}


def test_withdrawn_applications_stay_in_the_statistics(seats, application, official):
    for seat in seats:
        score_and_send(seat, application)
    withdraw(application=application, by=application.applicant)

    given = given_scores(official, competition=application.competition, stage="sift")

    assert len(given) == 9
    assert Given(application.pk, "D3", seats[2].pk, 4) in given


def test_page_of_others_is_not_found(sign_in, seats, application):
    for user in (seats[1].user, UserFactory(), application.applicant):
        assert sign_in(user).get(ADDRESS).status_code == 404
