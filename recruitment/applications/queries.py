"""What each page of the applicant's half shows."""

from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery

from recruitment.accounts.models import Official
from recruitment.applications.models import (
    Application,
    ContactDetails,
    Correction,
    Extension,
    Milestone,
    RefusedSave,
    StepDraft,
)
from recruitment.competitions.models import Competition
from recruitment.correspondence.models import PaperLetter


def own_applications(user: Any) -> QuerySet[Application]:
    """Return a person's applications for their list, the latest competition first."""
    return tracked_applications(user).order_by("-competition__closes", "pk")


def tracked_applications(user: Any) -> QuerySet[Application]:
    """Return a person's applications with what `status.track_of` reads, in three queries.

    Of other people's applications it reads one moment: when the sift of the competition began.
    """
    started = (
        Milestone.objects.filter(
            application__competition=OuterRef("competition"), kind=Milestone.Kind.SIFT_STARTED
        )
        .order_by()
        .values("application__competition")
        .annotate(first=Min("at"))
    )
    return (
        Application.objects.owned_by(user)
        .select_related("competition", "applicant", "entering")
        .prefetch_related("milestones", "withdrawals")
        .annotate(sift_started_at=Subquery(started.values("first")))
    )


def own_application(user: Any) -> QuerySet[Application]:
    """Return the applications that a person may write, as a page about one of them needs them."""
    return Application.objects.written_by(user).select_related("competition", "applicant", "entering")


def handled_application(user: Any) -> QuerySet[Application]:
    """Return the applications that a person may read and withdraw, as a page about one of them needs them."""
    return Application.objects.handled_by(user).select_related("competition", "applicant", "entering")


def draft_of(application: Application, section: str, step: str) -> StepDraft | None:
    """Return what was last typed for one step, with whether it is `contested` by a refused save."""
    return StepDraft.objects.filter(application=application, section=section, step=step).contested().first()


def accepted_steps(application: Application, section: str) -> set[str]:
    """Return the keys of the steps of one section whose answers were accepted."""
    drafts = StepDraft.objects.filter(application=application, section=section, accepted=True)
    return set(drafts.values_list("step", flat=True))


def unfinished_drafts(application: Application) -> QuerySet[StepDraft]:
    """Return what was typed on pages whose answers were not accepted; a sent application has none."""
    return StepDraft.objects.filter(application=application, accepted=False)


def other_versions(application: Application) -> QuerySet[RefusedSave]:
    """Return the versions of pages that the person has not chosen between; a sent application has none."""
    return RefusedSave.objects.filter(application=application)


def refused_saves_of(application: Application, section: str, step: str) -> QuerySet[RefusedSave]:
    """Return what pages that were out of date sent for one step, and about which the person has not decided yet."""
    return RefusedSave.objects.filter(application=application, section=section, step=step)


def entered_of(competition: Competition) -> QuerySet[Application]:
    """Return the applications that officials enter, the last begun first, each with `entered_by_name`."""
    return (
        Application.objects.filter(competition=competition, entering__isnull=False)
        .select_related("entering", "applicant")
        .prefetch_related("corrections")
        .annotate(entered_by_name=_official_in(competition.pk, "entering__entered_by"))
        .order_by("-entering__at", "-pk")
    )


def letters_of(competition: Competition) -> QuerySet[PaperLetter]:
    """Return the letters that officials post, the oldest first, with what `contact.address_of` reads."""
    return (
        PaperLetter.objects.filter(application__competition=competition)
        .select_related("application__competition", "application__entering", "application__about_you")
        .prefetch_related("application__corrections", "application__contact_details")
        .annotate(posted_by_name=_official_in(competition.pk, "posted_by"))
    )


def corrections_of(application: Application) -> QuerySet[Correction]:
    """Return how officials corrected for whom it is entered, the first first, each with `corrected_by_name`."""
    return application.corrections.annotate(
        corrected_by_name=_official_in(application.competition_id, "corrected_by")
    )


def contact_details_of(application: Application) -> QuerySet[ContactDetails]:
    """Return how to reach the person since it was sent, each with `corrected_by_name`, an official's or None."""
    return application.contact_details.annotate(
        corrected_by_name=_official_in(application.competition_id, "corrected_by")
    )


def extensions_of(competition: Competition) -> QuerySet[Extension]:
    """Return who was given longer, the last first, each with `granted_by_name`, the official's name."""
    return (
        Extension.objects.filter(application__competition=competition)
        .select_related("application__applicant")
        .annotate(granted_by_name=_official_in(competition.pk, "granted_by"))
    )


def _official_in(competition_id: int, column: str) -> Subquery:
    """Return the name under which the person in this column is an official of the competition."""
    return Subquery(Official.objects.filter(competition=competition_id, user=OuterRef(column)).values("name"))
