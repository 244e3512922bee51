"""A member leaves the assessment panel: nothing that was sent is lost, nobody is waited for, nobody sees too much."""

import pytest
from django.db import IntegrityError, transaction
from django.db import connection as database
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment.accounts.models import User
from recruitment.accounts.queries import roles_of
from recruitment.alerts.models import Subscription
from recruitment.alerts.subscribing import stop
from recruitment.competitions.files.faults import FileRefused
from recruitment.competitions.files.loading import Loaded, load
from recruitment.competitions.files.writing import contents_of
from recruitment.competitions.models import Assessor, Stage
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from scoring.assessments.models import Assessment
from scoring.assessments.reopening import reopenable
from scoring.assessments.scoring import NotTheirs
from scoring.assessors.conflicts import NotTheirSeat, PanelNotComplete, declare_later
from scoring.assessors.queries import applications_for, next_to_score, sitting, sittings, taken_over
from scoring.assessors.replacing import (
    CannotSit,
    HasLeft,
    MayNotReplace,
    NotAnAddress,
    Unclear,
    replace,
)
from scoring.assessors.starting import missing
from scoring.moderation.agreeing import NotAllSent, NotAModerator
from scoring.moderation.progress import progress_of
from scoring.moderation.queries import scores_readable_by, waiting_for
from scoring.shortlisting.queries import workloads
from tests.factories import OfficialFactory, competition, sent_application
from tests.scoring.acting import agree_all, declare_none, recuse, score, score_and_send

pytestmark = pytest.mark.django_db


def take_over(seat, *, by, email="new@example.org", name="Nadia Newton"):
    return replace(
        seat=seat, name=name, email=email, political_activity="None declared", reason="Fell ill.", by=by
    )


def progress(application):
    found = progress_of(
        competition=application.competition, stage=Stage.SIFT, application_ids=[application.pk]
    )
    return found[application.pk].sent, found[application.pk].due


def test_what_was_sent_counts_and_the_successor_scores_the_rest(seats, application, official):
    chair, leaver, third = seats
    other = sent_application(competition=application.competition)
    score_and_send(leaver, application)
    score(leaver, other)

    successor = take_over(leaver, by=official)

    assert [*applications_for(successor)] == [other]
    assert next_to_score(successor) == other
    assert (sitting(successor).sent, sitting(successor).total) == (0, 1)
    assert waiting_for(application, Stage.SIFT) == [chair, third]
    assert waiting_for(other, Stage.SIFT) == [chair, successor, third]
    assert (progress(application), progress(other)) == ((1, 3), (0, 3))
    for seat in (chair, third):
        score_and_send(seat, application)
        score_and_send(seat, other)
    score_and_send(successor, other)
    assert (progress(application), progress(other)) == ((3, 3), (3, 3))
    for each in (application, other):
        agree_all(each, by=chair.user)
    assert Assessment.objects.filter(assessor=leaver).count() == 2  # also what was begun


def test_third_in_the_same_place_scores_what_neither_before_sent(seats, official, sifting):
    applications = [sent_application(competition=sifting) for _ in range(3)]
    score_and_send(seats[1], applications[0])
    second = take_over(seats[1], by=official)
    score_and_send(second, applications[1])

    third = take_over(second, by=official, email="third@example.org", name="Theo Third")

    assert [*applications_for(third)] == [applications[2]]
    assert [seat.name for seat in waiting_for(applications[1], Stage.SIFT)] == [seats[0].name, seats[2].name]
    assert third.place == seats[1]


def test_successor_has_capacity_chair_and_place_and_the_record_says_why(seats, official):
    successor = take_over(seats[0], by=official)
    seats[0].refresh_from_db()

    assert (successor.capacity, successor.chair, successor.position) == (
        seats[0].capacity,
        True,
        seats[0].position,
    )
    assert (seats[0].left_why, seats[0].left_at) == ("Fell ill.", successor.joined_at)
    assert successor.user == User.objects.get(email="new@example.org")
    event = AuditEvent.objects.get(action="assessor.replaced")
    assert (event.subject, event.details) == (
        str(seats[0].pk),
        {"successor": successor.pk, "chair": True},
    )


def test_both_are_written_to(seats, official):
    take_over(seats[1], by=official)

    left, joined = Email.objects.order_by("pk")
    assert (left.kind, left.to) == ("assessor-left", seats[1].user.email)
    assert "Your place is taken by: Nadia Newton" in left.body
    assert (joined.kind, joined.to) == ("assessor-joined", "new@example.org")
    assert "You sit as: independent member" in joined.body
    assert "/assessing/panel/" in joined.body


def test_who_left_meets_nothing_any_more(seats, application, official, sign_in):
    leaver = seats[1]
    score_and_send(leaver, application)
    browser = sign_in(leaver.user)
    addresses = [
        reverse("assessors:competition", args=["panel"]),
        reverse("assessments:application", args=["panel", application.reference]),
        reverse("assessments:criteria", args=["panel"]),
        reverse("assessors:conflict-later", args=["panel", application.reference]),
    ]
    assert [browser.get(address).status_code for address in addresses] == [200] * 4

    take_over(leaver, by=official)

    assert [browser.get(address).status_code for address in addresses] == [404] * 4
    assert browser.get(reverse("assessors:home")).status_code == 404
    assert sittings(leaver.user) == []
    assert not roles_of(leaver.user).assesses
    other = sent_application(competition=application.competition)
    with pytest.raises(NotTheirSeat):
        declare_none(leaver, other)
    with pytest.raises(NotTheirSeat):
        declare_later(assessor=leaver, application=application, details="x", by=leaver.user)
    with pytest.raises(NotTheirs):
        score(leaver, application)


def test_chair_who_left_chairs_no_more(seats, application, official):
    chair = seats[0]
    for seat in seats:
        score_and_send(seat, application)
    assert scores_readable_by(chair.user).exists()

    take_over(chair, by=official)

    assert not scores_readable_by(chair.user).exists()
    assert not reopenable(application=application, stage=Stage.SIFT, by=chair.user).exists()
    with pytest.raises(NotAModerator):
        agree_all(application, by=chair.user)


def test_chair_who_takes_over_agrees_what_the_chair_before_scored_after_declaring(
    seats, application, official, sign_in
):
    other = sent_application(competition=application.competition)
    for seat in seats:
        score_and_send(seat, application)
        score_and_send(seat, other)
    successor = take_over(seats[0], by=official)
    browser = sign_in(successor.user)
    meeting = reverse("moderation:competition", args=["panel"])

    assert not scores_readable_by(successor.user).exists()
    page = browser.get(meeting)
    assert "2 applications were scored by the chair before you." in " ".join(page.text.split())
    first = taken_over(successor).first()
    address = reverse("assessors:conflict", args=["panel", first.reference]) + "?then=meeting"
    assert address in page.text
    assert browser.get(address).status_code == 200

    response = browser.post(address, {"kind": "none"})

    assert [*scores_readable_by(successor.user)] == [first]
    second = taken_over(successor).get()
    assert response.url == reverse("assessors:conflict", args=["panel", second.reference]) + "?then=meeting"
    response = browser.post(response.url, {"kind": "conflict", "details": "We are friends."})
    assert response.url == meeting
    assert [*scores_readable_by(successor.user)] == [first]
    agree_all(first, by=successor.user)
    with pytest.raises(NotAModerator):
        agree_all(second, by=successor.user)
    assert "scored by the chair before you" not in browser.get(meeting).text


def test_conflict_that_the_one_who_left_noticed_leaves_the_application_to_the_successor(
    seats, application, official
):
    leaver = seats[1]
    score_and_send(leaver, application)
    declare_later(assessor=leaver, application=application, details="My neighbour.", by=leaver.user)

    successor = take_over(leaver, by=official)

    assert [*applications_for(successor)] == [application]
    assert successor in waiting_for(application, Stage.SIFT)
    assert progress(application) == (0, 3)


def test_successor_who_is_recused_is_not_waited_for(seats, application, official):
    successor = take_over(seats[1], by=official)
    recuse(successor, application)

    assert successor not in waiting_for(application, Stage.SIFT)
    assert progress(application) == (0, 2)


def test_sent_scores_of_who_left_cannot_be_reopened(seats, application, official):
    score_and_send(seats[1], application)
    score_and_send(seats[2], application)
    take_over(seats[1], by=official)

    assert [*reopenable(application=application, stage=Stage.SIFT, by=seats[0].user)] == [seats[2]]


def test_workloads_say_who_has_what_left(seats, application, official):
    other = sent_application(competition=application.competition)
    score_and_send(seats[1], application)
    successor = take_over(seats[1], by=official)

    found = {
        each.assessor.name: (each.sent, each.due) for each in workloads(other.competition, user=official)
    }

    assert found == {
        seats[0].name: (0, 2),
        seats[1].name: (1, 1),
        successor.name: (0, 1),
        seats[2].name: (0, 2),
    }


@pytest.mark.parametrize("who", ["applicant", "member", "former member", "official"])
def test_who_takes_part_otherwise_cannot_take_over(seats, application, official, who):
    take_over(seats[2], by=official, email="first@example.org")
    address = {
        "applicant": application.applicant.email,
        "member": seats[0].user.email,
        "former member": seats[2].user.email,
        "official": official.email,
    }[who]

    with pytest.raises(CannotSit):
        take_over(seats[1], by=official, email=address.upper())

    assert Assessor.objects.serving().filter(pk=seats[1].pk).exists()


def test_only_an_official_replaces_and_only_once(seats, official):
    with pytest.raises(MayNotReplace):
        take_over(seats[1], by=seats[0].user)
    with pytest.raises(MayNotReplace):
        take_over(seats[1], by=OfficialFactory().user)
    take_over(seats[1], by=official)
    with pytest.raises(HasLeft):
        take_over(seats[1], by=official, email="another@example.org")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"email": "nobody"}, NotAnAddress),
        ({"name": " \x00"}, Unclear),
        ({"reason": ""}, Unclear),
        ({"political_activity": " "}, Unclear),
    ],
)
def test_unclear_replacement_is_refused(seats, official, change, error):
    with pytest.raises(error):
        replace(
            **{
                "seat": seats[1],
                "name": "Nadia Newton",
                "email": "new@example.org",
                "political_activity": "None declared",
                "reason": "Fell ill.",
                "by": official,
            }
            | change
        )


def test_database_keeps_who_left(seats, official):
    take_over(seats[1], by=official)
    for change in ({"left_at": None, "left_why": ""}, {"name": "Somebody else"}):
        with pytest.raises(IntegrityError, match="stays in its record"), transaction.atomic():
            Assessor.objects.filter(pk=seats[1].pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessor.objects.filter(pk=seats[2].pk).update(left_why="Without a day.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessor.objects.filter(pk=seats[2].pk).update(place=seats[1], joined_at="2026-01-01T00:00Z")


def test_advert_names_the_panel_as_it_is(seats, official, client):
    take_over(seats[1], by=official)
    text = client.get(reverse("competitions:advert", args=["panel"])).text
    assert "Nadia Newton" in text
    assert seats[1].name not in text


def test_competition_file_neither_brings_back_who_left_nor_removes_who_came(seats, official, sifting):
    before = contents_of(sifting)
    take_over(seats[1], by=official)
    after = contents_of(sifting)

    assert [row["email"] for row in after["assessors"]] == [
        seats[0].user.email,
        "new@example.org",
        seats[2].user.email,
    ]
    assert load(contents=after, by=None) is Loaded.UNCHANGED
    with pytest.raises(FileRefused) as refusal:
        load(contents=before, by=None)
    assert [str(fault) for fault in refusal.value.faults] == [
        f"assessors[{seats[1].user.email}]: {seats[1].name} left the assessment panel and cannot come back"
    ]
    assert Assessor.objects.serving().count() == 3


def test_sift_cannot_start_without_a_departmental_and_an_independent_member(sign_in):
    made = competition(closed=True, assessors=1)
    application = sent_application(competition=made)
    chair = made.assessors.get()
    official = OfficialFactory(competition=made).user

    assert missing(made) == ["an independent member"]
    with pytest.raises(PanelNotComplete):
        declare_none(chair, application)
    browser = sign_in(chair.user)
    page = browser.get(reverse("assessors:competition", args=[made.slug]))
    assert "The assessment panel needs an independent member before anybody can score." in page.text
    address = reverse("assessors:conflict", args=[made.slug, application.reference])
    assert browser.get(address).url == browser.post(address, {"kind": "none"}).url
    assert not application.conflict_declarations.exists()
    said = sign_in(official).get(reverse("shortlisting:competition", args=[made.slug])).text
    assert "it needs an independent member before the sift can start" in said


def test_official_replaces_on_the_pages(seats, official, sign_in):
    browser = sign_in(official)
    listed = reverse("members:list", args=["panel"])
    address = reverse("members:replace", args=["panel", seats[1].pk])
    assert address in browser.get(listed).text
    typed = {
        "name": "Nadia Newton",
        "email": "New@example.org",
        "political_activity": "None declared",
        "reason": "Fell ill.",
    }

    assert "Enter the email address of the new member" in browser.post(address, typed | {"email": ""}).text
    shown = browser.post(address, typed)
    assert "Check who takes over from" in shown.text
    assert Assessor.objects.serving().count() == Assessor.objects.count() == 3
    changed = browser.post(address, typed | {"change": "yes"})
    assert 'value="Nadia Newton"' in changed.text
    response = browser.post(address, typed | {"confirmed": "yes"})

    assert response.url == listed
    page = " ".join(browser.get(listed).text.split())
    assert f"Nadia Newton now has the place of {seats[1].name}." in page
    assert "replaced by Nadia Newton" in page
    assert browser.get(address).url == listed
    assert browser.post(address, typed | {"confirmed": "yes"}).url == listed
    assert Assessor.objects.count() == 4


def test_page_says_who_cannot_take_over_and_keeps_what_was_typed(seats, official, sign_in, application):
    browser = sign_in(official)
    page = browser.post(
        reverse("members:replace", args=["panel", seats[1].pk]),
        {
            "name": "Nadia Newton",
            "email": application.applicant.email,
            "political_activity": "None declared",
            "reason": "Fell ill.",
            "confirmed": "yes",
        },
    )
    assert "This person has an application in this competition and cannot assess it" in page.text
    assert 'value="Nadia Newton"' in page.text


def test_number_of_queries_does_not_grow(official, seats, sign_in):
    browser = sign_in(official)
    address = reverse("members:list", args=["panel"])
    counts = []
    for number in range(3):
        with CaptureQueriesContext(database) as queries:
            assert browser.get(address).status_code == 200
        counts.append(len(queries))
        seat = Assessor.objects.serving().filter(competition__slug="panel").last()
        take_over(seat, by=official, email=f"new-{number}@example.org")
    assert counts[0] == counts[1] == counts[2] <= 8


def test_nobody_is_agreed_for_while_the_successor_has_not_scored(seats, application, official):
    for seat in (seats[0], seats[2]):
        score_and_send(seat, application)
    successor = take_over(seats[1], by=official)
    with pytest.raises(NotAllSent) as refusal:
        agree_all(application, by=seats[0].user)
    assert refusal.value.waiting == [successor]


def test_official_who_left_the_panel_meets_nowhere_what_they_declared_a_conflict_with(
    seats, application, official, sign_in
):
    leaver = seats[1]
    both = OfficialFactory(competition=application.competition, user=leaver.user).user
    other = sent_application(competition=application.competition)
    recuse(leaver, application)
    for seat in (seats[0], seats[2]):
        score_and_send(seat, application)
        score_and_send(seat, other)
    take_over(leaver, by=official)

    assert [*scores_readable_by(both)] == [other]
    browser = sign_in(both)
    for address in ("/moderation/panel/", "/officials/panel/ranking/", "/officials/panel/applications/"):
        page = browser.get(address)
        assert (application.reference in page.text, other.reference in page.text) == (False, True), address
    cv = application.documents.get()
    assert browser.get(reverse("documents:download", args=[application.reference, cv.pk])).status_code == 404
    shown = browser.get(f"/officials/panel/applications/{other.reference}/")
    assert shown.status_code == 200
    assert "/documents/" not in shown.text


def test_rule_refuses_to_score_a_place_twice(seats, application, official):
    score_and_send(seats[1], application)
    successor = take_over(seats[1], by=official)
    with pytest.raises(NotTheirs):
        score(successor, application)
    assert not Assessment.objects.filter(assessor=successor).exists()


def test_letter_to_a_member_stays_when_their_alerts_are_stopped(seats, official):
    subscription = Subscription.objects.create(email="new@example.org", all_bodies=True)
    take_over(seats[1], by=official)

    stop(token=subscription.token)

    assert Email.objects.filter(to="new@example.org", kind="assessor-joined").exists()


def test_answer_given_again_on_the_way_to_an_interview_leads_on(seats, application, official, sign_in):
    declare_none(seats[1], application)
    address = reverse("assessors:conflict", args=["panel", application.reference]) + "?then=interview"
    response = sign_in(seats[1].user).post(address, {"kind": "conflict", "details": "We are friends."})
    assert response.url == reverse("assessments:interview-application", args=["panel", application.reference])
