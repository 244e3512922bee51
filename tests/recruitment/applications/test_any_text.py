"""Whatever text is typed into whichever field, it comes back as it was typed."""

import re

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from recruitment.applications.answers import load_answers
from recruitment.applications.models import StepDraft
from recruitment.applications.outline import Outline
from recruitment.applications.sections import SECTIONS
from recruitment.govuk.fields import HalvesField, LongTextField, TextField, WholeNumberField
from tests import factories, filling
from tests.filling import post_step, step_url

pytestmark = pytest.mark.django_db

PASTED_FROM_WORD = "“Smart quotes” – and ‘single’…\r\n•\tA point\x0b•\tAnother\u00a0one\u00ad\u2028\r\n\r\n"
SCRIPTS = "Zoë Ωmega Дарья مُحَمَّد דָּוִד 李雷 ボブ हिन्दी ไทย 👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301 \u202ertl\u202c"
MARKUP = "</textarea></form><script>alert(1)</script>&amp;&#0;{{ 7 }}{% now %}\"'"
# What no HTML page can carry: browsers neither let people type these nor keep them when they are pasted.
UNTYPEABLE = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0010ffff]")


@pytest.fixture
def application(sign_in):
    """Return an application in which every page, also those that only some people meet, was answered."""
    made = factories.ApplicationFactory()
    client = sign_in(made.applicant)
    for section, step, typed in filling.every_step(made):
        yes = {
            name: "yes" if text == "no" and section in EXTRA_PAGES else text for name, text in typed.items()
        }
        assert post_step(client, made, section, step, yes, page="one", turn="1").status_code == 302
    return made


EXTRA_PAGES = {"interests", "support"}
NUMBERS = {"days_a_week", "months_of_break", "corrected_strategic", "corrected_frontline"}


def text_fields(application):
    """Return (section, step, field, whether it has several lines) of every field that takes text or a number."""
    outline = Outline(application.competition)
    found = []
    for section in SECTIONS:
        answers = load_answers([application.pk], section.sources)[application.pk]
        for step in section.steps(outline, answers):
            fields = step.build(outline, answers).fields
            found += [
                (section.key, step.key, name, isinstance(field, LongTextField))
                for name, field in fields.items()
                if isinstance(field, (TextField, WholeNumberField, HalvesField))
            ]
    # Texts first, so that the examples below stay with the fields they are for.
    return sorted(found, key=lambda each: each[2] in NUMBERS)


def shown(response, name):
    """Return the text in the field of this name, as a browser reads the page."""
    page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    for tag in ("input", "textarea"):
        for field in page.iter(tag):
            if field.get("name") == name:
                return field.get("value", "") if tag == "input" else "".join(field.itertext())
    raise AssertionError(f"There is no field {name}.")


def line_breaks(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.long
@settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)
@example(place=0, text="\x00")
@example(place=0, text="x" * 100_000)
@example(place=4, text=SCRIPTS)
@example(place=8, text=PASTED_FROM_WORD)
@example(place=8, text="\n\n  begins with empty lines")
@example(place=8, text=MARKUP)
@example(place=8, text="word " * 20_000)
@example(place=20, text="Ro\x00se")
@given(place=st.integers(0, 60), text=st.text(max_size=300))
def test_text_comes_back_as_it_was_typed(application, sign_in, turns, place, text):
    fields = text_fields(application)
    section, step, name, several_lines = fields[place % len(fields)]
    text = UNTYPEABLE.sub("", text if several_lines else re.sub("[\r\n]", " ", text))
    client = sign_in(application.applicant)
    before = StepDraft.objects.filter(application=application, section=section, step=step).first()
    typed = (before.data if before else {}) | {name: text}
    answer = post_step(client, application, section, step, typed, page="one", turn=str(next(turns)))
    kept = line_breaks(text.replace("\x00", ""))
    opened = client.get(step_url(application, section, step))
    assert line_breaks(shown(opened, f"{step}-{name}")) == kept
    if answer.status_code == 200:
        assert line_breaks(shown(answer, f"{step}-{name}")) == kept
        assert "There is a problem" in answer.content.decode()
    else:
        assert "\x00" not in text
        assert answer.status_code == 302


@pytest.fixture
def turns():
    """Return a counter: the page that a person types into saves again and again."""
    return iter(range(2, 1_000_000))
