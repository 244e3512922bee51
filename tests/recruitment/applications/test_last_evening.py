"""Fifty people write, leave, come back and send at once, and what the database holds is what they typed."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from recruitment.applications.models import AboutYou, Application, EvidenceAnswer, RefusedSave, StepDraft
from recruitment.correspondence.models import Email
from recruitment.records.models import AuditEvent
from recruitment.records.verify import Verification, verify_chain
from tests import factories
from tests.filling import autosave, every_step, post_step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql, pytest.mark.long]

PEOPLE = 50
WORDS = ["Ofsted", "Zoë", "дети", "保護", "“quoted”", "a\r\nb", "<b>", "👩🏽‍⚕️", "safeguarding", "O’Neill"]


class Applicant:
    """Somebody on the last evening: types in bits, closes the laptop, goes on with the phone, and clicks twice."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.random = random.Random(application.reference)  # noqa: S311 (a mood, not a secret)
        self.browser = self.sign_in()
        self.typed: dict[str, str] = {}

    def sign_in(self) -> Client:
        """Return a browser in which the person is signed in."""
        client = Client()
        client.force_login(self.application.applicant)
        return client

    def write(self) -> None:
        """Complete every section."""
        for section, step, answers in every_step(self.application):
            typed = dict(answers)
            for name in {"full_name", "text"} & typed.keys():
                typed[name] = self.typed[step] = f"{self.random.randrange(10**9)} {self.random.choice(WORDS)}"
            self.complete(section, step, typed)
        self.change_my_mind()

    def complete(self, section: str, step: str, typed: dict) -> None:
        """Type one page in bits, perhaps leave and come back, and continue, perhaps twice."""
        page = f"{self.random.random()}"
        if step in self.typed and self.random.random() < 0.5:
            name = next(iter(typed))
            for turn in (2, 3):
                half = typed | {name: typed[name][: 3 * turn]}
                saved = autosave(
                    self.browser,
                    self.application,
                    section,
                    step,
                    half,
                    page=page,
                    turn=turn,
                    version=self.version(step),
                )
                assert saved.status_code == 200
        if self.random.random() < 0.2:
            self.post(section, step, {}, page=page, turn="4", save_and_leave="yes")
            self.browser = self.sign_in()  # another device
        for _ in range(self.random.choice([1, 1, 2])):
            self.post(section, step, typed, page=page, turn="9")

    def post(self, section: str, step: str, typed: dict, **more: str) -> None:
        """Send a page that was opened just now."""
        version = self.version(step)
        response = post_step(self.browser, self.application, section, step, typed, version=version, **more)
        assert response.status_code == 302, (step, response.status_code)

    def version(self, step: str) -> int:
        """Return the version that an opened page would carry."""
        draft = StepDraft.objects.filter(application=self.application, step=step).first()
        return draft.version if draft else 0

    def change_my_mind(self) -> None:
        """Change an answer, while a window that was forgotten tries to save an older one."""
        stale = self.version("E1") - 1
        self.typed["E1"] = f"Better: {self.random.choice(WORDS)}"
        self.complete("evidence", "E1", {"text": self.typed["E1"]})
        refused = autosave(
            self.browser,
            self.application,
            "evidence",
            "E1",
            {"text": "old"},
            page="forgotten",
            version=stale,
            turn=1,
        )
        assert refused.json() == {"problem": "changed_elsewhere"}
        reference = self.application.reference
        assert self.browser.post(f"/applications/{reference}/send/").status_code == 422
        address = f"/applications/{reference}/evidence/E1/versions/"
        seen = re.search(r'name="seen" value="([^"]*)"', self.browser.get(address).content.decode())
        assert seen
        kept = self.browser.post(address, {"keep": "", "seen": seen[1]})
        assert kept.headers["Location"] == f"/applications/{reference}/evidence/E1/"

    def send(self) -> None:
        """Click twice."""
        for _ in range(2):
            address = f"/applications/{self.application.reference}/send/"
            assert self.browser.post(address).status_code == 302


@pytest.fixture
def applicants() -> list[Applicant]:
    competition = factories.competition(sectors=2, criteria=3)
    made = [factories.ApplicationFactory(competition=competition) for _ in range(PEOPLE)]
    for application in made:
        factories.cv(application)
    return [Applicant(application) for application in made]


def test_fifty_people_at_once_lose_nothing(applicants: list[Applicant]) -> None:
    start = Barrier(PEOPLE)

    def evening(applicant: Applicant) -> None:
        try:
            start.wait()
            applicant.write()
            applicant.send()
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        list(threads.map(evening, applicants))

    for applicant in applicants:
        mine = {"application": applicant.application}
        kept = {"name": AboutYou.objects.get(**mine).full_name}
        kept |= {row.criterion.code: row.text for row in EvidenceAnswer.objects.filter(**mine)}
        # A name stands on one line; answers keep their line breaks.
        assert kept == {
            step: text.replace("\r\n", " " if step == "name" else "\n")
            for step, text in applicant.typed.items()
        }
    assert set(Application.objects.values_list("state", flat=True)) == {"sent"}
    assert Email.objects.filter(kind="application-sent").count() == PEOPLE
    assert AuditEvent.objects.filter(action="application.sent").count() == PEOPLE
    assert (StepDraft.objects.count(), RefusedSave.objects.count()) == (0, 0)
    assert verify_chain() == Verification(events=AuditEvent.objects.count(), broken_at=None)
