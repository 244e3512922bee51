"""The invited choose a time, say what they need, or that they cannot come."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from recruitment.applications.correcting import correct
from recruitment.applications.withdrawal import withdraw
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from scoring.interviews.answering import cannot_come, choose, say_needs
from scoring.interviews.errors import NoTimeChosen, NotInvited, SlotGone, TooLateToAnswer
from scoring.interviews.models import Invitation, Reply, Slot
from tests.factories import AssessorFactory, OfficialFactory, competition, enter, sent_application
from tests.scoring.acting import recuse
from tests.scoring.interviews.inviting import add, at, invite_all, shortlisted

pytestmark = pytest.mark.django_db

NEEDS = "A sign language interpreter."
SCHEDULE = "/officials/panel/interviews/"


@pytest.fixture
def slots(sifting, official):
    return add(sifting, by=official, number=3)


@pytest.fixture
def invited(sifting, official, slots):
    """Return two invited applications."""
    applications = shortlisted(sifting, number=2)
    invite_all(sifting, by=official)
    return applications


@pytest.fixture
def competition_entered(sifting, official, slots):
    """Return an invited application that an official entered, and the times."""
    [application] = shortlisted(sifting)
    enter(application, by=official)
    invite_all(sifting, by=official)
    return application, slots


def address(application, page=""):
    return f"/applications/{application.reference}/interview/{page}"


def over():
    """Let the day to answer be over."""
    Invitation.objects.update(at=at(0, days=-3), answer_by=at(0, days=-1))


def test_person_chooses_says_what_is_needed_and_reads_it(invited, slots, sign_in):
    application = invited[0]
    browser = sign_in(application.applicant)
    status = browser.get(f"/applications/{application.reference}/sent/").text
    assert address(application) in status
    assert "You were invited to choose a time for your interview" in status
    assert "Choose a time" in browser.get(address(application)).text
    page = browser.post(address(application, "time/"), {"slot": slots[1].pk}, follow=True).text
    assert "What do you need at the interview?" in page
    page = browser.post(address(application, "needs/"), {"needs": NEEDS}, follow=True).text
    for said in ("The answer is saved.", str(slots[1]), "Room 1, Leeds", NEEDS):
        assert said in page
    email = Email.objects.get(kind="interview-answer")
    assert "You have chosen a time" in email.body
    assert "If you did not choose this time yourself" in email.body
    assert str(slots[1]) in email.body
    assert "Room 1, Leeds" in email.body
    chosen, needs = AuditEvent.objects.filter(action__in=["interview.time_chosen", "interview.needs_said"])
    assert (chosen.actor_id, chosen.subject, chosen.details["changed"]) == (
        application.applicant_id,
        application.reference,
        False,
    )
    assert needs.details == {}


def test_status_page_says_where_the_interview_stands(invited, sifting, slots, sign_in):
    application = invited[0]
    person = application.applicant
    browser = sign_in(person)

    def status():
        page = browser.get(f"/applications/{application.reference}/sent/").text
        assert ("Planned for" in page, address(application) in page) == (False, True)
        return page

    assert "have not chosen a time yet. Answer until midnight at the end of" in status()
    assert "You are invited to an interview" in browser.get("/applications/").text
    choose(application=application, slot=slots[1], by=person)
    page = status()
    for said in (f"{slots[1]} (time in the United Kingdom)", "Room 1, Leeds", "change the time"):
        assert said in page
    cannot_come(application=application, reason="", by=person)
    assert "You told us that you cannot come to an interview" in status()
    choose(application=application, slot=slots[1], by=person)
    over()
    assert "Your interview: see what you answered" in status()
    Slot.objects.filter(pk=slots[1].pk).update(starts=at(0, days=-1))
    assert "Your interview was:" in status()
    Reply.objects.all().delete()
    assert "You are invited to an interview and have not chosen a time. The time to answer ended" in status()


def test_another_time_gives_back_the_first_keeps_the_needs_and_is_confirmed(invited, slots):
    application = invited[0]
    person = application.applicant
    choose(application=application, slot=slots[0], by=person)
    say_needs(application=application, needs=NEEDS, by=person)
    for _ in range(2):
        reply = choose(application=application, slot=slots[1], by=person)
    assert (Reply.objects.get(), reply.slot, reply.needs) == (reply, slots[1], NEEDS)
    assert set(Slot.objects.free()) == {slots[0], slots[2]}
    assert Email.objects.filter(kind="interview-answer").count() == 2
    choose(application=application, slot=slots[0], by=person)
    assert Email.objects.filter(kind="interview-answer").count() == 3


def test_time_of_somebody_else_is_refused_with_the_free_ones(invited, slots, sign_in):
    first, second = invited
    choose(application=first, slot=slots[0], by=first.applicant)
    with pytest.raises(SlotGone):
        choose(application=second, slot=slots[0], by=second.applicant)
    page = sign_in(second.applicant).post(address(second, "time/"), {"slot": slots[0].pk}).text
    assert "This time is no longer free. Select another" in page
    assert str(slots[0]) not in page
    assert str(slots[1]) in page
    assert first.reference not in page


def test_time_that_is_over_removed_or_of_another_competition_is_refused(invited, slots):
    application = invited[0]
    slots[1].delete()
    Slot.objects.filter(pk=slots[0].pk).update(starts=at(0, days=-1))
    foreign = Slot.objects.create(
        competition=sent_application().competition, starts=at(), minutes=30, place="Elsewhere"
    )
    for slot in (slots[0], Slot(pk=10**6), foreign):
        with pytest.raises(SlotGone):
            choose(application=application, slot=slot, by=application.applicant)


def test_cannot_come_gives_the_time_back_and_can_be_taken_back(invited, slots, sign_in):
    application = invited[0]
    browser = sign_in(application.applicant)
    choose(application=application, slot=slots[0], by=application.applicant)
    assert "becomes free for others" in browser.get(address(application, "cannot-come/")).text
    page = browser.post(address(application, "cannot-come/"), {"reason": "I am abroad."}, follow=True).text
    assert "You told us that you cannot come" in page
    assert "I am abroad." in page
    assert slots[0] in Slot.objects.free()
    assert browser.get(address(application, "needs/")).status_code == 302
    with pytest.raises(NoTimeChosen):
        say_needs(application=application, needs=NEEDS, by=application.applicant)
    cannot_come(application=application, reason="I am abroad.", by=application.applicant)
    assert AuditEvent.objects.filter(action="interview.cannot_come").count() == 1
    choose(application=application, slot=slots[2], by=application.applicant)
    assert Reply.objects.get().slot == slots[2]


def test_nothing_changes_after_the_day_to_answer(invited, slots, sign_in):
    application = invited[0]
    person = application.applicant
    choose(application=application, slot=slots[0], by=person)
    over()
    for act in (
        lambda: choose(application=application, slot=slots[1], by=person),
        lambda: say_needs(application=application, needs=NEEDS, by=person),
        lambda: cannot_come(application=application, reason="", by=person),
    ):
        with pytest.raises(TooLateToAnswer):
            act()
    browser = sign_in(person)
    assert "You can no longer change your answer here." in browser.get(address(application)).text
    assert browser.post(address(application, "time/"), {"slot": slots[1].pk}).status_code == 302
    for page, typed in (("needs/", {"needs": NEEDS}), ("cannot-come/", {"reason": "I am abroad."})):
        assert browser.get(address(application, page)).status_code == 302
        answer = browser.post(address(application, page), typed).text
        assert "This was not saved: the time to answer is over." in answer
        assert next(iter(typed.values())) in answer
    assert (Reply.objects.get().slot, Reply.objects.get().needs) == (slots[0], "")


def test_needs_that_somebody_else_changed_meanwhile_are_shown_and_not_overwritten(
    invited, slots, official, sign_in
):
    application = invited[0]
    first = choose(application=application, slot=slots[0], by=application.applicant)
    say_needs(application=application, needs=NEEDS, by=application.applicant)
    browser = sign_in(official)
    page = browser.post(address(application, "needs/"), {"needs": "Parking.", "version": first.pk})
    assert NEEDS in page.text
    assert "Parking." in page.text
    assert Reply.objects.get().needs == NEEDS
    version = page.context["form"]["version"].value()
    browser.post(address(application, "needs/"), {"needs": "Parking.", "version": version})
    assert Reply.objects.get().needs == "Parking."


def test_time_that_is_given_back_is_told_and_the_needs_stay(invited, slots, official):
    application = invited[0]
    choose(application=application, slot=slots[0], by=application.applicant)
    say_needs(application=application, needs=NEEDS, by=application.applicant)
    cannot_come(application=application, reason="", by=official)
    _, email = Email.objects.filter(kind="interview-answer").order_by("pk")
    assert (email.to, f"Time given back: {slots[0]}" in email.body) == (application.applicant.email, True)
    assert "An official has noted for you that you cannot come" in email.body
    cannot_come(application=application, reason="Ill.", by=official)
    assert Email.objects.filter(kind="interview-answer").count() == 2
    assert choose(application=application, slot=slots[1], by=application.applicant).needs == NEEDS


def test_after_a_correction_of_the_address_only_the_last_answer_is_told(competition_entered, official):
    application, slots = competition_entered
    choose(application=application, slot=slots[0], by=official)
    cannot_come(application=application, reason="", by=official)
    correct(application=application, name="Rose", email="rose@example.org", by=official)
    answers = Email.objects.filter(to="rose@example.org", kind="interview-answer")
    assert ["given back" in email.body for email in answers] == [True]


def test_who_answered_is_the_last_who_did(invited, slots, official, sign_in):
    application = invited[0]
    choose(application=application, slot=slots[0], by=official)
    say_needs(application=application, needs=NEEDS, by=application.applicant)
    page = sign_in(application.applicant).get(address(application)).text
    assert "An official recorded this" not in page


def test_needs_that_come_when_the_time_is_gone_are_not_lost(invited, slots, sign_in):
    application = invited[0]
    browser = sign_in(application.applicant)
    cannot_come(application=application, reason="", by=application.applicant)
    page = browser.post(address(application, "needs/"), {"needs": NEEDS, "version": ""}).text
    assert "This was not saved: there is no time for the interview any more." in page
    assert NEEDS in page
    assert Reply.objects.get().needs == ""


def test_withdrawing_after_the_interview_keeps_that_it_took_place(invited, slots):
    application = invited[0]
    choose(application=application, slot=slots[0], by=application.applicant)
    Slot.objects.filter(pk=slots[0].pk).update(starts=at(0, days=-1))
    withdraw(application=application, by=application.applicant)
    assert Reply.objects.get().slot == slots[0]


def test_nothing_changes_once_the_interview_has_begun(invited, slots):
    application = invited[0]
    choose(application=application, slot=slots[0], by=application.applicant)
    with pytest.raises(TooLateToAnswer):
        cannot_come(application=application, reason="", by=application.applicant, now=slots[0].starts)


def test_only_the_invited_person_and_officials_answer(sifting, invited, slots, seats):
    other = sent_application(competition=sifting)
    elsewhere = OfficialFactory(competition=competition(slug="elsewhere")).user
    for application, person in (
        (other, other.applicant),
        (invited[0], invited[1].applicant),
        (invited[0], seats[0].user),
        (invited[0], elsewhere),
    ):
        with pytest.raises(NotInvited):
            choose(application=application, slot=slots[0], by=person)


def test_official_answers_for_somebody_who_telephones_also_after_the_day(invited, slots, official, sign_in):
    application, name = invited[0], "Amara Okonkwo"
    over()
    browser = sign_in(official)
    assert address(application) in browser.get(SCHEDULE).text
    page = browser.get(address(application)).text
    assert f"{name} is invited to an interview, and did not answer until" in page
    assert f"Choose a time for the interview of {name}" in browser.get(address(application, "time/")).text
    page = browser.post(address(application, "time/"), {"slot": slots[1].pk}, follow=True).text
    assert f"What {name} needs" in page
    page = browser.post(address(application, "needs/"), {"needs": NEEDS}, follow=True).text
    assert f"The interview of {name}" in page
    assert NEEDS in page
    email = Email.objects.get(kind="interview-answer")
    assert email.to == application.applicant.email
    assert "An official has chosen a time for your interview, for you." in email.body
    assert "You can see your answer here" in email.body  # the day is over: only an official changes it
    assert "If this is not what you asked for" in email.body
    assert "You have chosen" not in email.body
    assert (
        "An official recorded this for you at"
        in sign_in(application.applicant).get(address(application)).text
    )
    browser = sign_in(official)
    chosen = AuditEvent.objects.get(action="interview.time_chosen")
    assert (chosen.actor_id, chosen.actor_label) == (official.pk, "official")
    browser.post(address(application, "cannot-come/"), {"reason": "She rang."})
    assert Reply.objects.get().cannot_come
    with pytest.raises(TooLateToAnswer):
        choose(application=application, slot=slots[1], by=application.applicant)


def test_official_moves_nobody_whose_interview_has_begun(invited, slots, official):
    application = invited[0]
    choose(application=application, slot=slots[0], by=application.applicant)
    with pytest.raises(TooLateToAnswer):
        choose(application=application, slot=slots[1], by=official, now=slots[0].starts)


def test_official_who_assesses_answers_for_nobody(sifting, invited, slots, official, sign_in):
    AssessorFactory(competition=sifting, position=9, user=official)
    browser = sign_in(official)
    assert address(invited[0]) not in browser.get(SCHEDULE).text
    for page in ("", "time/", "needs/", "cannot-come/"):
        assert browser.get(address(invited[0], page)).status_code == 404
    with pytest.raises(NotInvited):
        choose(application=invited[0], slot=slots[0], by=official)


def test_what_was_typed_while_signed_out_stands_in_the_form_again(invited, slots, client):
    application = invited[0]
    choose(application=application, slot=slots[0], by=application.applicant)
    for page, typed in (("needs/", {"needs": NEEDS}), ("cannot-come/", {"reason": "I am abroad."})):
        client.logout()
        assert client.post(address(application, page), typed).headers["Location"].startswith("/sign-in/")
        client.force_login(application.applicant)
        [words] = typed.values()
        for _ in range(2):  # until it is sent again
            assert words in client.get(address(application, page)).text
        assert Reply.objects.get().slot == slots[0]
        assert Reply.objects.get().needs == ""


def test_who_is_shortlisted_and_not_invited_finds_no_page(sifting, sign_in):
    [application] = shortlisted(sifting)
    browser = sign_in(application.applicant)
    assert browser.get(address(application)).status_code == 404
    assert address(application) not in browser.get(f"/applications/{application.reference}/sent/").text


def test_withdrawing_gives_the_time_back(invited, slots, sign_in):
    application = invited[0]
    choose(application=application, slot=slots[0], by=application.applicant)
    say_needs(application=application, needs=NEEDS, by=application.applicant)
    withdraw(application=application, by=application.applicant)
    assert slots[0] in Slot.objects.free()
    event = AuditEvent.objects.get(action="interview.given_back")
    assert (event.subject, event.actor_label) == (application.reference, "applicant")
    browser = sign_in(application.applicant)
    assert browser.get(address(application)).status_code == 404
    assert address(application) not in browser.get(f"/applications/{application.reference}/sent/").text
    withdraw(application=invited[1], by=invited[1].applicant)  # without an answer
    assert AuditEvent.objects.filter(action="interview.given_back").count() == 1


def test_officials_read_who_comes_when_and_what_they_need(invited, slots, official, sign_in):
    first, second = invited
    choose(application=first, slot=slots[0], by=first.applicant)
    say_needs(application=first, needs=NEEDS, by=first.applicant)
    cannot_come(application=second, reason="I am in hospital.", by=second.applicant)
    page = sign_in(official).get(SCHEDULE).text
    for said in ("Amara Okonkwo", NEEDS, "I am in hospital.", str(slots[0]), str(slots[2])):
        assert said in page
    over()
    Reply.objects.filter(application=second).delete()
    assert "Did not answer until" in sign_in(official).get(SCHEDULE).text


def test_whoever_assesses_never_sees_what_is_needed(sifting, invited, slots, official, seats, sign_in):
    first, second = invited
    choose(application=first, slot=slots[0], by=first.applicant)
    say_needs(application=first, needs=NEEDS, by=first.applicant)
    cannot_come(application=second, reason="I am in hospital.", by=second.applicant)
    AssessorFactory(competition=sifting, position=9, user=official)
    page = sign_in(official).get(SCHEDULE).text
    assert "You also assess this competition" in page
    assert "Cannot come" in page
    slug, reference = sifting.slug, first.reference
    pages = [
        page,
        sign_in(official).get(f"/officials/{slug}/applications/{reference}/").text,
        sign_in(seats[1].user).get(f"/assessing/{slug}/").text,
        sign_in(seats[1].user).get(f"/assessing/{slug}/applications/{reference}/").text,
    ]
    for each in pages:
        assert NEEDS not in each
        assert "hospital" not in each
    assert sign_in(seats[1].user).get(SCHEDULE).status_code == 404


def test_official_with_a_conflict_of_interest_sees_only_that_a_time_is_taken(
    sifting, invited, slots, official, sign_in
):
    first, _ = invited
    choose(application=first, slot=slots[0], by=first.applicant)
    recuse(AssessorFactory(competition=sifting, position=9, user=official), first)
    page = sign_in(official).get(SCHEDULE).text
    assert "Taken" in page
    assert first.reference not in page
    assert "Amara" not in page


def test_people_take_away_what_they_answered(invited, slots, sign_in):
    first, second = invited
    choose(application=first, slot=slots[0], by=first.applicant)
    say_needs(application=first, needs=NEEDS, by=first.applicant)
    cannot_come(application=second, reason="I am in hospital.", by=second.applicant)
    for application, words in ((first, NEEDS), (second, "I am in hospital.")):
        response = sign_in(application.applicant).post("/applications/your-data/")
        with ZipFile(BytesIO(response.getvalue())) as archive:
            data = json.loads(archive.read("data.json"))
            page = archive.read("your-data.html").decode()
        [held] = data["applications"]
        assert len(held["invitations_to_interview"]) == 1
        assert words in held["answer_to_invitation"].values()
        assert words in page
        assert "Invited to an interview at" in page
    assert NEEDS not in page


def test_place_is_said_once_where_all_times_have_the_same(sifting, invited, slots, official, sign_in):
    browser = sign_in(invited[0].applicant)
    assert browser.get(address(invited[0], "time/")).text.count("Room 1, Leeds") == 1
    add(sifting, by=official, number=1, place="Room 2, Leeds", first=at(14))
    page = browser.get(address(invited[0], "time/")).text
    assert (page.count("Room 1, Leeds"), page.count("Room 2, Leeds")) == (3, 1)
