"""Another line or number to interview: who would be in, with the sectors they cover."""

import pytest
from django.urls import reverse

from recruitment.competitions.models import Competition, ScaleLevel
from recruitment.records.models import AuditEvent
from tests.factories import sent_application
from tests.scoring.acting import sift

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(official, sign_in):
    """Return a way to ask the page."""
    browser = sign_in(official)

    def ask(**query):
        return browser.get(reverse("shortlisting:what-if", args=["panel"]), query)

    return ask


@pytest.fixture
def field(sifting, official):
    """Return candidates from the best on: a strong one, two equals, and one below the line."""
    experience = {"strong": "both", "equal": "frontline", "also equal": "none", "weak": "strategic"}
    made = {name: sent_application(competition=sifting, level=level) for name, level in experience.items()}
    sift(made["strong"], by=official, E1=6)
    sift(made["equal"], by=official)
    sift(made["also equal"], by=official)
    sift(made["weak"], by=official, E1=3)
    return made


def references(page):
    return {row["reference"] for row in page.context["rows"]}


def named(field, *names):
    return {field[name].reference for name in names}


def test_it_begins_with_the_line_as_published(look, field):
    page = look()

    assert references(page) == named(field, "strong", "equal", "also equal")
    assert "as published" in page.text


def test_level_zero_is_a_line_too(look, field, sifting):
    Competition.objects.update(published_at=None)
    ScaleLevel.objects.create(competition=sifting, value=0, label="Nothing", meaning="No evidence")
    Competition.objects.update(published_at=sifting.opens)

    page = look(line=0)

    assert references(page) == named(field, "strong", "equal", "also equal", "weak")
    assert "0 – Nothing" in str(page.context["line"])


@pytest.mark.parametrize(
    ("line", "who"),
    [(3, ("strong", "equal", "also equal", "weak")), (4, ("strong", "equal", "also equal")), (5, ())],
)
def test_the_line_moves(look, field, line, who):
    page = look(line=line)

    assert references(page) == named(field, *who)
    assert f"{len(who)} of 4 would be in" in page.text


def test_number_keeps_equals_together_and_says_so(look, field):
    assert references(look(line=4, interview=1)) == named(field, "strong")
    page = look(line=4, interview=2)
    assert references(page) == named(field, "strong", "equal", "also equal")
    assert "They are more than 2, because the last place is shared by equals." in page.text
    assert "They are fewer than 9" in look(line=4, interview=9).text


@pytest.mark.parametrize("query", [{"line": "99"}, {"line": "x"}, {"line": "4", "interview": "0"}])
def test_what_cannot_be_asked_is_said_on_the_page(look, field, query):
    page = look(**query)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert references(page) == named(field, "strong", "equal", "also equal")


def test_coverage_is_of_those_who_would_be_in(look, field, sifting):
    sector = sifting.sectors.first()

    def covered(**query):
        counts = dict(look(**query).context["coverage"])[sector]
        return counts.strategic, counts.frontline, counts.both

    assert covered() == (1, 2, 1)
    assert covered(line=4, interview=1) == (1, 1, 1)
    assert covered(line=3) == (2, 2, 1)
    assert covered(line=7) == (0, 0, 0)


def test_looking_saves_nothing(look, field, sifting):
    before = AuditEvent.objects.count()

    look(line=3, interview=2)

    sifting.refresh_from_db()
    assert sifting.acceptable_level == 4
    assert AuditEvent.objects.count() == before
