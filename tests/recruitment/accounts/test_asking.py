"""Who may ask for a code how often: a stranger uses up their own share, and nobody is flooded with emails."""

from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recruitment.accounts.codes import MOST_EMAILS, MOST_EMAILS_OF_A_CODE, TooManyCodes, ask, may_send_again
from recruitment.accounts.forms import WHY_NOT
from recruitment.accounts.models import SignInCode
from tests.factories import UserFactory
from tests.recruitment.accounts.test_codes import in_threads
from tests.recruitment.accounts.test_sign_in import sent_code

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("account_request_login_code")
ENTER_CODE = reverse("account_confirm_login_code")
AMARA = "amara@example.org"
WAIT = ["Too many codes were asked for. Wait at least 10 minutes and try again"]
TOO_MANY = [WHY_NOT[TooManyCodes]]


@pytest.fixture(autouse=True)
def _behind_one_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def ask_from(network, email=AMARA, client=None):
    """Ask for a code from there, through the proxy; return what the page says is wrong."""
    response = (client or Client()).post(SIGN_IN, {"email": email}, headers={"X-Forwarded-For": network})
    return [] if response.status_code == 302 else response.context["form"].errors["email"]


def were_sent(number):
    """Have so many codes sent to the address today, from everywhere."""
    user = UserFactory(email=AMARA)
    SignInCode.objects.bulk_create(SignInCode(user=user) for _ in range(number))


def test_who_asks_often_waits_and_nobody_else():
    assert [ask_from("203.0.113.9") for _ in range(6)] == [[]] * 5 + [WAIT]
    assert ask_from("198.51.100.7") == []
    assert ask_from("203.0.113.9", "somebody.else@example.org") == []
    assert len(mail.outbox) == 7


def test_twenty_codes_a_day_for_one_address_from_one_network():
    now = timezone.now()
    for turn in range(4):
        with time_machine.travel(now + turn * timedelta(minutes=11), tick=False):
            assert [ask_from("203.0.113.9") for _ in range(5)] == [[]] * 5
    with time_machine.travel(now + timedelta(hours=23), tick=False):
        assert ask_from("203.0.113.9") == WAIT
        assert ask_from("198.51.100.7") == []
    with time_machine.travel(now + timedelta(hours=24), tick=False):
        assert ask_from("203.0.113.9") == []


def test_the_address_that_counts_is_the_one_that_the_proxy_saw():
    said = [f"192.0.2.{number}, 203.0.113.9" for number in range(6)]
    assert [ask_from(network) for network in said] == [[]] * 5 + [WAIT]


def test_of_two_proxies_the_outer_one_is_believed(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    seen = [f"192.0.2.{number}, 203.0.113.9, 10.0.0.{number}" for number in range(6)]
    assert [ask_from(network) for network in seen] == [[]] * 5 + [WAIT]


def test_without_a_proxy_nothing_that_a_browser_says_counts(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert [ask_from(f"192.0.2.{number}") for number in range(6)] == [[]] * 5 + [WAIT]


def test_all_addresses_of_a_home_are_one_network():
    assert [ask_from(f"2001:db8:1:{number}::1") for number in range(6)] == [[]] * 5 + [WAIT]
    assert ask_from("2001:db8:2::1") == []


def test_one_network_asks_for_twenty_codes_a_minute_for_all_addresses():
    assert [ask_from("203.0.113.9", f"person{number}@example.org") for number in range(20)] == [[]] * 20
    assert ask_from("203.0.113.9", "person20@example.org") == WAIT


def test_an_address_is_sent_so_many_a_day_whoever_asks():
    were_sent(MOST_EMAILS - 1)
    assert ask_from("203.0.113.9") == []
    assert ask_from("198.51.100.7") == TOO_MANY
    assert ask_from("198.51.100.7", "somebody.else@example.org") == []
    assert [message.to for message in mail.outbox] == [[AMARA], ["somebody.else@example.org"]]


def test_a_day_later_an_address_is_sent_codes_again():
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        were_sent(MOST_EMAILS)
        assert ask_from("203.0.113.9") == TOO_MANY
    with time_machine.travel(now + timedelta(days=1, seconds=1), tick=False):
        assert ask_from("203.0.113.9") == []


def test_emails_that_were_sent_again_count():
    were_sent(1)
    SignInCode.objects.update(emails=MOST_EMAILS)
    assert ask_from("203.0.113.9") == TOO_MANY


def test_emails_that_are_sent_again_are_counted_for_the_network():
    browser = Client()
    ask_from("203.0.113.9", client=browser)
    for _ in range(2):
        browser.post(ENTER_CODE, {"action": "resend"}, headers={"X-Forwarded-For": "203.0.113.9"})
    assert [ask_from("203.0.113.9") for _ in range(3)] == [[], [], WAIT]


def test_nothing_is_sent_again_to_an_address_that_has_its_share():
    were_sent(MOST_EMAILS - 1)
    browser = Client()
    ask_from("203.0.113.9", client=browser)
    page = browser.post(ENTER_CODE, {"action": "resend"}, follow=True)
    assert [str(message) for message in page.context["messages"]] == [f"{TOO_MANY[0]}."]
    assert len(mail.outbox) == 1


def test_refusal_is_logged_without_the_address(caplog):
    were_sent(MOST_EMAILS)
    ask_from("203.0.113.9")
    [line] = [entry.getMessage() for entry in caplog.records if entry.name == "recruitment.accounts.codes"]
    user = SignInCode.objects.first().user
    assert line == f"No more codes are sent to user {user.pk} today: 100 were."


def test_opening_the_page_of_an_expired_code_counts_as_asking():
    now = timezone.now()
    client = Client()
    with time_machine.travel(now, tick=False):
        assert ask_from("203.0.113.9", client=client) == []
    with time_machine.travel(now + timedelta(minutes=16), tick=False):
        assert [ask_from("203.0.113.9") for _ in range(5)] == [[]] * 5
        page = client.get(ENTER_CODE, headers={"X-Forwarded-For": "203.0.113.9"}, follow=True)
    assert page.redirect_chain == [(SIGN_IN, 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "Your code has expired. Too many codes were asked for. Wait at least 10 minutes and try again."
    ]
    assert len(mail.outbox) == 6


def test_new_code_in_place_of_an_expired_one_has_guesses_of_its_own():
    now = timezone.now()
    client = Client()
    with time_machine.travel(now, tick=False):
        ask_from("203.0.113.9", client=client)
        client.post(ENTER_CODE, {"code": "000000"})
    with time_machine.travel(now + timedelta(minutes=16), tick=False):
        client.get(ENTER_CODE, headers={"X-Forwarded-For": "203.0.113.9"})
        client.post(ENTER_CODE, {"code": sent_code()})
    assert "_auth_user_id" in client.session
    assert [code.guesses for code in SignInCode.objects.order_by("pk")] == [1, 1]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_asks_at_the_same_moment_is_counted_too():
    were_sent(MOST_EMAILS - 3)
    user = SignInCode.objects.first().user

    def attempt():
        try:
            ask(user=user)
        except TooManyCodes:
            return False
        return True

    assert sum(in_threads(12, attempt)) == 3
    assert SignInCode.objects.count() == MOST_EMAILS


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_clicks_on_send_again_send_two_emails():
    browser, networks = Client(), count(1)
    ask_from("203.0.113.9", client=browser)

    def click():
        tab = Client()
        tab.cookies = browser.cookies.copy()
        seen = f"198.51.100.{next(networks)}"
        return tab.post(ENTER_CODE, {"action": "resend"}, headers={"X-Forwarded-For": seen}).status_code

    assert set(in_threads(12, click)) <= {200, 302}
    assert len(mail.outbox) == SignInCode.objects.get().emails == MOST_EMAILS_OF_A_CODE
    assert not may_send_again(code=SignInCode.objects.get().pk)
