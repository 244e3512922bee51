"""The pages of the equality questions, in order, and how a person goes through them.

No answer is kept anywhere on the way. Each page carries the earlier answers along in hidden fields, and each time all
of them are read again, so that an answer that no longer applies is dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from recruitment.equality import choices, forms
from recruitment.equality.forms import Answers, QuestionForm


def _always(answers: Answers) -> bool:
    return True


def _if_answered(column: str, *values: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(column) in values


@dataclass(frozen=True)
class Page:
    """One page. `applies` says from the answers before it whether the person has to see it."""

    key: str
    form: type[QuestionForm]
    applies: Callable[[Answers], bool] = _always


PAGES = (
    Page("age", forms.AgeForm),
    Page("disability", forms.DisabilityForm),
    Page("disability-effect", forms.DisabilityEffectForm, _if_answered("disability", choices.Disability.YES)),
    Page("ethnic-group", forms.EthnicGroupForm),
    Page("ethnic-background", forms.EthnicBackgroundForm, _if_answered("ethnic_group", *choices.BACKGROUNDS)),
    Page(
        "ethnic-description",
        forms.EthnicDescriptionForm,
        _if_answered(
            "ethnic_background", *(backgrounds[-1] for _, backgrounds in choices.BACKGROUNDS.values())
        ),
    ),
    Page("religion", forms.ReligionForm),
    Page(
        "religion-description",
        forms.ReligionDescriptionForm,
        _if_answered("religion", choices.Religion.OTHER),
    ),
    Page("sex-and-gender", forms.SexAndGenderForm),
    Page(
        "gender-description", forms.GenderDescriptionForm, _if_answered("gender_same", choices.GenderSame.NO)
    ),
    Page("sexual-orientation", forms.SexualOrientationForm),
    Page(
        "orientation-description",
        forms.OrientationDescriptionForm,
        _if_answered("sexual_orientation", choices.SexualOrientation.OTHER),
    ),
    Page("occupation", forms.OccupationForm),
    Page("region", forms.RegionForm),
)
FIRST = PAGES[0]
BY_KEY = {page.key: page for page in PAGES}


def accepted(posted: Mapping[str, Any]) -> Answers:
    """Return the posted answers, {column: value}: those of pages that apply and that the pages accept."""
    answers: Answers = {}
    for page in PAGES:
        if page.applies(answers):
            form = page.form(posted, answers=answers)
            form.is_valid()
            answers |= {name: value for name, value in form.cleaned_data.items() if value}
    return answers


def page_after(page: Page, answers: Answers) -> Page | None:
    """Return the next page for a person with these answers, or None after the last."""
    following = PAGES[PAGES.index(page) + 1 :]
    return next((each for each in following if each.applies(answers)), None)


def page_before(page: Page, answers: Answers) -> Page | None:
    """Return the page before for a person with these answers, or None before the first."""
    earlier = PAGES[: PAGES.index(page)]
    return next((each for each in reversed(earlier) if each.applies(answers)), None)
