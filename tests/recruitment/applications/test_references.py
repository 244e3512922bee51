"""References are stable pseudonyms that can be read aloud."""

import re

from recruitment.applications.references import new_reference


def test_new_reference_is_two_groups_of_unambiguous_letters():
    assert all(
        re.fullmatch(r"[346789BCDFGHJKMNPQRTVWXY]{4}-[346789BCDFGHJKMNPQRTVWXY]{4}", new_reference())
        for _ in range(200)
    )


def test_new_reference_does_not_repeat():
    assert len({new_reference() for _ in range(1000)}) == 1000
