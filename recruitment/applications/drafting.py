"""Save what a person sends for one step, good or not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from recruitment.accounts.models import User
from recruitment.applications.errors import AlreadySent, ChangedElsewhere, NotOpen
from recruitment.applications.models import Application, StepDraft
from recruitment.applications.sections import Section, Step, StepForm

Typed = dict[str, list[str]]


@dataclass(frozen=True)
class SavedStep:
    """What became of a save: whether the answers were accepted, and the version to build on next."""

    accepted: bool
    version: int


def lock_for_writing(application: Application, *, by: User, now: datetime | None = None) -> Application:
    """Return the application, locked until the transaction ends, if its owner may write to it at this moment.

    Raises Application.DoesNotExist for somebody else's, AlreadySent, and NotOpen.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition")
        .written_by(by)
        .get(pk=application.pk)
    )
    if not locked.is_draft:
        raise AlreadySent("This application was sent. What was sent stays as it was.")
    if not locked.is_open(now):
        raise NotOpen("Applications to this competition are closed.")
    return locked


@transaction.atomic
def save_step(
    *,
    application: Application,
    section: Section,
    step: Step,
    form: StepForm,
    version: int,
    by: User,
    now: datetime | None = None,
) -> SavedStep:
    """Keep everything that was typed; where the form accepts it, write the section's columns as well.

    `version` is the version of the step that the page was made from, 0 for one never saved. Sending the same again (a
    double click) changes nothing. Raises ChangedElsewhere if the step was saved since, AlreadySent or NotOpen.
    """
    locked = lock_for_writing(application, by=by, now=now)
    typed = what_was_typed(form)
    accepted = form.is_valid()
    draft = StepDraft.objects.filter(application=locked, section=section.key, step=step.key).first()
    if draft and draft.data == typed and draft.accepted == accepted:
        return SavedStep(accepted, draft.version)
    if version != (draft.version if draft else 0):
        raise ChangedElsewhere(draft.version if draft else 0)
    if draft is None and not accepted and not any(text for texts in typed.values() for text in texts):
        return SavedStep(accepted, 0)  # an empty page: nothing to keep, and nothing was begun
    draft, _ = StepDraft.objects.update_or_create(
        application=locked,
        section=section.key,
        step=step.key,
        defaults={
            "data": typed,
            "accepted": accepted,
            "version": version + 1,
            "saved_at": timezone.now(),
        },
    )
    if accepted:
        form.save(locked)
    return SavedStep(accepted, draft.version)


def what_was_typed(form: StepForm) -> Typed:
    """Return the raw answers of a bound form, {name without the step's prefix: texts}; nothing else that was posted."""
    prefix = f"{form.prefix}-"
    data: Any = form.data
    lists = (
        data.lists() if isinstance(data, MultiValueDict) else ((name, [text]) for name, text in data.items())
    )
    return {name.removeprefix(prefix): list(texts) for name, texts in lists if name.startswith(prefix)}


def typed_before(draft: StepDraft) -> MultiValueDict[str, str]:
    """Return what was typed for a step, as a form takes it."""
    return MultiValueDict({f"{draft.step}-{name}": texts for name, texts in draft.data.items()})
