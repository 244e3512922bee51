"""Save what a person types for one step, good or not, and never one page's words over another's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from recruitment.accounts.models import User
from recruitment.applications.errors import AlreadySent, BeingSent, ChangedElsewhere, NoLongerAsked, NotOpen
from recruitment.applications.models import Application, RefusedSave, StepDraft
from recruitment.applications.queries import draft_of, refused_saves_of
from recruitment.applications.sections import StepForm
from recruitment.applications.task import Task

TypedText = dict[str, list[str]]


@dataclass(frozen=True)
class OpenedPage:
    """The page from which a step is saved.

    `version` is the version of the draft that it was made from, 0 where there was none. `page` is a random text of its
    own, and `turn` counts its saves, so that what it sends later builds on what it sent before.
    """

    version: int = 0
    page: str = ""
    turn: int = 0

    def builds_on(self, draft: StepDraft, *, automatic: bool) -> bool:
        """Say whether the page knew what is saved: the same version, or its own earlier save."""
        if self.version == draft.version:
            return True
        mine = bool(self.page) and self.page == draft.page
        return mine and (self.turn > draft.turn or (self.turn == draft.turn and not automatic))

    def comes_late(self, draft: StepDraft) -> bool:
        """Say whether something that the page sent later was saved already."""
        return bool(self.page) and self.page == draft.page and self.turn < draft.turn


@dataclass(frozen=True)
class SavedStep:
    """What became of a save: the form, whether its answers were accepted, and the draft to build on next, if any."""

    form: StepForm
    accepted: bool
    draft: StepDraft | None

    @property
    def version(self) -> int:
        """The version to build on next; 0 where there was nothing to save."""
        return self.draft.version if self.draft else 0


def lock_for_writing(application: Application, *, by: User, now: datetime | None = None) -> Application:
    """Return the application, locked until the transaction ends, if this person may write to it at this moment.

    Raises Application.DoesNotExist for somebody else's, AlreadySent (BeingSent where only the check of the CV is waited
    for), and NotOpen.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition")
        .written_by(by)
        .get(pk=application.pk)
    )
    if not locked.is_draft:
        raise AlreadySent("This application was sent. What was sent stays as it was.")
    if locked.is_being_sent:
        raise BeingSent("This application is being sent. What was sent stays as it was.")
    if not locked.is_open(now):
        raise NotOpen("Applications to this competition are closed.")
    return locked


def save_step(
    *,
    task: Task,
    step: str,
    posted: MultiValueDict[str, str],
    opened: OpenedPage,
    by: User,
    now: datetime | None = None,
    automatic: bool = False,
) -> SavedStep:
    """Keep everything that was typed for a step; where its form accepts it, write the section's columns as well.

    An `automatic` save, which the page makes while the person types, completes nothing: it leaves an open step open,
    and a completed one completed only while the answers stay good. Sending the same again (a double click) changes
    nothing, and an automatic save that arrives after a later one of the same page is passed over.

    Raises ChangedElsewhere if another page saved the step meanwhile: what was typed is then kept beside the draft.
    Raises NoLongerAsked, AlreadySent or NotOpen, and LookupError for a step that was never asked.
    """
    saved = _save(task, step, posted, opened, by=by, now=now, automatic=automatic)
    if saved is None:
        raise ChangedElsewhere("This page was changed in another window or on another device.")
    return saved


@transaction.atomic
def _save(
    task: Task,
    step: str,
    posted: MultiValueDict[str, str],
    opened: OpenedPage,
    *,
    by: User,
    now: datetime | None,
    automatic: bool,
) -> SavedStep | None:
    """Save, or return None where what was typed could only be kept beside the draft."""
    application = lock_for_writing(task.application, by=by, now=now)
    # Read under the lock: whether a step applies, and what its form asks, rests on answers that may just have changed.
    task.forget_answers()
    typed, mended = what_was_typed(step, posted)
    form = task.form(step, as_posted(step, typed))
    form.mended = mended
    if not task.asks(step):
        raise NoLongerAsked("An answer on another page has changed, so this page is no longer asked for.")
    draft = draft_of(application, task.section.key, step)
    completes = not automatic or (draft is not None and draft.accepted)
    accepted = completes and form.is_valid()
    if draft is None:
        if not accepted and not any(text for texts in typed.values() for text in texts):
            return SavedStep(form, accepted, None)  # an empty page: nothing to keep, and nothing was begun
        draft = StepDraft(application=application, section=task.section.key, step=step, version=0)
    elif _changes_nothing(draft, typed, opened, accepted=accepted, automatic=automatic):
        return SavedStep(form, draft.accepted, draft)
    elif not opened.builds_on(draft, automatic=automatic):
        _keep_beside(draft, typed, opened)
        return None
    _write(draft, typed, opened, accepted=accepted, automatic=automatic)
    if accepted:
        form.save(application)
    return SavedStep(form, accepted, draft)


def _changes_nothing(
    draft: StepDraft, typed: TypedText, opened: OpenedPage, *, accepted: bool, automatic: bool
) -> bool:
    """Say whether there is nothing to write: the same words again, or an automatic save overtaken by a later one."""
    settled = automatic or (draft.accepted == accepted and not draft.automatic)
    return (draft.data == typed and settled) or (automatic and opened.comes_late(draft))


def _write(
    draft: StepDraft, typed: TypedText, opened: OpenedPage, *, accepted: bool, automatic: bool
) -> None:
    draft.data, draft.accepted, draft.automatic = typed, accepted, automatic
    draft.page, draft.turn = opened.page, opened.turn
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save()


def _keep_beside(draft: StepDraft, typed: TypedText, opened: OpenedPage) -> None:
    """Keep the latest that a page which was out of date sent, unless a later save of the same page is there."""
    kept, made = RefusedSave.objects.get_or_create(
        application=draft.application,
        section=draft.section,
        step=draft.step,
        page=opened.page,
        defaults={"data": typed, "turn": opened.turn},
    )
    if not made and opened.turn >= kept.turn:
        kept.data, kept.turn, kept.saved_at = typed, opened.turn, timezone.now()
        kept.save()


@transaction.atomic
def choose_version(
    *, task: Task, step: str, keep: int | None, seen: str, by: User, now: datetime | None = None
) -> None:
    """Settle which of several versions of a step is kept: the saved one (None), or the refused save of this key.

    `seen` is what `versions_seen` gave when the person was shown the versions. Raises ChangedElsewhere if there is
    another one by now, RefusedSave.DoesNotExist for a key that was not among them, and what `save_step` raises.
    """
    application = lock_for_writing(task.application, by=by, now=now)
    draft = draft_of(application, task.section.key, step)
    refused = {each.pk: each for each in refused_saves_of(application, task.section.key, step)}
    if draft is None or versions_seen(draft, refused.values()) != seen:
        raise ChangedElsewhere("There is a newer version of this page.")
    if keep is not None:
        if keep not in refused:
            raise RefusedSave.DoesNotExist(f"No refused save {keep} of this step.")
        chosen = as_posted(step, refused[keep].data)
        _save(task, step, chosen, OpenedPage(draft.version), by=by, now=now, automatic=False)
    RefusedSave.objects.filter(pk__in=refused).delete()


def versions_seen(draft: StepDraft, refused: Iterable[RefusedSave]) -> str:
    """Return a text that is another one as soon as any version of the step is."""
    return ".".join([str(draft.version), *(f"{each.pk}-{each.turn}" for each in refused)])


def what_was_typed(step: str, posted: MultiValueDict[str, str]) -> tuple[TypedText, set[str]]:
    """Return the raw answers of a step, {name without the step's prefix: texts}, and nothing else that was posted.

    Line breaks are a single line feed, as a browser counts and shows them. Null characters, which no database keeps,
    are left out; the second part names the inputs that had any. No input has one in its name.
    """
    prefix = f"{step}-"
    lists = {
        name.removeprefix(prefix): texts
        for name, texts in posted.lists()
        if name.startswith(prefix) and "\x00" not in name
    }
    typed = {
        name: [text.replace("\r\n", "\n").replace("\x00", "") for text in texts]
        for name, texts in lists.items()
    }
    return typed, {name for name, texts in lists.items() if any("\x00" in text for text in texts)}


def as_posted(step: str, typed: TypedText) -> MultiValueDict[str, str]:
    """Return the raw answers of a step as its form takes them."""
    return MultiValueDict({f"{step}-{name}": texts for name, texts in typed.items()})
