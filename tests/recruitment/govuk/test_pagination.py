"""Lists in pages."""

import pytest
from django.http import QueryDict

from recruitment.govuk.pagination import PAGE_SIZE, page_of, pagination


def numbers(options):
    return [item.get("number", "…") for item in options["items"]]


def test_one_page_has_no_pagination():
    query = QueryDict("")

    assert pagination(page_of(list(range(PAGE_SIZE)), query), query) is None


def test_first_page_has_no_previous_and_last_page_no_next():
    items = list(range(PAGE_SIZE + 1))
    first, last = QueryDict(""), QueryDict("page=2")

    assert pagination(page_of(items, first), first)["previous"] is None
    assert pagination(page_of(items, last), last)["next"] is None
    assert page_of(items, last).object_list == [PAGE_SIZE]


@pytest.mark.parametrize("unknown", ["", "0", "-1", "3", "x", "1.5", "²", "9" * 30, "9" * 5000])
def test_unknown_page_is_the_first(unknown):
    assert page_of(list(range(PAGE_SIZE + 1)), QueryDict(f"page={unknown}")).number == 1


def test_links_keep_the_rest_of_the_query():
    query = QueryDict("state=deciding&page=2")
    options = pagination(page_of(list(range(3 * PAGE_SIZE)), query), query)

    assert options["previous"] == {"href": "?state=deciding&page=1"}
    assert options["next"] == {"href": "?state=deciding&page=3"}


def test_far_pages_are_left_out_of_a_long_list():
    query = QueryDict("page=10")

    assert numbers(pagination(page_of(range(20 * PAGE_SIZE), query), query)) == [1, "…", 9, 10, 11, "…", 20]
