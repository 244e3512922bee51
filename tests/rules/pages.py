"""Every page of the site as its elements: what the rules of the Design System are checked on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from html5lib import parse

from recruitment.accounts.models import User
from recruitment.applications.models import Application, Eligibility, Interests, SectorRole
from recruitment.applications.outline import Outline
from recruitment.applications.sections import SECTIONS
from recruitment.govuk.bound_field import GovukBoundField
from recruitment.govuk.forms import GovukForm
from tests import factories
from tests.everybody import everybody
from tests.recruitment.pages.broken import ERRORS
from tests.scoring.acting import connect, let_carry_on, score
from tests.scoring.interviews.inviting import invited_application
from tests.test_access import ROLES, TABLE

CONTROLS = ("input", "textarea", "select")
# Answers a post without an answer with its next page, because every question may be left out.
GOES_ON = {"equality:questions"}
NOT_TYPED = {"hidden", "file", "radio", "checkbox", "submit"}


@dataclass(frozen=True, eq=False)
class Page:
    """One page as one person gets it. `name` is its address's name, or "section/step" for a step of an application."""

    name: str
    role: str
    status: int
    root: Element
    forms: tuple[GovukForm, ...] = ()
    typed: dict[str, Any] = field(default_factory=dict)  # what was sent to get this page

    def __repr__(self) -> str:
        return f"{self.name} ({self.role})"

    @cached_property
    def elements(self) -> list[Element]:
        """All elements in the order of the document."""
        return [each for each in self.root.iter() if isinstance(each.tag, str)]

    @cached_property
    def parents(self) -> dict[Element, Element]:
        """The parent of each element."""
        return {child: parent for parent in self.elements for child in parent}

    def find(
        self, *tags: str, of: str = "", within: Element | None = None, **attributes: str
    ) -> list[Element]:
        """Return the elements with one of these tags, this class and these attributes (aria_label is aria-label)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        place = (
            self.elements if within is None else [each for each in within.iter() if isinstance(each.tag, str)]
        )
        return [
            each
            for each in place
            if (not tags or each.tag in tags)
            and (not of or of in each.get("class", "").split())
            and all(each.get(name) == value for name, value in wanted.items())
        ]

    def around(self, element: Element, *tags: str, of: str = "") -> Element | None:
        """Return the nearest element around another that has one of these tags and this class."""
        while (found := self.parents.get(element)) is not None:
            if (not tags or found.tag in tags) and (not of or of in found.get("class", "").split()):
                return found
            element = found
        return None

    def position(self, element: Element) -> int:
        """Return the place of an element in the document."""
        return self.elements.index(element)

    def by_id(self, name: str) -> list[Element]:
        """Return the elements with an id: one, on a page that is right."""
        return self.find(id=name)

    @cached_property
    def main(self) -> Element:
        """The main part."""
        [main] = self.find("main")
        return main

    @cached_property
    def title(self) -> str:
        """The title in the window's bar."""
        [title] = self.find("title")
        return words(title)

    @cached_property
    def heading(self) -> str:
        """The first h1."""
        return words(self.find("h1")[0])

    @cached_property
    def entry_forms(self) -> list[Element]:
        """The forms of the main part in which something is typed or chosen."""
        return [form for form in self.find("form", within=self.main) if self.controls(form)]

    @property
    def fields(self) -> list[GovukBoundField]:
        """The fields that people see."""
        return [each for form in self.forms for each in form if not each.is_hidden]

    def controls(self, within: Element | None = None) -> list[Element]:
        """Return the inputs that people see."""
        return [each for each in self.find(*CONTROLS, within=within) if each.get("type") != "hidden"]


def words(element: Element) -> str:
    """Return the text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Site:
    """All pages: as they are opened, the steps of an application before anything is typed, and what refuses."""

    opened: list[Page]
    steps: list[Page]
    refused: list[Page]  # forms that were sent and came back with errors
    errors: list[Page]  # 404, 500 and the like
    repeated: list[Page]  # what follows when a form without a question is sent for the second time

    @property
    def everything(self) -> list[Page]:
        """Every page."""
        return [*self.opened, *self.steps, *self.refused, *self.errors]

    @property
    def questions(self) -> list[Page]:
        """The pages with a form of which something is asked."""
        return [page for page in (*self.opened, *self.steps) if page.entry_forms]

    def named(self, name: str) -> Page:
        """Return one page."""
        return next(page for page in (*self.opened, *self.steps) if page.name == name)


def collect() -> Site:
    """Make everybody, open every page as everybody who may see it, and send every form in ways that people do."""
    cache.clear()
    opened, refused, repeated = [], [], []
    for client, page, address in [*_addresses(), *_sign_in(), *_other_moments()]:
        opened.append(page)
        refused += _refusals(client, page, address)
        repeated += _repetitions(client, page, address)
    steps = []
    for client, page, address in _steps():
        steps.append(page)
        refused += _refusals(client, page, address)
    cache.clear()
    return Site(opened, steps, refused, list(_errors()), repeated)


Visit = tuple[Client, Page, str]


def _addresses() -> Iterator[Visit]:
    world = everybody()
    for name, letters in TABLE.items():
        address = reverse(name, kwargs=world.arguments.get(name))
        for role, letter in zip(ROLES, letters, strict=True):
            client = _browser(world.people[role])
            response = client.get(address) if letter == "y" else None
            if (
                response
                and response.headers["Content-Type"].startswith("text/html")
                and not response.streaming
            ):
                yield client, page_of(name, role, response), address
            elif response and response.streaming:
                response.getvalue()


def _sign_in() -> Iterator[Visit]:
    client = _browser(None)
    client.post(reverse("account_request_login_code"), {"email": "somebody@example.org"})
    address = reverse("account_confirm_login_code")
    yield client, page_of("account_confirm_login_code", "anonymous", client.get(address)), address


def _other_moments() -> Iterator[Visit]:
    """Open pages that the world of `everybody()` is past or not yet at."""
    closed = factories.competition(closed=True, assessors=2)
    application = factories.sent_application(competition=closed)
    chair = closed.assessors.get(chair=True)
    scored = {"slug": closed.slug, "reference": application.reference}
    yield _visit("assessors:conflict", chair.user, **scored)
    connection = connect(chair, application)
    official = factories.OfficialFactory(competition=closed).user
    yield _visit("assessors:rule", official, slug=closed.slug, pk=connection.pk)
    let_carry_on(connection, by=official)
    yield _visit("assessors:conflict-later", chair.user, **scored)
    yield _visit("assessments:criterion", chair.user, **scored, code=closed.criteria.first().code)
    score(chair, application)
    yield _visit("assessments:send", chair.user, **scored)
    yield _visit("assessments:send-all", chair.user, slug=closed.slug)
    yield _visit("competitions:advert", None, slug=closed.slug)
    now = timezone.now()
    later = factories.CompetitionFactory(opens=now + timedelta(days=1), published_at=now)
    yield _visit("competitions:advert", None, slug=later.slug)

    draft = factories.ApplicationFactory()
    yield _visit("applications:check", draft.applicant, reference=draft.reference)
    Eligibility.objects.create(application=draft, right_to_work=False)
    yield _visit("applications:ruled-out", draft.applicant, reference=draft.reference)
    withdrawn = factories.withdrawn_application(competition=closed)
    yield _visit("applications:sent", withdrawn.applicant, reference=withdrawn.reference)
    yield _visit("applications:mine", factories.UserFactory())
    official = factories.OfficialFactory(competition=closed).user
    posted = factories.letter(
        factories.enter(withdrawn, by=official), posted_at=timezone.now(), posted_by=official
    )
    yield _visit("helping:letters", official, slug=closed.slug)
    yield _visit("helping:letter", official, slug=closed.slug, pk=posted.pk)

    invited = invited_application(slots=0)
    yield _visit("interviews:interview", invited.applicant, reference=invited.reference)
    yield _visit("interviews:choose", invited.applicant, reference=invited.reference)


def _visit(name: str, person: User | None, **arguments: Any) -> Visit:
    client, address = _browser(person), reverse(name, kwargs=arguments)
    response = client.get(address)
    assert response.status_code == 200, name
    return client, page_of(name, "another", response), address


def _steps() -> Iterator[Visit]:
    """Open every step that a competition may ask; nothing has been typed in any of them."""
    application = asked_everything()
    client = _browser(application.applicant)
    outline = Outline(application.competition)
    for section in SECTIONS:
        for step in section.all_steps(outline):
            address = reverse("applications:step", args=[application.reference, section.key, step.key])
            response = client.get(address)
            assert response.status_code == 200, f"asked_everything() is not asked {section.key}/{step.key}"
            yield client, page_of(f"{section.key}/{step.key}", "applicant", response), address


def asked_everything() -> Application:
    """Return a draft whose answers bring up every step there is."""
    application = factories.filled_application(
        competition=factories.competition(posts=2, sectors=2), roles=SectorRole.MOST - 1
    )
    application.sector_experience.update(another_role=True)
    Eligibility.objects.filter(application=application).update(bankruptcy=True, police_investigation=True)
    Interests.objects.filter(application=application).update(
        has_conflict=True, has_appointments=True, has_conduct=True, candidate=True
    )
    return application


def _errors() -> Iterator[Page]:
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    with override_settings(ROOT_URLCONF="tests.recruitment.pages.broken"):
        for address in (*ERRORS, "nothing"):
            yield page_of(address, "anonymous", browser.get(f"/{address}/"))
    yield page_of("forged", "anonymous", browser.post(reverse("account_request_login_code")))
    with override_settings(MAINTENANCE_UNTIL=timezone.now() + timedelta(hours=1)):
        yield page_of("maintenance", "anonymous", browser.get("/"))


def _refusals(client: Client, page: Page, address: str) -> Iterator[Page]:
    """Send each form of a page with nothing and with nonsense; give the pages that come back with the form."""
    for form in page.entry_forms:
        if form.get("method") != "post" or page.name in GOES_ON:
            continue
        for typed in (_hidden(page, form), _hidden(page, form) | _nonsense(page, form)):
            with undone():
                response = client.post(form.get("action") or address, typed)
                if response.status_code in {200, 422}:
                    yield page_of(page.name, page.role, response, typed)


def _repetitions(client: Client, page: Page, address: str) -> Iterator[Page]:
    """Send each form of a page that asks nothing twice, and give what the second time leads to."""
    for form in page.find("form", within=page.main):
        if form.get("method") == "post" and not page.controls(form):
            with undone():
                for _ in range(2):
                    response = client.post(form.get("action") or address, _hidden(page, form), follow=True)
                    if response.streaming:
                        response.getvalue()  # a download is read to its end, which closes its file
            if not response.streaming:
                yield page_of(page.name, page.role, response)


def _hidden(page: Page, form: Element) -> dict[str, Any]:
    return {
        each.get("name", ""): each.get("value", "") for each in page.find("input", within=form, type="hidden")
    }


def _nonsense(page: Page, form: Element) -> dict[str, Any]:
    typed = [each for each in page.controls(form) if each.get("type") not in NOT_TYPED]
    return {each.get("name", ""): f"{'£ nonsense ' * 400}" for each in typed}


@contextmanager
def undone() -> Iterator[None]:
    """Undo everything that happens to the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _browser(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def page_of(name: str, role: str, response: HttpResponse, typed: dict[str, Any] | None = None) -> Page:
    """Return an answer as a page."""
    contexts = getattr(response, "context", None) or []
    forms = {id(value): value for context in contexts for value in _forms_of(context)}
    root = parse(response.content.decode(), namespaceHTMLElements=False)
    return Page(name, role, response.status_code, root, tuple(forms.values()), typed or {})


def _forms_of(context: Any) -> Iterator[GovukForm]:
    for layer in getattr(context, "dicts", [context]):
        yield from (value for value in dict(layer).values() if isinstance(value, GovukForm))
