"""What a competition asks about: its sectors, posts and criteria, each read once and only if needed."""

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from django.db.models import Model, prefetch_related_objects

from recruitment.competitions.models import Competition, Criterion, Post, Sector

Row = TypeVar("Row", bound=Model)


class Outline:
    """One competition's sectors, posts and criteria, in their order. Each list costs one query when first used."""

    def __init__(self, competition: Competition) -> None:
        self.competition = competition

    @cached_property
    def sectors(self) -> list[Sector]:
        """The sectors, in order."""
        return list(self.competition.sectors.all())

    @cached_property
    def posts(self) -> list[Post]:
        """The posts, in order."""
        return _with(self.competition.posts.all(), "sectors")

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria, in order, each with the posts that it is for."""
        return _with(self.competition.criteria.all(), "posts")

    @cached_property
    def written_criteria(self) -> list[Criterion]:
        """The criteria that are answered in words."""
        return [criterion for criterion in self.criteria if criterion.word_limit]


def _with(rows: Iterable[Row], related: str) -> list[Row]:
    """Return rows with what is related to them, without a query where that was read before."""
    found = list(rows)
    prefetch_related_objects(found, related)
    return found


def applies_to(criterion: Criterion, post_ids: set[int]) -> bool:
    """Say whether a criterion concerns somebody who applies for these posts.

    A criterion without posts is for all. Somebody who has not chosen a post yet may choose any.
    """
    wanted = {post.pk for post in criterion.posts.all()}
    return not wanted or not post_ids or bool(wanted & post_ids)
