"""The options of the components on the applicant's pages."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from recruitment.applications.answers import Answers
from recruitment.applications.drafting import TypedText
from recruitment.applications.models import Application, RefusedSave, StepDraft
from recruitment.applications.models.draft import Typed
from recruitment.applications.outline import Outline
from recruitment.applications.progress import Progress, SectionProgress, SectionState
from recruitment.applications.sections import Part, Row, SectionSummary, StepForm, asked_steps
from recruitment.applications.status import Status, Track
from recruitment.applications.task import Task

# `?return=check` in an address: go back to check answers.
RETURN = "return"
CHECK = "check"

NOT_PROVIDED = "Not provided"


def task_list(application: Application, progress: Progress) -> dict[str, Any]:
    """Return the task list: one row a section, the whole row a link."""
    return {
        "idPrefix": "section",
        "items": [
            {
                "title": {"text": each.section.title},
                "href": section_url(application, each),
                "status": _status(each.state),
            }
            for each in progress.sections
        ],
    }


def section_url(application: Application, progress: SectionProgress) -> str:
    """Return where a section is worked on: its first open step, or its first."""
    section = progress.section
    if progress.entry is None:
        return reverse(section.page, args=[application.reference])
    return reverse("applications:step", args=[application.reference, section.key, progress.entry.key])


_COLOURS = {
    SectionState.NOT_STARTED: "govuk-tag--blue",
    SectionState.IN_PROGRESS: "govuk-tag--light-blue",
    SectionState.CHECKING: "govuk-tag--light-blue",
    SectionState.PROBLEM: "govuk-tag--red",
}


def _status(state: SectionState) -> dict[str, Any]:
    if state is SectionState.COMPLETED:
        return {"text": state.value}
    return {"tag": {"text": state.value, "classes": _COLOURS[state]}}


_LINE_BREAK = mark_safe("&#10;")


def text_html(text: str) -> SafeString:
    """Return what a person typed as HTML, with its line breaks: as character references, which no macro indents."""
    lines = format_html_join(_LINE_BREAK, "{}", ((line,) for line in text.split("\n")))
    return format_html('<div class="portal-prose">{}</div>', lines)


def answer_cards(
    application: Application, summaries: list[SectionSummary], accepted: set[tuple[str, str]] | None
) -> list[dict[str, Any]]:
    """Return each section's title and its summary lists.

    With `accepted`, the keys (section, step) of accepted steps, every row has a Change link that comes back to check
    answers, and a step that is not accepted yet shows a link to complete it instead. Without it the rows only tell.
    """
    return [
        {
            "title": summary.title,
            "lists": [
                {
                    "title": part.title if len(summary.parts) > 1 and not part.removable else "",
                    "list": _summary_list(application, summary, part, accepted),
                }
                for part in summary.parts
            ],
        }
        for summary in summaries
    ]


def _summary_list(
    application: Application, summary: SectionSummary, part: Part, accepted: set[tuple[str, str]] | None
) -> dict[str, Any]:
    url = _change_url(application, summary.key, part.step)
    options: dict[str, Any] = (
        {"card": {"title": {"text": part.title, "headingLevel": 3}}} if part.removable else {}
    )
    if accepted is not None and part.step and (summary.key, part.step) not in accepted:
        link = format_html('<a class="govuk-link" href="{}">Complete ‘{}’</a>', url, part.title)
        return options | {"rows": [{"key": {"text": "Not completed"}, "value": {"html": link}}]}
    options |= told_rows(part.rows)
    if accepted is None:
        return options
    if part.removable:
        remove = reverse("applications:remove-role", args=[application.reference, part.step])
        options["card"]["actions"] = {
            "items": [
                {"href": url, "text": "Change", "visuallyHiddenText": part.title},
                {"href": f"{remove}?{RETURN}={CHECK}", "text": "Remove", "visuallyHiddenText": part.title},
            ]
        }
        return options
    for row, item in zip(part.rows, options["rows"], strict=True):
        item["actions"] = {
            "items": [{"href": url, "text": "Change", "visuallyHiddenText": f"{row.label} ({part.title})"}]
        }
    return options


def told_rows(rows: Iterable[Row]) -> dict[str, Any]:
    """Return a summary list that only tells."""
    return {
        "rows": [
            {
                "key": {"text": row.label},
                "value": {"html": text_html(row.value)} if row.value else {"text": NOT_PROVIDED},
            }
            for row in rows
        ]
    }


def _change_url(application: Application, section: str, step: str) -> str:
    if not step:
        return reverse("documents:cv", args=[application.reference]) + f"?{RETURN}={CHECK}"
    return reverse("applications:step", args=[application.reference, section, step]) + f"?{RETURN}={CHECK}"


def typed_rows(form: StepForm, typed: TypedText) -> list[tuple[str, str]]:
    """Return (label, what was typed) of the fields of a form in which anything was typed, accepted or not."""
    rows = []
    for field in form:
        parts = [
            texts for key, texts in typed.items() if key == field.name or key.startswith(f"{field.name}-")
        ]
        choices = dict(getattr(field.field, "choices", ()))
        texts = [str(choices.get(text, text)) for texts in parts for text in texts if text]
        if texts:
            rows.append((str(field.label), "\n".join(texts)))
    return rows


def versions(task: Task, draft: StepDraft, refused: Iterable[RefusedSave]) -> list[dict[str, Any]]:
    """Return the versions of a step, the saved one first: its rows, each told whether the versions differ in it."""
    form = task.form(draft.step)
    found = [("", draft), *((str(each.pk), each) for each in refused)]
    texts = [dict(typed_rows(form, version.data)) for _, version in found]
    return [
        {
            "keep": keep,
            "saved_at": version.saved_at,
            "rows": [
                (label, rows.get(label, ""), len({each.get(label, "") for each in texts}) > 1)
                for label in (str(field.label) for field in form)
                if any(label in each for each in texts)
            ],
        }
        for (keep, version), rows in zip(found, texts, strict=True)
    ]


def versions_links(application: Application, progress: Progress) -> SafeString:
    """Return a list of links to the steps of which there are several versions."""
    items = (
        (
            reverse("applications:versions", args=[application.reference, section.key, step.key]),
            f"{section.title}: {step.title}",
        )
        for section, step in progress.to_choose
    )
    return format_html_join("", '<li><a class="govuk-link" href="{}">{}</a></li>', items)


def typed_cards(outline: Outline, answers: Answers, saves: Iterable[Typed]) -> list[dict[str, Any]]:
    """Return what was typed on pages that are asked, in their order, one summary list a save."""
    found = defaultdict(list)
    for save in saves:
        found[save.section, save.step].append(save)
    cards = []
    for section, step in asked_steps(outline, answers):
        for save in found[section.key, step.key]:
            if rows := typed_rows(step.build(outline, answers), save.data):
                title = f"{section.title}: {step.title}"
                cards.append({"title": title, "saved_at": save.saved_at, "rows": rows})
    return cards


def missing_links(application: Application, progress: Progress) -> SafeString:
    """Return a list of links to the sections in which there is something left to do."""
    items = (
        (section_url(application, each), each.section.title) for each in progress.sections if each.is_missing
    )
    return format_html_join("", '<li><a class="govuk-link" href="{}">{}</a></li>', items)


# What a list shows beside an application, by status; others are plain text.
_TAGS = {
    Status.IN_PROGRESS: "govuk-tag--light-blue",
    Status.BEING_SENT: "govuk-tag--light-blue",
    Status.NOT_SENT: "govuk-tag--grey",
    Status.SENT: "govuk-tag--green",
    Status.SHORTLISTED: "govuk-tag--green",
    Status.RESERVE: "govuk-tag--yellow",
    Status.NOT_SHORTLISTED: "govuk-tag--grey",
    Status.WITHDRAWN: "govuk-tag--grey",
}


def status_tag(status: Status) -> dict[str, Any]:
    """Return the tag of a status."""
    return {"text": status.label, "classes": _TAGS.get(status, "govuk-tag--blue")}


def expected_list(track: Track) -> dict[str, Any]:
    """Return the summary list of what is planned for an application."""
    return {"rows": [{"key": {"text": each.what}, "value": {"text": each.when}} for each in track.expected]}
