"""Anybody can hear of the next competition of a body, and stop hearing (alerts)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from recruitment.alerts.models import ChosenBody, Subscription
from recruitment.alerts.tasks import send_alerts
from recruitment.alerts.telling import BATCH, tell_some
from recruitment.competitions.files.loading import load
from recruitment.competitions.files.writing import contents_of
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limits_yet():
    """Begin with fresh counts of the rate limits."""
    cache.clear()


@pytest.fixture
def competition():
    """Return an open competition."""
    return factories.competition()


def ask(email="amara@example.org", bodies=("all",), client=None):
    return (client or Client()).post("/alerts/", {"email": email, "bodies": list(bodies)})


def subscribed(email="amara@example.org", *, body=None):
    """Return a confirmed subscription, to all bodies or to one."""
    made = Subscription.objects.create(
        email=email, all_bodies=body is None, confirmed_at=timezone.now() - timedelta(days=1)
    )
    if body:
        ChosenBody.objects.create(subscription=made, name=body)
    return made


def link(body, page):
    """Return the path of a link in an e-mail."""
    return re.search(rf"http://localhost:8000(/alerts/{page}/\S+)", body)[1]


def text(response):
    return response.content.decode()


def test_address_is_confirmed_by_a_button_and_a_second_time_changes_nothing(competition, run_tasks):
    assert ask("Amara@Example.org", [competition.body.name]).url == "/alerts/check-your-email/"
    run_tasks()
    [letter] = mail.outbox
    assert letter.to == ["amara@example.org"]
    path = link(letter.body, "confirm")
    client = Client()
    page = text(client.get(path))
    assert competition.body.name in page
    assert Subscription.objects.get().confirmed_at is None  # a program that follows links confirms nothing
    assert "Your alerts are confirmed" in text(client.post(path))
    confirmed = Subscription.objects.get().confirmed_at
    assert "Your alerts are confirmed" in text(client.post(path))
    assert Subscription.objects.get().confirmed_at == confirmed


def test_expired_and_wrong_links_lead_to_asking_again(competition, run_tasks):
    ask()
    run_tasks()
    path = link(mail.outbox[0].body, "confirm")
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        expired = Client().post(path)
    for answer in (expired, Client().post("/alerts/confirm/nonsense/")):
        assert "This link does not work any more" in text(answer)
        assert 'href="/alerts/"' in text(answer)
    assert Subscription.objects.get().confirmed_at is None


def test_nobody_learns_whether_an_address_is_known_or_changes_what_it_gets(competition):
    before = subscribed("known@example.org", body=competition.body.name)
    known, unknown = ask("KNOWN@example.org"), ask("unknown@example.org")
    assert (known.status_code, known.url, known.content) == (302, unknown.url, unknown.content)
    assert list(Email.objects.values_list("kind", "to")) == [
        ("alerts-known", "known@example.org"),
        ("alerts-confirm", "unknown@example.org"),
    ]
    after = Subscription.objects.get(pk=before.pk)
    assert (after.all_bodies, [each.name for each in after.bodies.all()]) == (False, [competition.body.name])


def test_asking_too_often_for_one_address_is_refused_for_known_and_unknown(competition):
    subscribed("known@example.org")
    for email in ("known@example.org", "unknown@example.org"):
        cache.clear()
        assert [ask(email).status_code for _ in range(6)] == [302] * 5 + [429]


def test_messages_name_what_is_missing(competition):
    page = text(Client().post("/alerts/", {}))
    assert "Enter your email address" in page
    assert "Select the panels you want to hear of" in page
    assert not Subscription.objects.exists()


def test_alert_comes_once_with_the_headers_of_one_click_unsubscribing(competition, run_tasks):
    subscription = subscribed(body=competition.body.name)
    subscribed("elsewhere@example.org", body="Another panel")
    Subscription.objects.create(email="unconfirmed@example.org", all_bodies=True)
    call_command("send_alerts")
    call_command("send_alerts")
    run_tasks()
    call_command("send_alerts")
    run_tasks()
    [letter] = mail.outbox
    assert letter.to == ["amara@example.org"]
    assert letter.subject == f"Open for applications: {competition.title}"
    assert f"http://localhost:8000/competitions/{competition.slug}/\n" in letter.body
    headers = letter.message()
    address = f"http://localhost:8000/alerts/unsubscribe/{subscription.token}/"
    assert headers["List-Unsubscribe"] == f"<{address}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    said = list(AuditEvent.objects.filter(action__in=("email.sent", "alerts.queued")).order_by("pk"))
    assert [(each.action, each.subject, each.details) for each in said] == [
        ("alerts.queued", competition.slug, {"letters": 1}),
        ("email.sent", "", {"kind": "alerts-open"}),
    ]


def test_alert_is_booked_for_the_moment_of_opening(run_tasks):
    subscribed()
    contents = contents_of(factories.competition())
    opens = timezone.now().replace(microsecond=0) + timedelta(days=2)
    moved = contents["competition"] | {
        "slug": "next-time",
        "opens": opens,
        "closes": opens + timedelta(days=28),
    }
    load(contents=contents | {"competition": moved}, by=None)
    run_tasks()
    assert mail.outbox == []
    with time_machine.travel(opens + timedelta(seconds=1)):
        run_tasks()
    assert [letter.to for letter in mail.outbox] == [["amara@example.org"]]


def test_closed_competition_is_not_told_of():
    factories.competition(closed=True)
    subscribed()
    call_command("send_alerts")
    assert not Email.objects.exists()


def test_mail_program_unsubscribes_without_a_cookie_or_csrf_token(competition, run_tasks):
    subscription = subscribed()
    other = subscribed("other@example.org")
    call_command("send_alerts")
    run_tasks()
    path = f"/alerts/unsubscribe/{subscription.token}/"
    program = Client(enforce_csrf_checks=True)
    assert "Stop all alerts" in text(program.get(path))
    assert Subscription.objects.count() == 2
    for _ in range(2):
        answer = program.post(path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "Your alerts are stopped" in text(answer)) == (200, True)
    assert Subscription.objects.get() == other
    assert Email.objects.get().to == "other@example.org"  # the letters are forgotten with the address
    assert "Your alerts are stopped" in text(program.get(f"/alerts/preferences/{subscription.token}/"))


def test_preferences_change_only_what_the_address_names(competition):
    own, other = subscribed(), subscribed("other@example.org")
    path = f"/alerts/preferences/{own.token}/"
    assert own.email in text(Client().get(path))
    assert Client(enforce_csrf_checks=True).post(path, {"bodies": ["all"]}).status_code == 403
    page = Client().post(path, {"bodies": [competition.body.name]}, follow=True)
    assert "Your alerts are changed." in text(page)
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.all_bodies, own.bodies.get().name) == (False, competition.body.name)
    assert (other.all_bodies, other.bodies.count()) == (True, 0)


def test_letter_still_waiting_is_not_sent_after_unsubscribing(competition, run_tasks):
    subscription = subscribed()
    call_command("send_alerts")
    Client().post(f"/alerts/unsubscribe/{subscription.token}/")
    run_tasks()
    assert mail.outbox == []


def test_unconfirmed_addresses_are_deleted_after_seven_days(competition):
    ask("late@example.org")
    kept = subscribed("kept@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        call_command("send_alerts")
        assert Subscription.objects.count() == 2
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        call_command("send_alerts")
    assert Subscription.objects.get() == kept
    assert not Email.objects.filter(to="late@example.org").exists()


def test_a_batch_costs_the_same_for_one_and_three(competition):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            tell_some(competition=competition)
        return len(queries)

    competition.body  # noqa: B018 (read before counting)
    subscribed("a@example.org")
    one = cost()
    Email.objects.all().delete()
    for name in "bc":
        subscribed(f"{name}@example.org")
    assert cost() == one
    assert Email.objects.count() == 3


def test_more_than_a_batch_is_told_of_in_several(competition, run_tasks):
    Subscription.objects.bulk_create(
        Subscription(email=f"p{n}@example.org", all_bodies=True, confirmed_at=timezone.now())
        for n in range(BATCH + 1)
    )
    send_alerts.enqueue(competition.slug)
    run_tasks()
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == BATCH + 1
    # What was booked in case a worker dies finds nothing to do.
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(hours=1))
    run_tasks()
    assert len(mail.outbox) == BATCH + 1
