"""Where people come in after signing in, and the navigation (accounts, pages/context.py)."""

import pytest
from django.test import Client
from django.urls import reverse

from recruitment.accounts.queries import Roles, roles_of
from tests.factories import (
    ApplicationFactory,
    AssessorFactory,
    CompetitionFactory,
    OfficialFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HOME = reverse("accounts:home")


def make(*, applies=False, assesses=False, runs=False):
    user, competition = UserFactory(), CompetitionFactory()
    if applies:
        ApplicationFactory(applicant=user)
    if assesses:
        AssessorFactory(user=user, competition=competition)
    if runs:
        OfficialFactory(user=user, competition=competition)
    return user


@pytest.mark.parametrize(("held", "page"), [
    ({}, "applications:mine"),
    ({"applies": True}, "applications:mine"),
    ({"assesses": True}, "assessors:home"),
    ({"assesses": True, "applies": True}, "assessors:home"),
    ({"runs": True}, "shortlisting:home"),
    ({"runs": True, "assesses": True}, "shortlisting:home"),
])  # fmt: skip
def test_home_leads_to_where_the_work_is(sign_in, held, page):
    assert sign_in(make(**held)).get(HOME).url == reverse(page)


def test_home_of_somebody_who_is_not_signed_in_is_the_sign_in():
    assert Client().get(HOME).url == f"{reverse('account_request_login_code')}?next={HOME}"


@pytest.mark.parametrize(("held", "roles"), [
    ({}, Roles(applies=True, assesses=False, runs=False)),
    ({"assesses": True}, Roles(applies=False, assesses=True, runs=False)),
    ({"runs": True, "applies": True}, Roles(applies=True, assesses=False, runs=True)),
])  # fmt: skip
def test_roles_of_a_person_take_one_query(held, roles, django_assert_num_queries):
    user = make(**held)
    with django_assert_num_queries(1):
        assert roles_of(user) == roles


@pytest.mark.parametrize(("held", "links"), [
    ({}, ["Your applications"]),
    ({"assesses": True}, ["Assessing"]),
    ({"runs": True}, ["Running competitions"]),
    ({"runs": True, "assesses": True, "applies": True}, ["Running competitions", "Assessing", "Your applications"]),
])  # fmt: skip
def test_navigation_has_the_rooms_a_person_works_in(sign_in, held, links):
    response = sign_in(make(**held)).get(reverse("pages:help"))
    assert [item["text"] for item in response.context["navigation"]] == [*links, "Sign out"]
    assert f'action="{reverse("account_logout")}"' in response.content.decode()


def test_navigation_marks_the_room_of_the_page(sign_in):
    response = sign_in(make(applies=True)).get(reverse("applications:mine"))
    [mine, _] = response.context["navigation"]
    assert (mine["current"], mine["active"]) == (True, True)


def test_page_for_anybody_costs_no_query(django_assert_num_queries):
    client = Client()
    with django_assert_num_queries(0):
        response = client.get(reverse("pages:help"))
    assert [item["text"] for item in response.context["navigation"]] == ["Sign in"]


def test_page_for_somebody_signed_in_costs_session_person_and_roles(sign_in, django_assert_num_queries):
    client = sign_in(make(runs=True))
    with django_assert_num_queries(3):
        client.get(reverse("pages:help"))
