"""An official gives one person longer."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.errors import NotAnOfficial, UntilOutOfRange
from recruitment.applications.extending import LONGEST, extend, latest
from recruitment.applications.models import Application, Extension
from recruitment.govuk.templatetags.moments import day
from recruitment.records.models import AuditEvent
from tests import factories, filling
from tests.filling import autosave, post_step

pytestmark = pytest.mark.django_db

REASON = "The service was away on the last evening."
ABOUT = ("about-you", "name", {"full_name": "Amara"})


@pytest.fixture
def competition():
    """Return a competition that closed yesterday."""
    return factories.competition(closed=True)


@pytest.fixture
def official(competition):
    return factories.OfficialFactory(competition=competition, name="Ruth Adeyemi").user


@pytest.fixture
def draft(competition):
    return factories.ApplicationFactory(competition=competition)


def url(competition):
    return f"/officials/{competition.slug}/extensions/"


def typed(email, *, days=2, reason=REASON):
    last = timezone.localdate() + timedelta(days=days)
    return {
        "email": email,
        "last_day-day": last.day,
        "last_day-month": last.month,
        "last_day-year": last.year,
        "reason": reason,
    }


def give(competition, official, email, **more):
    until = timezone.now() + timedelta(days=2)
    return extend(
        competition=competition, email=email, **({"until": until, "reason": REASON, "by": official} | more)
    )


def test_person_who_was_given_longer_goes_on_and_sends(sign_in, competition, official, draft, run_tasks):
    answer = sign_in(official).post(url(competition), typed(draft.applicant.email), follow=True)
    page = answer.content.decode()
    assert (draft.applicant.email in page, REASON in page, "Ruth Adeyemi" in page) == (True, True, True)
    run_tasks()
    letter = mail.outbox[-1]
    assert (letter.to, "You have longer" in letter.subject) == ([draft.applicant.email], True)
    assert REASON not in letter.body
    person = sign_in(draft.applicant)
    assert "you were given longer" in person.get(f"/applications/{draft.reference}/").content.decode()
    filling.fill_in(person, draft)
    person.post(f"/applications/{draft.reference}/send/")
    draft.refresh_from_db()
    assert draft.state == "sent"
    shown = sign_in(official).get(f"/officials/{competition.slug}/applications/{draft.reference}/")
    assert ("Sent under an extension" in shown.content.decode(), REASON in shown.content.decode()) == (
        True,
        True,
    )
    assert "given by Ruth Adeyemi" in shown.content.decode()


def test_person_who_sends_after_closing_gets_the_receipt(sign_in, competition, official, draft, run_tasks):
    give(competition, official, draft.applicant.email)
    person = sign_in(draft.applicant)
    filling.fill_in(person, draft)
    person.post(f"/applications/{draft.reference}/send/")
    page = person.get(f"/applications/{draft.reference}/sent/").content.decode()
    assert "Application sent</h1>" in page
    assert "After the closing time" not in page
    run_tasks()
    assert "The competition has closed, and the assessment panel reads" in mail.outbox[-1].body


def test_closed_advert_leads_the_person_to_their_application(sign_in, competition, official, draft):
    give(competition, official, draft.applicant.email)
    advert = f"/competitions/{competition.slug}/"
    shown = {
        who: "You were given longer" in sign_in(person).get(advert).content.decode()
        for who, person in {"own": draft.applicant, "other": factories.UserFactory()}.items()
    }
    assert shown == {"own": True, "other": False}
    begin = sign_in(draft.applicant).post(f"/applications/begin/{competition.slug}/")
    assert begin.headers["Location"] == f"/applications/{draft.reference}/"


def test_person_whose_longer_time_ended_is_told_so(sign_in, competition, official, draft):
    give(competition, official, draft.applicant.email)
    Application.objects.update(extended_until=timezone.now())
    page = sign_in(draft.applicant).get(f"/applications/{draft.reference}/", follow=True).content.decode()
    assert ("The time you were given ended at" in page, "The competition closed at" in page) == (True, False)


def test_officials_see_how_many_may_still_send_and_who_gave_longer(sign_in, competition, official, draft):
    client, page = sign_in(official), f"/officials/{competition.slug}/"
    assert "longer than the closing time" not in client.get(page).content.decode()
    give(competition, official, draft.applicant.email)
    assert (
        "1 application has longer than the closing time and is not sent" in client.get(page).content.decode()
    )
    give(competition, official, "second@example.org")
    assert (
        "2 applications have longer than the closing time and are not sent"
        in client.get(page).content.decode()
    )


def test_application_that_the_service_let_come_late_says_why(sign_in, competition, official):
    sent = factories.sent_application(competition=competition, sent_at=timezone.now())
    shown = sign_in(official).get(f"/officials/{competition.slug}/applications/{sent.reference}/")
    assert "the CV could not be used" in shown.content.decode()


def test_last_day_counts_to_its_end(competition, official, draft):
    last = latest(competition)
    assert timezone.localtime(last).hour == 0
    assert give(competition, official, draft.applicant.email, until=last).until == last
    with pytest.raises(UntilOutOfRange):
        give(competition, official, "other@example.org", until=last + timedelta(minutes=1))


def test_person_who_had_not_begun_can_begin(sign_in, competition, official):
    given = give(competition, official, "Kept.Out@example.org")
    person = User.objects.get(email="kept.out@example.org")
    assert sign_in(person).get(f"/applications/{given.application.reference}/").status_code == 200
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", "actor_label"))
    assert actions == [("application.started", "official"), ("application.extended", "official")]


def test_letter_invites_to_begin_or_to_go_on(sign_in, competition, official):
    first = give(competition, official, "new@example.org").application
    autosave(sign_in(first.applicant), first, *ABOUT)
    give(competition, official, "new@example.org", until=timezone.now() + timedelta(days=3))
    begin, go_on = first.emails.order_by("pk").values_list("body", flat=True)
    assert "Sign in with this email address to begin your application:" in begin
    assert "Sign in with this email address to go on where you were:" in go_on


def test_draft_that_only_an_extension_made_is_not_counted_as_begun(sign_in, competition, official, draft):
    client, page = sign_in(official), f"/officials/{competition.slug}/"
    assert client.get(page).context["drafts"] == 1
    given = give(competition, official, "new@example.org")
    assert client.get(page).context["drafts"] == 1
    autosave(sign_in(given.application.applicant), given.application, *ABOUT)
    assert client.get(page).context["drafts"] == 2


def test_page_says_which_day_is_the_last_that_can_be_given(sign_in, competition, official, draft):
    page = sign_in(official).get(url(competition)).text
    assert f"At the latest {day(timezone.localdate(competition.closes) + LONGEST)}" in page


def test_everybody_else_stays_closed(sign_in, competition, official, draft):
    give(competition, official, "somebody@example.org")
    response = autosave(sign_in(draft.applicant), draft, "about-you", "name", {"full_name": "Rose"})
    assert response.json() == {"problem": "closed"}


def test_extension_ends(sign_in, competition, official, draft):
    give(competition, official, draft.applicant.email)
    Application.objects.update(extended_until=timezone.now())
    response = post_step(sign_in(draft.applicant), draft, "about-you", "name", {"full_name": "Rose"})
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("days", "said"),
    [(LONGEST.days + 5, "The last day must be"), (-1, "The last day must be today or in the future")],
)
def test_last_day_is_within_bounds(sign_in, competition, official, draft, days, said):
    answer = sign_in(official).post(url(competition), typed(draft.applicant.email, days=days))
    assert said.removeprefix("The l") in answer.content.decode()
    assert not Extension.objects.exists()


def test_shorter_extension_than_the_one_that_is_there_is_refused(sign_in, competition, official, draft):
    give(competition, official, draft.applicant.email, until=timezone.now() + timedelta(days=9))
    answer = sign_in(official).post(url(competition), typed(draft.applicant.email))
    assert "The person can already send until" in answer.content.decode()


def test_sent_application_needs_no_extension(sign_in, competition, official):
    sent = factories.sent_application(competition=competition)
    answer = sign_in(official).post(url(competition), typed(sent.applicant.email))
    assert "has sent an application" in answer.content.decode()


def test_people_who_run_the_competition_cannot_get_one(sign_in, competition, official):
    answer = sign_in(official).post(url(competition), typed(official.email))
    assert "cannot apply to it" in answer.content.decode()
    assert not Application.objects.exists()


def test_reason_is_needed(sign_in, competition, official, draft):
    answer = sign_in(official).post(url(competition), typed(draft.applicant.email, reason=" "))
    assert "Enter why this person gets longer" in answer.content.decode()


def test_only_officials_of_the_competition_give_longer(competition, draft):
    other = factories.OfficialFactory(competition=factories.competition()).user
    with pytest.raises(NotAnOfficial):
        give(competition, other, draft.applicant.email)


@pytest.mark.parametrize("count", [1, 3])
def test_cost_of_the_page_does_not_grow(sign_in, competition, official, count, django_assert_num_queries):
    for number in range(count):
        give(competition, official, f"person{number}@example.net")
    client = sign_in(official)
    with django_assert_num_queries(5):
        client.get(url(competition))


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(hours=3, minutes=12, seconds=30), "3 hours 12 minutes"),
        (timedelta(minutes=1, seconds=30), "1 minute"),
        (timedelta(hours=24, minutes=1), ""),
    ],
)
@pytest.mark.parametrize("page", ["", "check/", "cv/", "cv/remove/", "about-you/name/"])
def test_time_left_is_shown_on_the_last_day(sign_in, left, shown, page):
    application = factories.ApplicationFactory()
    factories.cv(application)
    application.competition.closes = timezone.now() + left
    application.competition.save()
    found = sign_in(application.applicant).get(f"/applications/{application.reference}/{page}")
    told = "left to send your application" in found.content.decode()
    assert (told, f">{shown}</strong>" in found.content.decode()) == (bool(shown), bool(shown))
