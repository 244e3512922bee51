"""Addresses that nobody was given."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["preferences", "unsubscribe"])
@pytest.mark.parametrize("token", ["%00", "a%00", "a" * 65, "%F0%9F%98%80"])
def test_token_that_can_be_nobodys_is_not_found(client, page, token):
    for method in (client.get, client.post):
        assert method(f"/alerts/{page}/{token}/").status_code == 404
