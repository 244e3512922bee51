"""Fill in an application as a browser would."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from recruitment.applications.models import Application
from tests.factories import cv

Typed = dict[str, Any]

NAME = "Rose O’Neill"

ABOUT_YOU: dict[str, Typed] = {
    "name": {"full_name": NAME},
    "contact": {
        "phone": "07700 900 982",
        "address_line_1": "1 High Street",
        "address_line_2": "",
        "town": "Leeds",
        "postcode": "LS1 4AP",
    },
}
ELIGIBILITY: dict[str, Typed] = {
    "stops": {
        "disqualified_director": "no",
        "unspent_conviction": "no",
        "insolvency_scotland": "no",
        "right_to_work": "yes",
    },
    "declare": {"bankruptcy": "no", "police_investigation": "no"},
}
ROLE: Typed = {
    "organisation": "Leeds City Council",
    "role": "Director of children’s services",
    "started-month": "March",
    "started-year": "2012",
    "ended-month": "",
    "ended-year": "",
    "current": "yes",
    "level": "both",
    "days_a_week": "5",
    "months_of_break": "",
    "summary": f"I, {NAME}, led the service.",
    "another": "no",
}
INTERESTS: dict[str, Typed] = {
    "interests": {"has_conflict": "no", "has_appointments": "no", "has_conduct": "no"},
    "political": {"activities": ["none"]},
}
REFEREE: Typed = {
    "name": "Mohammed Iqbal",
    "relationship": "Line manager",
    "organisation": "",
    "email": "m.iqbal@example.org",
    "phone": "",
}
SUPPORT: dict[str, Typed] = {"support": {"adjustments_needed": "no", "disability_confident": "no"}}
DECLARATION: dict[str, Typed] = {
    "declaration": {"complete_and_correct": "yes", "will_report_changes": "yes"},
}


def step_url(application: Application, section: str, step: str) -> str:
    """Return the address of a step."""
    return reverse("applications:step", args=[application.reference, section, step])


def post_step(
    client: Client,
    application: Application,
    section: str,
    step: str,
    typed: Typed,
    *,
    version: int = 0,
    query: str = "",
    **extra: str,
) -> HttpResponse:
    """Post one step as its page would; `extra` are fields that belong to the page, not to the step's form."""
    data = {f"{step}-{name}": texts for name, texts in typed.items()}
    data |= {"section_wizard-current_step": step, "version": str(version)} | extra
    return client.post(step_url(application, section, step) + query, data)


def autosave(
    client: Client, application: Application, section: str, step: str, typed: Typed, **page: str | int
) -> HttpResponse:
    """Save one step as its page's script would; `page` has what the page knows: version, page, turn."""
    data = {f"{step}-{name}": texts for name, texts in typed.items()} | page
    url = reverse("applications:autosave", args=[application.reference, section, step])
    return client.post(url, data, headers={"Accept": "application/json"})


def every_step(application: Application) -> list[tuple[str, str, Typed]]:
    """Return (section, step, what to type) for a complete application, in order; without the CV."""
    competition = application.competition
    sectors = list(competition.sectors.all())
    posts = list(competition.posts.all())
    steps = [("about-you", step, typed) for step, typed in ABOUT_YOU.items()]
    if len(posts) > 1:
        steps.append(("posts", "posts", {"posts": [post.key for post in posts]}))
    steps += [("eligibility", step, typed) for step, typed in ELIGIBILITY.items()]
    steps.append(("sector-experience", "levels", {sector.key: "both" for sector in sectors}))
    for key in (sector.key.replace("_", "-") for sector in sectors):
        steps.append(("sector-experience", f"role-1-{key}", ROLE))
        steps.append(("sector-experience", f"years-{key}", {"years_right": "yes"}))
    steps += [
        ("evidence", criterion.code, {"text": f"My evidence for {criterion.code}, says {NAME}."})
        for criterion in competition.criteria.exclude(word_limit=0)
    ]
    steps += [("interests", step, typed) for step, typed in INTERESTS.items()]
    steps += [("referees", step, REFEREE) for step in ("first", "second")]
    steps += [("support", step, typed) for step, typed in SUPPORT.items()]
    steps += [("declaration", step, typed) for step, typed in DECLARATION.items()]
    return steps


def fill_in_answers(client: Client, application: Application) -> None:
    """Complete every section but the CV through the pages."""
    for section, step, typed in every_step(application):
        response = post_step(client, application, section, step, typed)
        assert response.status_code == 302, (section, step, response.status_code)


def fill_in(client: Client, application: Application) -> None:
    """Complete every section through the pages, and add a CV."""
    fill_in_answers(client, application)
    cv(application)
