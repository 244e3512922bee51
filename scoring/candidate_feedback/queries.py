"""What officials and candidates see of feedback."""

from typing import Any

from django.db.models import QuerySet

from recruitment.applications.models import Application
from recruitment.applications.reading import Reader, candidate_names
from recruitment.competitions.models import Competition, Stage
from scoring.assessors.blinding import officials_reader
from scoring.candidate_feedback.drafting import Agreed, Outcome, drafted
from scoring.moderation.models import AgreedScore
from scoring.moderation.queries import scores_readable_by
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import applications_of, outcomes_of, told


def to_give(competition: Competition, *, user: Any) -> QuerySet[Application]:
    """Return the applications, still in the competition, whose candidates were told a final outcome of the sift.

    By reference, each with its letter if there is one, without those from which this official is recused. A letter says
    the name and is made of scores, so that to one who also assesses it is as hidden as these.
    """
    if officials_reader(user=user, competition=competition).masked:
        return Application.objects.none()
    readable = scores_readable_by(user).order_by().values("pk")
    sent = applications_of(competition, user=user).filter(state=Application.State.SENT, pk__in=readable)
    return told(sent).select_related("competition", "feedback_letter")


def feedback_for(user: Any) -> QuerySet[Application]:
    """Return the applications about which this person can read feedback that was sent."""
    readable = Application.objects.handled_by(user).filter(feedback_letter__sent_at__isnull=False)
    return readable.select_related("competition", "feedback_letter", "entering")


def draft_for(application: Application) -> str:
    """Return the letter as the portal drafts it, in five queries."""
    competition = application.competition
    found = Application.objects.filter(pk=application.pk)
    levels = list(competition.scale_levels.all())
    agreed = (
        AgreedScore.objects.current()
        .filter(application=application, stage=Stage.SIFT)
        .select_related("criterion", "level")
        .order_by("criterion__position")
    )
    return drafted(
        Outcome(
            name=candidate_names(found, reader=Reader.OFFICIAL)[application.pk],
            competition=competition.title,
            reference=application.reference,
            contact=competition.contact,
            is_shortlisted=outcomes_of([application.pk])[application.pk] == SiftDecision.Outcome.SHORTLISTED,
            scale=f"{levels[0].value} to {levels[-1].value}",
            acceptable=str(next(level for level in levels if level.value == competition.acceptable_level)),
            agreed=[
                Agreed(f"{each.criterion.code}: {each.criterion.text}", str(each.level), each.reason)
                for each in agreed
            ],
        )
    )
