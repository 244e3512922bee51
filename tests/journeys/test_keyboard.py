"""From the advert to the confirmation by keyboard alone, in a window of the usual size and at 400 % zoom."""

import pytest

from recruitment.applications.models import Application
from tests.journeys.keyboard import KeyboardVisitor
from tests.journeys.test_whole_job import apply, competition  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.journey, pytest.mark.long, pytest.mark.django_db(transaction=True)]

# A window of 1280 by 1024 pixels holds 320 by 256 CSS pixels at 400 %.
WINDOWS = [pytest.param((1280, 800), id="usual"), pytest.param((320, 256), id="at-400-percent")]


@pytest.mark.parametrize("javascript", [True], indirect=True)
@pytest.mark.parametrize("window", WINDOWS)
def test_apply_by_keyboard_alone(visit, competition, code_sent_to, run_tasks, window):  # noqa: F811
    visitor = visit(KeyboardVisitor)
    visitor.fit(*window)
    apply(visitor, competition, code_sent_to, run_tasks)
    assert Application.objects.get().state == Application.State.SENT
