"""Which criteria an application is scored on."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from recruitment.applications.models import Application, PostChoice
from recruitment.competitions.models import Competition, Criterion


def criteria_asked(
    *, competition: Competition, stage: str, application_ids: Collection[int]
) -> dict[int, tuple[Criterion, ...]]:
    """Map each application's id to its criteria at the stage, in order.

    A criterion for certain posts is asked of those who chose one of them. Takes at most three queries.
    """
    criteria = list(competition.criteria.at(stage).prefetch_related("posts"))
    if not any(criterion.posts.all() for criterion in criteria):
        return dict.fromkeys(application_ids, tuple(criteria))
    chosen: dict[int, set[int]] = {pk: set() for pk in application_ids}
    choices = PostChoice.objects.order_by().filter(application__in=application_ids)
    for application_id, post_id in choices.values_list("application_id", "post_id"):
        chosen[application_id].add(post_id)
    return {pk: criteria_for(criteria, posts) for pk, posts in chosen.items()}


def criteria_of(application: Application, *, stage: str) -> QuerySet[Criterion]:
    """Return the criteria of one application at the stage, in order."""
    for_some = Criterion.posts.through.objects.filter(criterion=OuterRef("pk"))
    chosen = PostChoice.objects.filter(application=application, post__criteria=OuterRef("pk"))
    criteria = Criterion.objects.at(stage).filter(competition=application.competition_id)
    return criteria.filter(~Exists(for_some) | Exists(chosen))


def criteria_for(criteria: Iterable[Criterion], posts: Collection[int]) -> tuple[Criterion, ...]:
    """Return those criteria that are for every post or for one of these; their posts are prefetched."""
    return tuple(
        criterion
        for criterion in criteria
        if not criterion.posts.all() or any(post.pk in posts for post in criterion.posts.all())
    )
