"""A conflict noticed later: the application is nowhere for its assessor, and what they scored is left out."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from recruitment.records.models import AuditEvent
from scoring.assessments.models import Assessment
from scoring.assessments.reopening import reopenable
from scoring.assessments.scoring import NotTheirs
from scoring.assessors.conflicts import (
    NotDeclaredYet,
    NotTheirSeat,
    SiftDecided,
    UnclearDeclaration,
    declare_later,
)
from scoring.assessors.locking import NotInCompetition
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.queries import applications_for, sitting
from scoring.assessors.ruling import rule
from scoring.moderation.agreeing import NotAllSent
from scoring.moderation.progress import progress_of
from scoring.moderation.queries import agreed_before, given_scores, waiting_for
from scoring.shortlisting.deciding import decide
from scoring.shortlisting.queries import workloads
from tests.factories import OfficialFactory, sent_application, withdrawn_application
from tests.scoring.acting import (
    agree_all,
    connect,
    declare_none,
    let_carry_on,
    recuse,
    score,
    score_and_send,
    send,
)

pytestmark = pytest.mark.django_db

REASON = "Quite unforgettable evidence."


def notice(seat, application, **more):
    details = {"details": "I know the voice: we shared an office."} | more
    return declare_later(assessor=seat, application=application, by=seat.user, **details)


@pytest.fixture
def scored(seats, application):
    """Return an application that all scored, the second assessor with the lowest level and a reason of their own."""
    for seat in (seats[0], seats[2]):
        score_and_send(seat, application)
    score_and_send(seats[1], application, value=1, reason=REASON)
    return application


def test_declaration_stands_beside_the_first_and_what_was_scored_stays(seats, scored):
    before = list(Assessment.objects.values_list("pk", "sent_at").order_by("pk"))

    made = notice(seats[1], scored)

    declared = ConflictDeclaration.objects.filter(assessor=seats[1]).order_by("pk")
    assert [(each.kind, each.noticed_later) for each in declared] == [("none", False), ("conflict", True)]
    assert list(Assessment.objects.values_list("pk", "sent_at").order_by("pk")) == before
    assert list(AuditEvent.objects.filter(action="conflict.declared").order_by("pk"))[-1].details == {
        "kind": "conflict",
        "left_to_chair": False,
        "noticed_later": True,
    }
    assert notice(seats[1], scored) == made  # a double click
    for change in (lambda: declared.update(noticed_later=False), lambda: declared.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_scores_are_left_out_of_everything_that_is_made_of_scores(seats, official, scored):
    made = scored.competition
    notice(seats[1], scored)

    assert set(Assessment.objects.sent().values_list("assessor", flat=True)) == {seats[0].pk, seats[2].pk}
    given = given_scores(official, competition=made, stage="sift")
    assert {(each.assessor, each.level) for each in given} == {(seats[0].pk, 4), (seats[2].pk, 4)}
    progress = progress_of(competition=made, stage="sift", application_ids=[scored.pk])[scored.pk]
    assert (progress.due, progress.sent) == (2, 2)
    loads = {load.assessor: (load.due, load.sent, load.recused) for load in workloads(made, user=official)}
    assert loads[seats[1]] == (0, 0, 1)
    assert loads[seats[0]] == (1, 1, 0)
    assert seats[1] not in reopenable(application=scored, stage="sift", by=seats[0].user)
    assert waiting_for(scored, "sift") == []
    agree_all(scored, by=official)


def test_assessor_meets_the_application_nowhere(seats, sign_in, scored):
    other = sent_application(competition=scored.competition)
    score_and_send(seats[1], other)
    browser = sign_in(seats[1].user)
    address = reverse("assessors:conflict-later", args=["panel", scored.reference])
    own_page = reverse("assessments:application", args=["panel", scored.reference])
    assert address in browser.get(own_page).text

    for _ in range(2):  # a double click
        response = browser.post(address, {"kind": "conflict", "details": "We shared an office."})
        assert response.url == reverse("assessors:competition", args=["panel"])
    browser.get(response.url)  # shows the message that names the reference, once

    code = scored.competition.criteria.first().code
    for name, *more in (
        ("assessors:conflict",),
        ("assessors:conflict-later",),
        ("assessments:application",),
        ("assessments:criterion", code),
        ("assessments:send",),
        ("moderation:application",),
        ("shortlisting:application",),
    ):
        found = browser.get(reverse(name, args=["panel", scored.reference, *more]))
        assert found.status_code == 404, name
    for page in ("assessors:competition", "assessments:criteria", "assessments:send-all"):
        assert scored.reference not in browser.get(reverse(page, args=["panel"]), follow=True).text
    assert (sitting(seats[1]).sent, sitting(seats[1]).total) == (1, 1)
    assert list(applications_for(seats[1])) == [other]
    for act in (score, send):
        with pytest.raises(NotTheirs):
            act(seats[1], scored)


def test_others_no_longer_read_what_was_scored(seats, official, sign_in, scored):
    pages = {
        seats[0].user: ["assessments:application", "moderation:application"],
        seats[2].user: ["assessments:application"],
        official: ["shortlisting:application", "moderation:application"],
    }
    addresses = [
        (person, reverse(name, args=["panel", scored.reference]))
        for person, names in pages.items()
        for name in names
    ]
    for person, address in addresses:
        assert REASON in sign_in(person).get(address).text, address

    notice(seats[1], scored)

    for person, address in addresses:
        page = sign_in(person).get(address)
        assert page.status_code == 200
        assert REASON not in page.text, address


def test_official_who_assesses_and_notices_meets_it_nowhere_either(seats, sign_in, scored):
    OfficialFactory(competition=scored.competition, user=seats[1].user)
    agree_all(scored, by=seats[0].user)
    notice(seats[1], scored)
    browser = sign_in(seats[1].user)

    for name in ("shortlisting:application", "shortlisting:decide", "moderation:application"):
        assert browser.get(reverse(name, args=["panel", scored.reference])).status_code == 404
    for name in (
        "shortlisting:competition",
        "shortlisting:applications",
        "shortlisting:ranking",
        "shortlisting:what-if",
        "shortlisting:outcomes",
        "moderation:competition",
        "moderation:agreement",
        "assessors:connections",
    ):
        assert scored.reference not in browser.get(reverse(name, args=["panel"])).text, name


def test_agreed_scores_stay_with_a_notice_until_they_are_agreed_anew(seats, official, sign_in, scored):
    agree_all(scored, by=official)
    addresses = [
        (seats[0].user, reverse("moderation:application", args=["panel", scored.reference])),
        (official, reverse("shortlisting:application", args=["panel", scored.reference])),
    ]
    said = f"{seats[1].name} declared a conflict of interest or a connection after scores were agreed."
    for person, address in addresses:
        assert said not in sign_in(person).get(address).text

    notice(seats[1], scored)

    for person, address in addresses:
        page = sign_in(person).get(address).text
        assert said in page
        assert "Agreed for E1." in page
    agree_all(scored, by=seats[0].user)
    assert agreed_before(scored, "sift") == []


def test_no_notice_where_nothing_was_agreed_or_they_had_not_scored(seats, official, application):
    declare_none(seats[1], application)
    for seat in (seats[0], seats[2]):
        score_and_send(seat, application)
    notice(seats[1], application)
    assert agreed_before(application, "sift") == []

    agree_all(application, by=official)
    assert agreed_before(application, "sift") == []


def test_connection_noticed_later_waits_and_a_ruling_brings_the_scores_back(seats, official, scored):
    connection = notice(seats[1], scored, left_to_chair=True)

    assert not applications_for(seats[1]).exists()
    with pytest.raises(NotAllSent) as refused:
        agree_all(scored, by=official)
    assert refused.value.waiting == [seats[1]]

    let_carry_on(connection, by=seats[0].user)

    assert Assessment.objects.sent().filter(assessor=seats[1]).exists()
    assert applications_for(seats[1]).get() == scored
    agree_all(scored, by=official)
    # Told to carry on once, they may still see more.
    notice(seats[1], scored)
    assert not applications_for(seats[1]).exists()
    assert (
        progress_of(competition=scored.competition, stage="sift", application_ids=[scored.pk])[scored.pk].due
        == len(seats) - 1
    )


def test_recused_by_the_ruling_on_a_connection_noticed_later(seats, official, scored):
    connection = notice(seats[1], scored, left_to_chair=True)

    rule(declaration=connection, outcome="recused", reason="Too close.", by=seats[0].user)

    assert waiting_for(scored, "sift") == []
    agree_all(scored, by=official)


def test_chair_who_notices_takes_no_part_in_agreeing(seats, sign_in, scored):
    notice(seats[0], scored)
    browser = sign_in(seats[0].user)

    assert browser.get(reverse("moderation:application", args=["panel", scored.reference])).status_code == 404
    assert scored.reference not in browser.get(reverse("moderation:competition", args=["panel"])).text


def test_who_is_kept_away_already_has_nothing_to_add(seats, application):
    first = recuse(seats[1], application)
    waiting = connect(seats[2], application)

    assert notice(seats[1], application) == first
    assert notice(seats[2], application) == waiting


def test_refused_before_the_first_answer_for_others_and_without_details(seats, application):
    with pytest.raises(NotDeclaredYet):
        notice(seats[1], application)
    declare_none(seats[1], application)
    with pytest.raises(UnclearDeclaration):
        notice(seats[1], application, details=" \n")
    with pytest.raises(NotTheirSeat):
        declare_later(assessor=seats[1], application=application, details="We met.", by=seats[2].user)
    with pytest.raises(NotInCompetition):
        notice(seats[1], withdrawn_application(competition=application.competition))


def test_page_says_what_is_missing_and_is_not_found_before_the_first_answer(seats, sign_in, application):
    browser = sign_in(seats[1].user)
    address = reverse("assessors:conflict-later", args=["panel", application.reference])
    assert browser.get(address).status_code == 404
    assert browser.post(address, {"kind": "conflict", "details": "We met."}).status_code == 404

    declare_none(seats[1], application)
    page = browser.post(address, {})

    assert "Select whether it is a connection or a conflict of interest" in page.text
    assert "Enter details of your connection or conflict of interest" in page.text


def test_once_the_sift_is_decided_nothing_is_declared_any_more(seats, official, sign_in, scored):
    agree_all(scored, by=official)
    decide(application=scored, outcome="shortlisted", reason="Strong.", by=official)

    with pytest.raises(SiftDecided):
        notice(seats[1], scored)
    browser = sign_in(seats[1].user)
    own_page = reverse("assessments:application", args=["panel", scored.reference])
    address = reverse("assessors:conflict-later", args=["panel", scored.reference])
    assert browser.get(address).url == own_page
    assert browser.post(address, {"kind": "conflict", "details": "We met."}).url == own_page
    assert address not in browser.get(own_page).text
