"""What the officials' page asks."""

from django.db.models import Count, QuerySet

from recruitment.feedback.models import Feedback, Satisfaction


def counts() -> dict[Satisfaction, int]:
    """Return how many people gave each answer, from best to worst, in one query."""
    found = dict(Feedback.objects.order_by().values_list("satisfaction").annotate(Count("pk")))
    return {each: found.get(each.value, 0) for each in Satisfaction}


def newest_first(satisfaction: Satisfaction | None) -> QuerySet[Feedback]:
    """Return what was given, all of it or with one answer."""
    given = Feedback.objects.all()
    return given.filter(satisfaction=satisfaction) if satisfaction else given
