"""How often somebody may guess at a code, however many guesses come at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.account import forms
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recruitment.accounts.codes import ask, is_used_up, may_guess
from recruitment.accounts.models import SignInCode
from tests.factories import UserFactory
from tests.recruitment.accounts.test_sign_in import another, sent_code

SIGN_IN = reverse("account_request_login_code")
ENTER_CODE = reverse("account_confirm_login_code")
GUESSES = 5


def asked_for():
    """Return a browser in which a code was asked for, the code, and one that is wrong."""
    client = Client()
    client.post(SIGN_IN, {"email": "amara@example.org"})
    code = sent_code()
    return client, code, another(code)


def in_threads(number, work):
    """Do this so often at the same time, each time with a connection of its own; return what each gave."""

    def one(_):
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(one, range(number)))


@pytest.fixture
def looked_at(monkeypatch):
    """Return the list of the codes that were compared with the right one."""
    compared = []
    compare = forms.compare_user_code

    def noted(*, actual, expected):
        compared.append(actual)
        return compare(actual=actual, expected=expected)

    monkeypatch.setattr(forms, "compare_user_code", noted)
    return compared


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_so_many_are_looked_at_and_then_the_code_is_dead(looked_at):
    asked, code, wrong = asked_for()

    def guess():
        browser = Client()
        browser.cookies = asked.cookies.copy()
        return browser.post(ENTER_CODE, {"code": wrong}).status_code

    answers = in_threads(40, guess)
    assert set(answers) <= {200, 302}
    assert looked_at == [wrong] * GUESSES
    assert SignInCode.objects.get().guesses == GUESSES
    response = asked.post(ENTER_CODE, {"code": code})
    assert response.url == SIGN_IN
    assert "_auth_user_id" not in asked.session
    assert looked_at == [wrong] * GUESSES


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_count_is_exact():
    code = ask(user=UserFactory()).pk
    assert sum(in_threads(25, lambda: may_guess(code=code))) == GUESSES


@pytest.mark.django_db
def test_session_that_was_put_back_gives_no_guess_back(looked_at):
    client, code, wrong = asked_for()
    before = client.session["account_login"]
    for _ in range(GUESSES):
        client.post(ENTER_CODE, {"code": wrong})
    session = client.session
    session["account_login"] = before
    session.save()
    assert client.post(ENTER_CODE, {"code": code}).url == SIGN_IN
    assert looked_at == [wrong] * GUESSES


@pytest.mark.django_db
def test_last_guess_may_be_the_right_one():
    client, code, wrong = asked_for()
    for _ in range(GUESSES - 1):
        assert client.post(ENTER_CODE, {"code": wrong}).status_code == 200
    client.post(ENTER_CODE, {"code": code})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_code_that_was_asked_for_before_guesses_were_counted_is_asked_for_again():
    client, code, _ = asked_for()
    session = client.session
    del session["account_login"]["state"]["stages"]["login_by_code"]["data"]["asked"]
    session.save()
    assert client.post(ENTER_CODE, {"code": code}).url == SIGN_IN
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_rows_go_a_day_after_the_code_was_asked_for():
    user = UserFactory()
    old = SignInCode.objects.create(user=user, asked_at=timezone.now() - timedelta(days=1, minutes=1))
    new = SignInCode.objects.create(user=user, asked_at=timezone.now() - timedelta(hours=23))
    asked_for()
    asked = SignInCode.objects.get(user__email="amara@example.org")
    assert set(SignInCode.objects.all()) == {new, asked}
    assert (is_used_up(code=old.pk), is_used_up(code=new.pk)) == (True, False)
