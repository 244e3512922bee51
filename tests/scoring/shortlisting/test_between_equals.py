"""Recording why one of two equal candidates goes before the other."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from recruitment.records.models import AuditEvent
from scoring.shortlisting.between_equals import NotEqual, put_before
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import NotAnOfficial, ReasonMissing, decide
from scoring.shortlisting.models import Precedence
from scoring.shortlisting.queries import equals_decided_apart, ranking_of
from tests.factories import AssessorFactory, OfficialFactory, UserFactory, competition, sent_application
from tests.scoring.acting import agree_all, recuse, score_and_send, sift

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(sifting, official):
    """Return two candidates whose agreed levels are the same, by reference."""
    made = [sent_application(competition=sifting) for _ in range(2)]
    for application in made:
        sift(application, by=official)
    return sorted(made, key=lambda application: application.reference)


def order(made, official, post=None):
    ranking, _, _ = ranking_of(made, post=post, user=official)
    return [(place.result.reference, place.number) for place in ranking.above]


def test_recorded_reason_puts_one_before_the_other(two, sifting, official):
    one, other = two
    assert order(sifting, official) == [(one.reference, 1), (other.reference, 1)]

    put_before(first=other, second=one, post=None, reason=" More recent work. ", by=official)

    assert order(sifting, official) == [(other.reference, 1), (one.reference, 2)]
    assert Precedence.objects.get().reason == "More recent work."
    [event] = AuditEvent.objects.filter(action="sift.put_before")
    assert (event.actor_label, event.subject) == ("official", other.reference)
    assert event.details == {"before": one.reference, "post": ""}


def test_another_record_on_the_same_two_takes_its_place_and_the_first_stays(two, sifting, official):
    one, other = two
    put_before(first=other, second=one, post=None, reason="More recent.", by=official)
    put_before(first=one, second=other, post=None, reason="Read again.", by=official)

    assert order(sifting, official) == [(one.reference, 1), (other.reference, 2)]
    assert Precedence.objects.count() == 2
    assert Precedence.objects.current().get().first == one


def test_recording_the_same_twice_returns_what_stands(two, official):
    one, other = two
    for _ in range(2):
        put_before(first=one, second=other, post=None, reason="Because.", by=official)

    assert Precedence.objects.count() == 1


def test_reason_for_one_post_counts_for_no_other(official):
    made = competition(closed=True, posts=2, assessors=2)
    made.officials.create(user=official, name="Dilys Farquhar")
    one, other = sorted(
        (sent_application(competition=made) for _ in range(2)), key=lambda application: application.reference
    )
    for application in (one, other):
        sift(application, by=official)
    first, second = made.posts.all()

    put_before(first=other, second=one, post=first, reason="Knows the post.", by=official)

    assert order(made, official, first) == [(other.reference, 1), (one.reference, 2)]
    assert order(made, official, second) == [(one.reference, 1), (other.reference, 1)]


def test_those_who_are_not_equal_are_refused(two, sifting, official):
    better = sent_application(competition=sifting)
    sift(better, by=official, E1=6)

    for first, second in ((two[0], better), (better, two[0]), (two[0], two[0])):
        with pytest.raises(NotEqual):
            put_before(first=first, second=second, post=None, reason="Because.", by=official)


def test_reason_is_needed(two, official):
    with pytest.raises(ReasonMissing):
        put_before(first=two[0], second=two[1], post=None, reason=" ", by=official)


def test_only_officials_without_a_conflict_record_it(two, sifting, official):
    with pytest.raises(NotAnOfficial):
        put_before(first=two[0], second=two[1], post=None, reason="Because.", by=UserFactory())
    recuse(AssessorFactory(competition=sifting, user=official), two[1])
    with pytest.raises(NotAnOfficial):
        put_before(first=two[0], second=two[1], post=None, reason="Because.", by=official)


def test_database_keeps_what_was_recorded(two, official):
    put_before(first=two[0], second=two[1], post=None, reason="Because.", by=official)

    for change in (
        lambda: Precedence.objects.update(reason="Other."),
        lambda: Precedence.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def address(name):
    return reverse(f"shortlisting:{name}", args=["panel"])


def test_page_records_it_and_the_ranking_shows_it(two, official, sign_in):
    browser = sign_in(official)
    one, other = two
    form = f"{address('equals')}?with={one.reference}"
    assert form in browser.get(address("ranking")).text

    answers = {"first": other.reference, "second": one.reference, "reason": "More recent."}
    page = browser.post(form, answers, follow=True)

    assert "More recent." in page.text
    assert [row["reference"] for row in page.context["above"]] == [other.reference, one.reference]
    assert "Recorded by Dilys Farquhar" in page.text
    assert page.context["equal"] == []


def test_page_refuses_one_before_themselves(two, official, sign_in):
    answers = {"first": two[0].reference, "second": two[0].reference, "reason": "Because."}
    page = sign_in(official).post(f"{address('equals')}?with={two[0].reference}", answers)

    assert "Select somebody else to come after" in page.text
    assert not Precedence.objects.exists()


def test_page_offers_only_equals(two, sifting, official, sign_in):
    better = sent_application(competition=sifting)
    sift(better, by=official, E1=6)
    browser = sign_in(official)

    page = browser.get(address("equals"), {"with": two[0].reference})

    offered = [reference for reference, _ in page.context["form"].fields["first"].choices if reference]
    assert offered == [two[0].reference, two[1].reference]
    for reference in (better.reference, "nobody"):
        assert "Nobody is equal here" in browser.get(address("equals"), {"with": reference}).text


WARNING = "Equal in the ranking, decided differently:"


def decide_all(outcomes, *, by):
    for application, outcome in outcomes.items():
        decide(application=application, outcome=outcome, reason="As the panel saw it.", by=by)


def test_telling_warns_of_equals_decided_differently_until_a_reason_is_recorded(
    two, sifting, official, sign_in
):
    one, other = two
    third = sent_application(competition=sifting)
    sift(third, by=official, E1=5)
    browser = sign_in(official)
    address = reverse("shortlisting:outcomes", args=["panel"])
    decide_all({one: "shortlisted", other: "not_shortlisted", third: "shortlisted"}, by=official)
    confirm(competition=sifting, by=official)

    assert equals_decided_apart(sifting, user=official) == [(one.reference, other.reference)]
    page = browser.get(address).text
    assert WARNING in page
    assert f"{one.reference}, {other.reference}" in page
    assert third.reference not in page

    put_before(first=one, second=other, post=None, reason="More recent work.", by=official)

    assert WARNING not in browser.get(address).text


def test_equals_decided_alike_or_not_at_all_need_no_warning(two, sifting, official):
    one, other = two
    assert equals_decided_apart(sifting, user=official) == []
    decide_all({one: "shortlisted"}, by=official)
    assert equals_decided_apart(sifting, user=official) == []
    decide_all({other: "shortlisted"}, by=official)
    assert equals_decided_apart(sifting, user=official) == []


def test_equals_from_one_of_whom_the_official_is_recused_are_not_named_to_them(sifting, official):
    seat = AssessorFactory(competition=sifting, user=official)
    made = [sent_application(competition=sifting) for _ in range(2)]
    recuse(seat, made[0])
    for application in made:
        for each in sifting.assessors.exclude(conflict_declarations__application=application):
            score_and_send(each, application)
        agree_all(application, by=sifting.assessors.get(chair=True).user)
    another = OfficialFactory(competition=sifting).user
    decide_all({made[0]: "shortlisted", made[1]: "not_shortlisted"}, by=another)

    assert len(equals_decided_apart(sifting, user=another)) == 1
    assert equals_decided_apart(sifting, user=official) == []
