"""Invented people answer the equality questions."""

from collections.abc import Iterable
from random import Random

from recruitment.applications.models import Application
from recruitment.equality.asking import answer
from recruitment.equality.choices import (
    AgeBand,
    Disability,
    EthnicGroup,
    GenderSame,
    Occupation,
    Region,
    Religion,
    Sex,
    SexualOrientation,
)
from recruitment.equality.codes import new_code

# What many answer, so that there are counts to show, and others to hide.
_FREQUENT = {
    "age_band": (AgeBand.FROM_50, AgeBand.FROM_40, AgeBand.FROM_60),
    "disability": (Disability.NO, Disability.YES),
    "ethnic_group": (EthnicGroup.WHITE, EthnicGroup.ASIAN, EthnicGroup.BLACK),
    "religion": (Religion.NONE, Religion.CHRISTIAN, Religion.MUSLIM),
    "sex": (Sex.FEMALE, Sex.MALE),
    "gender_same": (GenderSame.YES,),
    "sexual_orientation": (SexualOrientation.HETEROSEXUAL,),
    "occupation": (Occupation.PROFESSIONAL, Occupation.ROUTINE, Occupation.TECHNICAL),
    "region": (Region.LONDON, Region.NORTH_WEST, Region.SOUTH_EAST),
}
_SELDOM = 0.1  # of the answers are any other one


def answer_all(applications: Iterable[Application], *, seed: int) -> None:
    """Have most of those who sent an application answer, as if at once after sending."""
    random = Random(seed)  # noqa: S311 - invented people need no secret
    for application in applications:
        if application.is_draft or random.random() < _SELDOM:
            continue
        answers = {
            column: str(random.choice(type(options[0]).values if random.random() < _SELDOM else options))
            for column, options in _FREQUENT.items()
        }
        answer(
            application=application,
            answers=answers,
            code=new_code(),
            by=application.applicant,
            now=application.sent_at,
        )
