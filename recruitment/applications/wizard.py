"""The pages of one section, one after another, on formtools with a storage in the database.

formtools knows the order of the steps and which of them apply. What is typed goes to `StepDraft` and to the section's
own columns through `drafting.save_step`; nothing is kept in the session, and no step is validated but the one on the
page.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage
from formtools.wizard.views import NamedUrlWizardView

from recruitment.applications.answers import Answers, load_answers
from recruitment.applications.components import CHECK, RETURN, typed_rows
from recruitment.applications.drafting import save_step, typed_before
from recruitment.applications.errors import AlreadySent, ChangedElsewhere, NotOpen
from recruitment.applications.models import Application, StepDraft
from recruitment.applications.outline import Outline
from recruitment.applications.queries import accepted_steps, draft_of
from recruitment.applications.sections import Section, Step, StepForm
from recruitment.applications.sections.eligibility import ELIGIBILITY, is_ruled_out


@dataclass
class Task:
    """One section of one application, as the wizard works on it."""

    application: Application
    section: Section

    @cached_property
    def outline(self) -> Outline:
        """What the competition asks."""
        return Outline(self.application.competition)

    @cached_property
    def answers(self) -> Answers:
        """The accepted answers of the section."""
        return load_answers([self.application.pk], self.section.sources)[self.application.pk]

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Every step that the competition may ask, by key."""
        return {step.key: step for step in self.section.all_steps(self.outline)}

    def forget_answers(self) -> None:
        """Read the answers again when they are next needed: they have just changed."""
        self.__dict__.pop("answers", None)

    def first_open(self) -> Step | None:
        """Return the first step that applies and has no accepted answers."""
        accepted = accepted_steps(self.application, self.section.key)
        steps = self.section.steps(self.outline, self.answers)
        return next((step for step in steps if step.key not in accepted), None)


class DraftStorage(BaseStorage):
    """formtools' storage over `StepDraft`. It reads; `drafting.save_step` writes."""

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()
        self.task: Task = request.task  # type: ignore[attr-defined]
        self._drafts: dict[str, StepDraft | None] = {}

    def draft(self, step: str) -> StepDraft | None:
        """Return what was last typed for a step; one query a step."""
        if step not in self._drafts:
            self._drafts[step] = draft_of(self.task.application, self.task.section.key, step)
        return self._drafts[step]

    def get_step_data(self, step: str) -> MultiValueDict[str, str] | None:
        """Return what was last typed, accepted or not, as the step's form takes it."""
        draft = self.draft(step)
        return typed_before(draft) if draft else None

    def reset(self) -> None:
        """Keep everything: no address and no link may wipe an application."""


class SectionWizard(NamedUrlWizardView):
    """The steps of one section."""

    storage_name = "recruitment.applications.wizard.DraftStorage"
    template_name = "applications/step.html"
    task: Task

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Know the section before anything else."""
        self.task = request.task  # type: ignore[attr-defined]
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        """Give the step's form what it depends on."""
        about = self.task.steps[step or self.steps.current].about
        return {"outline": self.task.outline, "answers": self.task.answers, "about": about}

    def get_step_url(self, step: str) -> str:
        """Return the address of a step; a person who came from check answers still goes back there."""
        args = [self.task.application.reference, self.task.section.key, step]
        return reverse("applications:step", args=args) + (f"?{RETURN}={CHECK}" if self._from_check else "")

    def get(self, request: HttpRequest, *args: Any, step: str, **kwargs: Any) -> HttpResponse:
        """Show the step of the address, with what was last typed; lead to the first step where it does not apply."""
        if step not in self.get_form_list():
            return redirect(self.get_step_url(self.steps.first))
        self.storage.current_step = step
        return self.render(self.get_form(data=self.storage.current_step_data))

    def post(self, request: HttpRequest, *args: Any, step: str, **kwargs: Any) -> HttpResponse:
        """Save what was typed, and go on if it is accepted."""
        began = timezone.now()
        if step not in self.task.steps or request.POST.get(f"{self.prefix}-current_step") != step:
            raise Http404("There is no such step, or the page belongs to another one.")
        data = _without_nul(request.POST)
        if step not in self.get_form_list():
            return self._not_saved(self._form_of(step, data), "no_longer_asked", 409)
        self.storage.current_step = step
        form = self.get_form(data=data)
        version = request.POST.get("version", "0")
        try:
            saved = save_step(
                application=self.task.application,
                section=self.task.section,
                step=self.task.steps[step],
                form=form,
                version=int(version) if version.isdecimal() and len(version) < 9 else 0,
                by=request.user,
                now=began,
            )
        except ChangedElsewhere as refusal:
            form.add_error(None, str(refusal))
            return self.render(form, version=refusal.version)
        except NotOpen:
            return self._not_saved(form, "closed", 403)
        except AlreadySent:
            return self._not_saved(form, "sent", 409)
        if "save_and_leave" in request.POST:
            return redirect("applications:tasks", self.task.application.reference)
        if not saved.accepted:
            return self.render(form, version=saved.version)
        return self._go_on()

    def get_context_data(self, form: StepForm, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows around the form."""
        step = self.steps.current
        draft = self.storage.draft(step)
        context = super().get_context_data(form=form, **kwargs)
        context.setdefault("version", draft.version if draft else 0)
        return context | {
            "application": self.task.application,
            "competition": self.task.application.competition,
            "section": self.task.section,
            "heading": self.task.steps[step].title,
            "caption": self.task.section.title,
            "back_url": self._back_url(),
            "save_and_leave": True,
        }

    def _go_on(self) -> HttpResponse:
        """Go to the next step, or back to where the person came from."""
        self.task.forget_answers()
        # formtools keeps its list of steps for the request; the answers on which it depends have just changed.
        del self._resolved_form_list
        reference = self.task.application.reference
        if self.task.section is ELIGIBILITY and is_ruled_out(self.task.answers):
            return redirect("applications:ruled-out", reference)
        if self._from_check:
            open_step = self.task.first_open()
            return redirect(
                self.get_step_url(open_step.key)
                if open_step
                else reverse("applications:check", args=[reference])
            )
        if self.steps.next is None:
            return redirect("applications:tasks", reference)
        return redirect(self.get_step_url(self.steps.next))

    @property
    def _from_check(self) -> bool:
        return self.request.GET.get(RETURN) == CHECK

    def _back_url(self) -> str:
        reference = self.task.application.reference
        if self._from_check:
            return reverse("applications:check", args=[reference])
        if self.steps.prev is None:
            return reverse("applications:tasks", args=[reference])
        return self.get_step_url(self.steps.prev)

    def _form_of(self, step: str, data: QueryDict) -> StepForm:
        """Return the form of a step that the person's answers no longer ask for."""
        try:
            return self.task.steps[step].build(self.task.outline, self.task.answers, data)
        except LookupError as error:
            raise Http404("This step was never asked.") from error

    def _not_saved(self, form: StepForm, reason: str, status: int) -> HttpResponse:
        """Show what could not be saved, and why, so that nothing that was typed disappears."""
        context = {
            "application": self.task.application,
            "competition": self.task.application.competition,
            "reason": reason,
            "typed": typed_rows(form),
        }
        return render(self.request, "applications/not_saved.html", context, status=status)


def _without_nul(posted: QueryDict) -> QueryDict:
    """Return what was posted without null characters, which nobody types and no database keeps."""
    cleaned = posted.copy()
    for name, texts in posted.lists():
        cleaned.setlist(name, [text.replace("\x00", "") for text in texts])
    return cleaned


def section_view(request: HttpRequest, task: Task, step: str) -> HttpResponse:
    """Run the wizard of one section."""
    request.task = task  # type: ignore[attr-defined]
    view = SectionWizard.as_view(
        [(key, each.form) for key, each in task.steps.items()],
        url_name="applications:step",
        condition_dict={
            key: (lambda wizard, applies=each.applies: applies(wizard.task.answers))
            for key, each in task.steps.items()
        },
    )
    return view(request, step=step)
