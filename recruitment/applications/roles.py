"""Take a role out of a sector."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from recruitment.accounts.models import User
from recruitment.applications.drafting import lock_for_writing
from recruitment.applications.models import Application, RefusedSave, SectorRole, StepDraft
from recruitment.applications.sections.sector_years import KEY, asked_again_if_changed, role_step_key
from recruitment.competitions.models import Sector


@transaction.atomic
def remove_role(*, application: Application, role_id: int, by: User, now: datetime | None = None) -> bool:
    """Remove a role with its page; those after it move up. Return False if it is not there any more.

    Raises Application.DoesNotExist for somebody else's application, AlreadySent or NotOpen.
    """
    locked = lock_for_writing(application, by=by, now=now)
    role = SectorRole.objects.filter(application=locked, pk=role_id).select_related("sector").first()
    if role is None:
        return False
    with asked_again_if_changed(locked, role.sector):
        role.delete()
        _move_up(locked, role.sector, role.position)
    return True


def _move_up(application: Application, sector: Sector, gap: int) -> None:
    """Move the roles after a gap up by one, with what was typed on their pages.

    A page that moves gets a version that none of the sector's pages had, so that one opened before is out of date.
    """
    roles = SectorRole.objects.filter(application=application, sector=sector)
    keys = {place: role_step_key(sector, place) for place in range(1, SectorRole.MOST + 1)}
    pages = StepDraft.objects.filter(application=application, section=KEY, step__in=keys.values())
    refused = RefusedSave.objects.filter(application=application, section=KEY, step__in=keys.values())
    there = set(pages.values_list("step", flat=True))
    freed = max([gap, *(place for place, key in keys.items() if key in there)])
    newest = pages.aggregate(Max("version", default=0))["version__max"]
    pages.filter(step=keys[gap]).delete()
    refused.filter(step=keys[gap]).delete()
    for place in range(gap, SectorRole.MOST):
        roles.filter(position=place + 1).update(position=place)
        pages.filter(step=keys[place + 1]).update(step=keys[place], version=newest + 1)
        refused.filter(step=keys[place + 1]).update(step=keys[place])
    # The place that became free keeps a page with nothing on it, so that versions there do not begin anew either.
    StepDraft.objects.create(
        application=application,
        section=KEY,
        step=keys[freed],
        data={},
        accepted=False,
        automatic=True,
        version=newest + 1,
    )
    _fit_last_page(pages, roles, keys)


def _fit_last_page(pages: QuerySet[StepDraft], roles: QuerySet[SectorRole], keys: dict[int, str]) -> None:
    """Let the page of the last role say what is saved about another one; it may have said so when it was not last."""
    last = roles.count()
    page = pages.filter(step=keys[last]).first() if last else None
    if page:
        another = page.application.sector_experience.get(sector=roles[0].sector).another_role
        page.data |= {"another": ["yes" if another else "no"]}
        page.save(update_fields=["data"])
