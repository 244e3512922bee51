"""The equality questions, each optional, and the two forms around them."""

from typing import Any

from recruitment.equality import choices
from recruitment.equality.codes import read_code
from recruitment.equality.models import DESCRIPTION_LENGTH
from recruitment.govuk import fields, forms

Answers = dict[str, str]


class AskForm(forms.Form):
    """Whether the person wants to answer at all."""

    label_size = "m"
    answers = fields.RadiosField(
        "Do you want to answer the equality questions?",
        hint="These questions are optional and your answers will not affect your application",
        choices=[
            ("yes", "Yes, answer the equality questions (takes 2 minutes)"),
            ("no", "No, skip the equality questions"),
        ],
        required_message="Select yes if you want to answer the equality questions",
    )


class RemoveForm(forms.Form):
    """The code of the answers to remove."""

    code = fields.TextField(
        "Your code",
        noun="your code",
        hint="It has 16 letters and numbers, like K7QM-3XPR-WT4B-9HCD",
        width=20,
        autocomplete="off",
        spellcheck=False,
    )

    def clean_code(self) -> str:
        """Return the code as it was given, however it was typed."""
        code = read_code(self.cleaned_data["code"])
        if code is None:
            self.add_error("code", "Enter your code as you kept it: 16 letters and numbers, without vowels")
        return code or ""


class QuestionForm(forms.Form):
    """One page of questions. The names of its fields are the columns of a response; `answers` are those so far."""

    heading_text = ""

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(answers)

    def prepare(self, answers: Answers) -> None:
        """Fit the question to the answers so far; nothing by default."""


def _question(label: str, options: Any, **look: Any) -> fields.RadiosField:
    return fields.RadiosField(
        label,
        choices=options.choices,
        required=False,
        **{"heading": True, "divider_before": choices.PREFER_NOT_TO_SAY} | look,
    )


def _description(label: str, noun: str) -> fields.TextField:
    return fields.TextField(
        f"{label} (optional)",
        noun=noun,
        required=False,
        max_length=DESCRIPTION_LENGTH,
        heading=True,
        width="two-thirds",
        autocomplete="off",
    )


class AgeForm(QuestionForm):
    """Age."""

    age_band = _question("How old are you?", choices.AgeBand, noun="your age")


class DisabilityForm(QuestionForm):
    """Disability."""

    disability = _question(
        "Do you have any physical or mental health conditions or illness lasting or expected to last 12 months "
        "or more?",
        choices.Disability,
        noun="whether you have a condition or illness",
    )


class DisabilityEffectForm(QuestionForm):
    """What the disability means from day to day."""

    disability_effect = _question(
        "Do any of your conditions or illnesses reduce your ability to carry out day to day activities?",
        choices.DisabilityEffect,
        noun="how far they reduce what you can do",
    )


class EthnicGroupForm(QuestionForm):
    """Ethnic group."""

    ethnic_group = _question("What is your ethnic group?", choices.EthnicGroup, noun="an ethnic group")


class EthnicBackgroundForm(QuestionForm):
    """The background within the group."""

    ethnic_background = _question(
        "Which of the following best describes your background?",
        choices.EthnicBackground,
        noun="your background",
    )

    def prepare(self, answers: Answers) -> None:
        """Ask about the group that was chosen."""
        label, backgrounds = choices.BACKGROUNDS[answers["ethnic_group"]]
        field = self.fields["ethnic_background"]
        field.label = label
        options = (*backgrounds, choices.EthnicBackground.PREFER_NOT)
        field.choices = [(each.value, each.label) for each in options]


class EthnicDescriptionForm(QuestionForm):
    """The background in the person's own words."""

    ethnic_description = _description("How would you describe your background?", "your background")


class ReligionForm(QuestionForm):
    """Religion."""

    religion = _question(
        "What is your religion?",
        choices.Religion,
        noun="your religion",
        hints={
            choices.Religion.CHRISTIAN: "Including Church of England, Catholic, Protestant and all other Christian "
            "denominations"
        },
    )


class ReligionDescriptionForm(QuestionForm):
    """The religion in the person's own words."""

    religion_description = _description("How would you describe your religion?", "your religion")


class SexAndGenderForm(QuestionForm):
    """Sex and gender identity: two questions on one page, as the pattern has it."""

    heading_text = "Sex and gender identity"
    label_size = "m"
    sex = _question("What is your sex?", choices.Sex, noun="your sex", heading=False, divider_before=None)
    gender_same = _question(
        "Is the gender you identify with the same as your sex registered at birth?",
        choices.GenderSame,
        noun="whether your gender is the same",
        heading=False,
        divider_before=None,
    )


class GenderDescriptionForm(QuestionForm):
    """The gender identity in the person's own words."""

    gender_description = _description("What is your gender identity?", "your gender identity")


class SexualOrientationForm(QuestionForm):
    """Sexual orientation."""

    sexual_orientation = _question(
        "Which of the following best describes your sexual orientation?",
        choices.SexualOrientation,
        noun="your sexual orientation",
    )


class OrientationDescriptionForm(QuestionForm):
    """The sexual orientation in the person's own words."""

    orientation_description = _description(
        "How would you describe your sexual orientation?", "your sexual orientation"
    )


class OccupationForm(QuestionForm):
    """Socio-economic background."""

    occupation = _question(
        "What was the occupation of your main household earner when you were aged about 14?",
        choices.Occupation,
        noun="the occupation",
        hints=choices.OCCUPATION_HINTS,
    )


class RegionForm(QuestionForm):
    """Region."""

    region = _question("Where is your main home?", choices.Region, noun="where your main home is")
