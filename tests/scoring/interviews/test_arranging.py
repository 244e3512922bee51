"""Officials add times, remove them and invite."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from recruitment.applications.models import Milestone
from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.correspondence.models import Email
from recruitment.govuk.templatetags.moments import day
from recruitment.records.models import AuditEvent
from scoring.interviews.answering import cannot_come, choose
from scoring.interviews.errors import (
    AnswerByTooLate,
    NobodyToInvite,
    NotAhead,
    NotAnOfficial,
    NotWithinADay,
    SlotHeld,
    SlotsOverlap,
    TooFewSlots,
)
from scoring.interviews.inviting import invite
from scoring.interviews.models import Invitation, Reply, Slot
from scoring.interviews.scheduling import remove_slot
from tests.factories import OfficialFactory, sent_application
from tests.scoring.acting import recuse
from tests.scoring.interviews.inviting import add, at, invite_all, shortlisted

pytestmark = pytest.mark.django_db

PAGE = "/officials/panel/interviews/"


def day_in(days, name="last_day"):
    """Return what is typed into the three inputs of a day."""
    found = timezone.localdate() + timedelta(days=days)
    return {f"{name}-{part}": str(getattr(found, part)) for part in ("day", "month", "year")}


def test_times_follow_one_another_and_are_recorded(sifting, official):
    slots = add(sifting, by=official, number=3, minutes=45, place="  Room 1 ")
    assert list(Slot.objects.all()) == slots
    assert [(slot.starts, slot.ends) for slot in slots] == [
        (at() + timedelta(minutes=45 * n), at() + timedelta(minutes=45 * (n + 1))) for n in range(3)
    ]
    assert slots[0].place == "Room 1"
    assert str(slots[0]).startswith("10am to 10:45am on ")
    event = AuditEvent.objects.get(action="interview.slots_added")
    assert (event.actor_id, event.competition, event.details["number"]) == (official.pk, "panel", 3)


def test_two_interviews_are_not_in_one_place_at_once(sifting, official):
    add(sifting, by=official, minutes=30)
    with pytest.raises(SlotsOverlap):
        add(sifting, by=official, first=at() + timedelta(minutes=50), minutes=30)
    add(sifting, by=official, first=at(11), minutes=30)
    add(sifting, by=official, place="Room 2")
    assert Slot.objects.count() == 6


def test_times_are_on_one_day_to_come(sifting, official):
    with pytest.raises(NotWithinADay):
        add(sifting, by=official, first=at(23), minutes=31)
    add(sifting, by=official, first=at(23), minutes=30)
    with pytest.raises(NotAhead):
        add(sifting, by=official, first=at(0, days=0))


def test_only_officials_of_the_competition_arrange(sifting, official, seats):
    slot, _ = add(sifting, by=official)
    shortlisted(sifting)
    for person in (seats[0].user, OfficialFactory().user):
        for act in (
            lambda by: add(sifting, by=by, place="Elsewhere"),
            lambda by: remove_slot(slot=slot, by=by),
            lambda by: invite_all(sifting, by=by),
        ):
            with pytest.raises(NotAnOfficial):
                act(person)


def test_only_a_time_that_nobody_holds_is_removed(sifting, official):
    held, free = add(sifting, by=official)
    [application] = shortlisted(sifting)
    invite_all(sifting, by=official)
    choose(application=application, slot=held, by=application.applicant)
    with pytest.raises(SlotHeld):
        remove_slot(slot=held, by=official)
    for _ in range(2):
        remove_slot(slot=Slot(pk=free.pk, competition=sifting, starts=free.starts), by=official)
    assert list(Slot.objects.all()) == [held]
    assert AuditEvent.objects.filter(action="interview.slot_removed").count() == 1


def test_everybody_shortlisted_and_told_is_invited_once(sifting, official):
    invited = shortlisted(sifting, number=2)
    sent_application(competition=sifting)  # not told
    add(sifting, by=official, number=3)
    assert invite_all(sifting, by=official) == 2
    with pytest.raises(NobodyToInvite):
        invite_all(sifting, by=official)
    assert set(Invitation.objects.values_list("application", flat=True)) == {each.pk for each in invited}
    emails = Email.objects.filter(kind="interview-invitation")
    assert {email.to for email in emails} == {each.applicant.email for each in invited}
    assert f"/applications/{invited[0].reference}/interview/" in emails.get(application=invited[0]).body
    assert AuditEvent.objects.filter(action="interview.invited").count() == 2

    [later] = shortlisted(sifting)
    assert invite_all(sifting, by=official) == 1
    assert later.interview_invitations.count() == 1


def test_who_let_the_day_pass_is_invited_again_and_who_answered_is_not(sifting, official):
    late, answered = shortlisted(sifting, number=2)
    add(sifting, by=official)
    invite_all(sifting, by=official)
    cannot_come(application=answered, reason="", by=answered.applicant)
    Invitation.objects.update(at=at(0, days=-3), answer_by=at(0, days=-1))
    assert invite_all(sifting, by=official) == 1
    assert late.interview_invitations.count() == 2
    assert Email.objects.filter(kind="interview-invitation", application=late).count() == 2


def test_who_is_put_back_is_invited_when_the_invitation_is_over(sifting, official):
    [application] = shortlisted(sifting)
    slot, _ = add(sifting, by=official)
    invite_all(sifting, by=official)
    choose(application=application, slot=slot, by=application.applicant)
    withdraw(application=application, by=application.applicant)
    Invitation.objects.update(at=at(0, days=-3), answer_by=at(0, days=-1))
    with pytest.raises(NobodyToInvite):
        invite_all(sifting, by=official)
    reinstate(application=application, by=official, reason="By mistake.")
    assert not Reply.objects.exists()
    assert invite_all(sifting, by=official) == 1


def test_there_is_a_time_for_everybody_who_has_none(sifting, official):
    shortlisted(sifting, number=2)
    add(sifting, by=official, number=1)
    with pytest.raises(TooFewSlots, match=r"free: 1\. People to choose one: 2"):
        invite_all(sifting, by=official)
    add(sifting, by=official, number=1, place="Room 2")
    assert invite_all(sifting, by=official) == 2
    shortlisted(sifting)
    with pytest.raises(TooFewSlots, match=r"free: 2\. People to choose one: 3"):
        invite_all(sifting, by=official)


def test_answers_are_in_before_the_interviews_begin(sifting, official):
    shortlisted(sifting)
    add(sifting, by=official)
    for answer_by, refusal in ((at(days=11), AnswerByTooLate), (at(days=0, hour=0), NotAhead)):
        with pytest.raises(refusal):
            invite(competition=sifting, answer_by=answer_by, by=official)
    assert not Invitation.objects.exists()


def test_database_keeps_one_person_a_time_and_one_answer_a_person(sifting, official):
    first, second = shortlisted(sifting, number=2)
    slot, other = add(sifting, by=official)
    Reply.objects.create(application=first, slot=slot)
    for wrong in (
        {"application": second, "slot": slot},
        {"application": first, "slot": other},
        {"application": second},
        {"application": second, "slot": other, "cannot_come": True},
        {"application": second, "slot": other, "reason": "Ill."},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reply.objects.create(**wrong)


def test_pages_add_times_invite_and_remove(sifting, official, sign_in):
    browser = sign_in(official)
    assert "Interviews</a>" in browser.get("/officials/panel/").text
    shortlisted(sifting)
    typed = day_in(10, "day") | {
        "first": "2:30 PM",
        "minutes": "45",
        "number": "2",
        "place": "https://meet.example/1",
    }
    page = browser.post(f"{PAGE}add/", typed, follow=True).text
    assert "Times added: 2." in page
    assert "2:30pm to 3:15pm" in page
    assert "3:15pm to 4pm" in page
    assert "Invite 1 person to interviews" in page
    page = browser.post(f"{PAGE}invite/", day_in(5), follow=True).text
    assert "People invited: 1." in page
    assert "Has not answered yet" in page
    assert "Nobody waits to be invited." in page
    remove = f"{PAGE}{Slot.objects.last().pk}/remove/"
    assert remove in page
    assert "3:15pm to 4pm" in browser.get(remove).text
    assert Slot.objects.count() == 2  # looking removes nothing
    assert "Time removed: 3:15pm" in browser.post(remove, follow=True).text
    for again in (remove, f"{PAGE}{10**30}/remove/"):
        assert "This time is removed already." in browser.post(again, follow=True).text
    assert Slot.objects.count() == 1


def test_time_that_somebody_holds_or_of_another_competition_is_not_removed(sifting, official, sign_in):
    browser = sign_in(official)
    slot, _ = add(sifting, by=official)
    [application] = shortlisted(sifting)
    invite_all(sifting, by=official)
    choose(application=application, slot=slot, by=application.applicant)
    assert f"{PAGE}{slot.pk}/remove/" not in browser.get(PAGE).text
    assert "Somebody has chosen this time" in browser.post(f"{PAGE}{slot.pk}/remove/", follow=True).text
    elsewhere = OfficialFactory()
    other, _ = add(elsewhere.competition, by=elsewhere.user)
    browser.post(f"{PAGE}{other.pk}/remove/")
    assert {slot, other} <= set(Slot.objects.all())


def test_times_that_meet_others_elsewhere_are_pointed_out(sifting, official, sign_in):
    browser = sign_in(official)
    add(sifting, by=official, minutes=30)  # 10am to 11am
    typed = day_in(10, "day") | {"first": "9:50am", "minutes": "30", "number": "4", "place": "Room 2"}
    page = browser.post(f"{PAGE}add/", typed, follow=True).text
    assert "Times added: 4. 3 of them are at the same time as an interview in another place" in page
    typed |= {"first": "2pm", "number": "1", "place": "Room 3"}
    page = browser.post(f"{PAGE}add/", typed, follow=True).text
    assert ("Times added: 1." in page, "at the same time" in page) == (True, False)


@pytest.mark.parametrize(("offset", "outside"), [(-1, True), (0, False), (10, False), (11, True)])
def test_days_that_the_advert_plans_are_shown_and_others_allowed(sifting, official, sign_in, offset, outside):
    browser = sign_in(official)
    first, last = sifting.interviews_first, sifting.interviews_last
    plans = f"The advert plans interviews for {day(first)} to {day(last)}."
    assert plans in browser.get(f"{PAGE}add/").text
    on = first + timedelta(days=offset)
    typed = {f"day-{part}": getattr(on, part) for part in ("day", "month", "year")}
    typed |= {"first": "10am", "minutes": "30", "number": "1", "place": "Room 1"}
    page = browser.post(f"{PAGE}add/", typed, follow=True).text
    notice = f"The advert plans interviews for {day(first)} to {day(last)}, and these are on {day(on)}."
    assert ("Times added: 1." in page, notice in page) == (True, outside)
    assert Slot.objects.count() == 1


def test_page_of_the_competition_says_what_is_left_to_arrange(sifting, official, sign_in):
    browser = sign_in(official)

    def next_steps():
        page = browser.get("/officials/panel/").text
        listed = page.split("What to do next</h2>")[1].split("</ul>")[0]
        return [step for step in re.findall(r">([^<>]+)</a>", listed) if "interview" in step]

    assert next_steps() == []
    first, second = shortlisted(sifting, number=2)
    assert next_steps() == ["Add interview times: 0 are free for 2 people"]
    add(sifting, by=official, number=1)
    assert next_steps() == ["Add interview times: 1 is free for 2 people"]
    slot, _ = add(sifting, by=official, place="Room 2")
    assert next_steps() == ["Invite 2 people to interviews"]
    invite_all(sifting, by=official)
    assert next_steps() == ["Wait for 2 people to choose a time for the interview"]
    choose(application=first, slot=slot, by=first.applicant)
    cannot_come(application=second, reason="", by=second.applicant)
    assert next_steps() == [
        "Find a time with 1 person who cannot come to the interviews",
        "1 person is still to be interviewed",
    ]
    Slot.objects.update(starts=F("starts") - timedelta(days=20))
    assert next_steps() == ["Wait for the interview scores of 1 person"]


@pytest.mark.parametrize("first", ["9:30am", "14:00", "12pm", "12am", "09.30", "0:00"])
def test_time_is_read_as_people_write_it(sifting, official, sign_in, first):
    typed = day_in(10, "day") | {"first": first, "minutes": "45", "number": "1", "place": "Room 1"}
    assert sign_in(official).post(f"{PAGE}add/", typed).status_code == 302
    expected = {"9:30am": 9.5, "09.30": 9.5, "14:00": 14, "12pm": 12, "12am": 0, "0:00": 0}[first]
    local = timezone.localtime(Slot.objects.get().starts)
    assert local.hour + local.minute / 60 == expected


@pytest.mark.parametrize("first", ["25:00", "13pm", "0am", "noonish", "9:75"])
def test_time_that_is_none_is_refused(sifting, official, sign_in, first):
    typed = day_in(10, "day") | {"first": first, "minutes": "45", "number": "1", "place": "Room 1"}
    page = sign_in(official).post(f"{PAGE}add/", typed).text
    assert "Enter when the first interview starts, like 9:30am or 14:00" in page


def test_pages_say_what_is_wrong(sifting, official, sign_in):
    browser = sign_in(official)
    shortlisted(sifting, number=3)
    assert "People to choose one: 3. Add times first" in browser.post(f"{PAGE}invite/", day_in(5)).text
    add(sifting, by=official, number=3)
    assert "must be before the first interview" in browser.post(f"{PAGE}invite/", day_in(11)).text
    typed = day_in(10, "day") | {"first": "10:05", "minutes": "45", "number": "2", "place": "Room 1, Leeds"}
    assert "There is an interview in this place from 10am" in browser.post(f"{PAGE}add/", typed).text
    late = typed | {"first": "23:00"}
    assert "would end after midnight" in browser.post(f"{PAGE}add/", late).text


@pytest.mark.parametrize(("page", "field"), [("add/", "day"), ("invite/", "last_day")])
def test_day_that_no_calendar_reaches_is_refused(sifting, official, sign_in, page, field):
    shortlisted(sifting)
    add(sifting, by=official)
    typed = {f"{field}-day": "31", f"{field}-month": "12", f"{field}-year": "9999"}
    typed |= {"first": "23:59", "minutes": "480", "number": "30", "place": "x"}
    page = sign_in(official).post(f"/officials/panel/interviews/{page}", typed)
    assert (page.status_code, "Year must be 2100 or earlier" in page.text) == (200, True)


def test_who_is_hidden_from_an_official_is_not_counted_on_the_pages_that_invite(sifting, seats, sign_in):
    both = OfficialFactory(competition=sifting, user=seats[2].user).user
    hidden = sent_application(competition=sifting)
    recuse(seats[2], hidden)
    Milestone.objects.create(application=hidden, kind=Milestone.Kind.SHORTLISTED)
    browser = sign_in(both)

    assert "Nobody waits to be invited." in browser.get(PAGE).text
    assert browser.get(f"{PAGE}invite/").context["to_invite"] == 0
