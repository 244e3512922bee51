"""The pages of one section, one after another, on formtools with a storage in the database.

formtools knows the order of the steps and which of them apply. What is typed goes to `StepDraft` and to the section's
own columns through `drafting.save_step`; nothing is kept in the session, and no step is validated but the one on the
page.
"""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage
from formtools.wizard.views import NamedUrlWizardView

from recruitment.applications.components import CHECK, RETURN
from recruitment.applications.drafting import OpenedPage, as_posted, save_step
from recruitment.applications.errors import ChangedElsewhere
from recruitment.applications.models import StepDraft
from recruitment.applications.not_saved import REFUSALS, not_saved_page
from recruitment.applications.queries import draft_of
from recruitment.applications.sections import StepForm
from recruitment.applications.sections.eligibility import ELIGIBILITY, is_ruled_out
from recruitment.applications.task import Task


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
        return as_posted(step, draft.data) if draft else None

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
        draft = self.storage.draft(step)
        if draft and draft.contested:
            return redirect("applications:versions", *self._place(step))
        form = self.get_form(data=self.storage.current_step_data)
        return self._show(form.without_errors() if draft and draft.automatic else form, draft)

    def post(self, request: HttpRequest, *args: Any, step: str, **kwargs: Any) -> HttpResponse:
        """Save what was typed, and go on if it is accepted."""
        began = timezone.now()
        if step not in self.task.steps or request.POST.get(f"{self.prefix}-current_step") != step:
            raise Http404("There is no such step, or the page belongs to another one.")
        try:
            saved = save_step(
                task=self.task,
                step=step,
                posted=request.POST,
                opened=opened_page(request.POST),
                by=request.user,
                now=began,
            )
        except ChangedElsewhere:
            return redirect("applications:versions", *self._place(step))
        except REFUSALS as refusal:
            return not_saved_page(request, task=self.task, step=step, posted=request.POST, refusal=refusal)
        except LookupError as error:
            raise Http404("This step was never asked.") from error
        self.storage.current_step = step
        if "save_and_leave" in request.POST:
            return redirect("applications:tasks", self.task.application.reference)
        if not saved.accepted:
            return self._show(saved.form, saved.draft)
        return self._go_on()

    def get_context_data(self, form: StepForm, **kwargs: Any) -> dict[str, Any]:
        """Add what the page shows around the form."""
        step = self.steps.current
        return super().get_context_data(form=form, **kwargs) | {
            "application": self.task.application,
            "competition": self.task.application.competition,
            "section": self.task.section,
            "heading": self.task.steps[step].title,
            "caption": self.task.section.title,
            "back_url": self._back_url(),
            "save_and_leave": True,
            "page": secrets.token_urlsafe(12),
            "autosave_url": reverse("applications:autosave", args=self._place(step)),
        }

    def _show(self, form: StepForm, draft: StepDraft | None) -> HttpResponse:
        response = self.render(form, draft=draft)
        # The browser's Back button then asks for the page anew and shows what was saved last.
        response["Cache-Control"] = "private, no-store"
        return response

    def _place(self, step: str) -> list[str]:
        return [self.task.application.reference, self.task.section.key, step]

    def _go_on(self) -> HttpResponse:
        """Go to the next step, or back to where the person came from."""
        self.task.forget_answers()
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


def opened_page(posted: MultiValueDict[str, str]) -> OpenedPage:
    """Return which page a post comes from; what makes no sense is taken as a page that knew nothing."""
    page = posted.get("page", "").replace("\x00", "")[:40]
    return OpenedPage(_number(posted, "version"), page, _number(posted, "turn"))


def _number(posted: MultiValueDict[str, str], name: str) -> int:
    text = posted.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def section_view(request: HttpRequest, task: Task, step: str) -> HttpResponse:
    """Run the wizard of one section."""
    request.task = task  # type: ignore[attr-defined]
    view = SectionWizard.as_view(
        [(key, each.form) for key, each in task.steps.items()],
        url_name="applications:step",
        condition_dict={key: (lambda wizard, key=key: wizard.task.asks(key)) for key in task.steps},
    )
    return view(request, step=step)
