"""One at a time: whoever scores, agrees or decides on an application waits for the others."""

from recruitment.applications.models import Application


class NotInCompetition(ValueError):
    """The application was withdrawn, or never sent."""


def locked(application: Application) -> Application:
    """Return the application as it is now, with its competition, locked until the transaction ends.

    Raises NotInCompetition unless it is sent and not withdrawn.
    """
    sent = Application.objects.sent().select_related("competition").select_for_update(of=("self",))
    try:
        return sent.get(pk=application.pk)
    except Application.DoesNotExist:
        raise NotInCompetition("The application is no longer in the competition.") from None
