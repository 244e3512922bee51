"""Signing in by a code sent by email, through the front door (ui.md 3.11)."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.records.models import AuditEvent
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("account_request_login_code")
ENTER_CODE = reverse("account_confirm_login_code")
HOME = reverse("accounts:home")


def ask(client: Client, email: str = "amara@example.org", **data: str):
    return client.post(SIGN_IN, {"email": email, **data})


def enter(client: Client, code: str, **data: str):
    return client.post(ENTER_CODE, {"code": code, **data})


def sent_code() -> str:
    [code] = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    return code


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def errors(response) -> list[str]:
    form = response.context["form"]
    return [text for texts in form.errors.values() for text in texts]


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_sign_in_by_code_leads_home():
    client = Client()
    assert ask(client).url == ENTER_CODE
    assert enter(client, sent_code()).url == HOME
    assert client.session["_auth_user_id"] == str(User.objects.get(email="amara@example.org").pk)


def test_page_and_email_are_the_same_whether_or_not_the_address_is_known():
    UserFactory(email="known@example.org")
    shown = []
    for email in ("known@example.org", "new@example.org"):
        client = Client()
        response = client.post(SIGN_IN, {"email": email}, follow=True)
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
        code = sent_code()
        message = mail.outbox.pop()
        assert message.to == [email]
        shown.append((
            response.redirect_chain,
            page.replace(email, "ADDRESS"),
            message.subject,
            message.body.replace(code, "CODE"),
        ))  # fmt: skip
    assert shown[0] == shown[1]


def test_a_new_address_has_one_account_whatever_its_case():
    for email in ("Amara@Example.org", " amara@example.org"):
        client = Client()
        ask(client, email)
        enter(client, sent_code())
        assert is_signed_in(client)
    [user] = User.objects.all()
    assert user.email == "amara@example.org"
    assert not user.has_usable_password()


def test_email_says_how_long_the_code_lasts_and_that_nobody_asks_for_it():
    ask(Client())
    [message] = mail.outbox
    assert "It lasts 15 minutes." in message.body
    assert "We never ask for this code by telephone" in message.body
    assert sent_code() not in message.subject
    assert message.alternatives == []


@pytest.mark.parametrize(("email", "message"), [
    ("", "Enter your email address"),
    ("amara", "Enter an email address in the correct format, like name@example.com"),
    (f"{'a' * 243}@example.org", "Email address must be 254 characters or less"),
])  # fmt: skip
def test_sign_in_with_a_wrong_address_says_what_to_do(email, message):
    response = ask(Client(), email)
    assert message in errors(response)
    assert response.content.decode().count("<h1") == 1
    assert "<title>Error: Sign in" in response.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("typed", ["{0}-{1}", " {0} {1} ", "{0} - {1}", "{0}–{1}"])
def test_code_with_spaces_and_hyphens_is_accepted(typed):
    client = Client()
    ask(client)
    code = sent_code()
    enter(client, typed.format(code[:3], code[3:]))
    assert is_signed_in(client)


@pytest.mark.parametrize(("typed", "message"), [
    ("", "Enter the 6-digit code from the email"),
    ("12345", "Code must be 6 numbers, like 123456"),
    ("abcdef", "Code must be 6 numbers, like 123456"),
    ("１２３４５６", "Code must be 6 numbers, like 123456"),
])  # fmt: skip
def test_slip_says_what_a_code_is_and_costs_no_attempt(typed, message):
    client = Client()
    ask(client)
    for _ in range(12):
        assert errors(enter(client, typed)) == [message]
    enter(client, sent_code())
    assert is_signed_in(client)


def test_wrong_code_can_be_put_right():
    client = Client()
    ask(client)
    response = enter(client, another(sent_code()))
    assert errors(response) == ["The code is not the one we sent. Check the email and enter it again"]
    enter(client, sent_code())
    assert is_signed_in(client)


def test_five_wrong_codes_end_the_attempt_and_keep_where_to_go():
    client = Client()
    ask(client, next="/applications/")
    wrong = another(sent_code())
    for _ in range(4):
        assert enter(client, wrong, next="/applications/").status_code == 200
    response = client.post(ENTER_CODE, {"code": wrong, "next": "/applications/"}, follow=True)
    assert response.redirect_chain == [(f"{SIGN_IN}?next=%2Fapplications%2F", 302)]
    assert told(response) == [
        "A code that we did not send was entered too many times. Enter your email address to get a new code."
    ]
    enter(client, sent_code())
    assert not is_signed_in(client)


def test_code_of_another_browser_does_not_sign_in():
    mine, theirs = Client(), Client()
    ask(mine)
    code = sent_code()
    ask(theirs)
    if sent_code() != code:
        enter(theirs, code)
        assert not is_signed_in(theirs)
    enter(mine, code)
    assert is_signed_in(mine)


def test_code_just_before_it_expires_works():
    client = Client()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask(client)
    with time_machine.travel(now + timedelta(minutes=15), tick=False):
        enter(client, sent_code())
    assert is_signed_in(client)


def test_expired_code_is_replaced_by_a_new_one():
    client = Client()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask(client, next="/applications/")
        old = sent_code()
    with time_machine.travel(now + timedelta(minutes=15, seconds=1), tick=False):
        response = client.post(ENTER_CODE, {"code": old, "next": "/applications/"}, follow=True)
        assert response.redirect_chain == [(f"{ENTER_CODE}?next=%2Fapplications%2F", 302)]
        assert told(response) == ["Your code has expired. We have sent you a new one."]
        assert len(mail.outbox) == 2
        assert enter(client, sent_code(), next="/applications/").url == "/applications/"
    assert is_signed_in(client)


def test_two_hours_later_the_address_is_asked_for_again():
    client = Client()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask(client)
    with time_machine.travel(now + timedelta(hours=2, seconds=1), tick=False):
        response = client.post(ENTER_CODE, {"code": sent_code(), "next": "/applications/"}, follow=True)
    assert response.redirect_chain == [(f"{SIGN_IN}?next=%2Fapplications%2F", 302)]
    assert told(response) == [
        "It is too long since you asked for a code. Enter your email address to get a new one."
    ]
    assert len(mail.outbox) == 1


def test_email_sent_again_has_the_same_code_so_that_either_works():
    client = Client()
    ask(client)
    first = sent_code()
    response = client.post(ENTER_CODE, {"action": "resend"}, follow=True)
    assert told(response) == ["We have sent the email again."]
    assert len(mail.outbox) == 2
    assert sent_code() == first
    enter(client, first)
    assert is_signed_in(client)


def test_email_is_sent_again_twice_and_no_more():
    client = Client()
    ask(client)
    for _ in range(4):
        client.post(ENTER_CODE, {"action": "resend"})
    assert len(mail.outbox) == 3
    assert "Send the email again" not in client.get(ENTER_CODE).content.decode()


def test_address_can_be_changed_before_the_code_is_entered():
    client = Client()
    ask(client, "wrong@example.org")
    assert client.get(SIGN_IN).status_code == 200
    ask(client, "amara@example.org")
    enter(client, sent_code())
    assert client.session["_auth_user_id"] == str(User.objects.get(email="amara@example.org").pk)


def test_code_page_without_a_code_asked_for_goes_to_the_start():
    assert Client().get(f"{ENTER_CODE}?next=/applications/").url == f"{SIGN_IN}?next=%2Fapplications%2F"


def test_next_is_kept_through_the_whole_flow():
    client = Client()
    page = client.get("/applications/", follow=True)
    assert page.redirect_chain == [(f"{SIGN_IN}?next=/applications/", 302)]
    assert '<input type="hidden" name="next" value="/applications/">' in page.content.decode()
    assert ask(client, next="/applications/").url == f"{ENTER_CODE}?next=%2Fapplications%2F"
    page = client.get(f"{ENTER_CODE}?next=%2Fapplications%2F").content.decode()
    assert page.count('<input type="hidden" name="next" value="/applications/">') == 2
    assert f'href="{SIGN_IN}?next=%2Fapplications%2F"' in page
    assert enter(client, sent_code(), next="/applications/").url == "/applications/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example/x",
        "javascript:alert(1)",
        "/\\evil.example",
        "ftp://testserver/",
        "http://[",
    ],
)
def test_next_that_leaves_the_site_is_dropped(address):
    client = Client()
    assert ask(client, next=address).url == ENTER_CODE
    assert enter(client, sent_code(), next=address).url == HOME


def test_signing_in_gives_the_session_a_new_key():
    client = Client()
    ask(client)
    before = client.session.session_key
    enter(client, sent_code())
    assert client.session.session_key != before
    assert "account_login" not in client.session


def test_a_second_click_on_continue_goes_on():
    client = Client()
    ask(client)
    code = sent_code()
    enter(client, code, next="/applications/")
    assert enter(client, code, next="/applications/").url == "/applications/"
    assert client.get(SIGN_IN).url == HOME


def test_signing_in_is_recorded_without_the_address():
    client = Client()
    ask(client)
    enter(client, sent_code())
    [event] = AuditEvent.objects.all()
    assert (event.action, event.actor_id) == ("account.signed_in", User.objects.get().pk)
    assert "amara" not in f"{event.details}{event.subject}{event.actor_label}"


def test_closed_account_says_so_only_after_the_code():
    UserFactory(email="amara@example.org", is_active=False)
    client = Client()
    assert ask(client).url == ENTER_CODE
    response = client.post(ENTER_CODE, {"code": sent_code()}, follow=True)
    assert response.redirect_chain == [(reverse("account_inactive"), 302)]
    assert "You cannot sign in with this email address" in response.content.decode()
    assert not is_signed_in(client)


class BrokenBackend(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        """Fail."""
        raise SMTPServerDisconnected("away")


def test_mail_server_that_is_away_is_answered_on_the_page(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    client = Client()
    response = ask(client)
    assert errors(response) == ["We could not send an email just now. Wait a few minutes and try again"]
    assert client.get(ENTER_CODE).url == SIGN_IN


def test_mail_server_that_goes_away_later_is_answered_too(settings):
    client = Client()
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask(client)
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
        response = client.post(ENTER_CODE, {"action": "resend"}, follow=True)
        assert told(response) == ["We could not send an email just now. Wait a few minutes and try again."]
    with time_machine.travel(now + timedelta(minutes=16), tick=False):
        response = client.post(ENTER_CODE, {"code": sent_code()}, follow=True)
        assert told(response) == [
            "Your code has expired. We could not send an email just now. Wait a few minutes and try again."
        ]


def test_signing_out_needs_a_post(sign_in):
    client = sign_in(UserFactory())
    page = client.get(reverse("account_logout"))
    assert page.status_code == 200
    assert is_signed_in(client)
    response = client.post(reverse("account_logout"), follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert told(response) == ["You have signed out."]
    assert not is_signed_in(client)


def test_signing_out_when_signed_out_goes_home():
    assert Client().get(reverse("account_logout")).url == "/"
    assert Client().post(reverse("account_logout")).url == "/"


@pytest.mark.parametrize(
    "path", ["signup", "login", "password/reset", "password/change", "email", "reauthenticate"]
)
@pytest.mark.parametrize("before", ["/", "/account/", "/accounts/", "/sign-in/"])
def test_no_other_page_of_the_library_is_there(path, before):
    assert Client().get(f"{before}{path}/").status_code == 404


def test_pages_of_signing_in_have_one_heading_and_no_required_attribute():
    client = Client()
    for page in (client.get(SIGN_IN), ask(client) and client.get(ENTER_CODE)):
        html = page.content.decode()
        assert html.count("<h1") == 1
        assert " required" not in html
        assert "maxlength" not in html
        assert "govuk-back-link" in html
    assert 'autocomplete="one-time-code"' in html
    assert 'inputmode="numeric"' in html
