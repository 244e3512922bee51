"""People stay signed in while they work (WCAG 2.2.1)."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("pages:help")


def test_session_gets_its_whole_length_again_with_use(sign_in):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        client = sign_in(UserFactory())
    for hours in range(20, 101, 20):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            response = client.get(PAGE)
            assert response.wsgi_request.user.is_authenticated
            assert response.cookies["sessionid"]["max-age"] == 24 * 60 * 60
            assert Session.objects.get().expire_date == start + timedelta(hours=hours + 24)


def test_session_ends_a_day_after_the_last_use(sign_in):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        client = sign_in(UserFactory())
    with time_machine.travel(start + timedelta(hours=24, seconds=1), tick=False):
        assert not client.get(PAGE).wsgi_request.user.is_authenticated


def test_session_is_written_at_most_once_an_hour(sign_in, django_assert_num_queries):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        client = sign_in(UserFactory())
        with django_assert_num_queries(3):
            client.get(PAGE)
    with time_machine.travel(start + timedelta(hours=2), tick=False):
        client.get(PAGE)
        with django_assert_num_queries(3):
            client.get(PAGE)
