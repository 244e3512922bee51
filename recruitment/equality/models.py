"""Answers to the equality questions, and separately that a person was asked.

Nothing here ties the two together: see docs/decisions/0013-equality-answers-cannot-be-tied-to-a-person.md.
"""

import uuid

from django.db import models

from recruitment.equality import choices

DESCRIPTION_LENGTH = 100


def _chosen(options: type[models.TextChoices]) -> "models.CharField[str, str]":
    """Return the column of one question; empty means that nothing was chosen."""
    return models.CharField(max_length=30, choices=options.choices, blank=True)


def _described() -> "models.CharField[str, str]":
    """Return the column of a person's own words; they are counted with the answer that led to them, and not shown."""
    return models.CharField(max_length=DESCRIPTION_LENGTH, blank=True)


class Response(models.Model):
    """One person's answers, without the person: no application, no moment, no number that counts up.

    Written only by `responses.py`, which also sees to it that the order of the rows says nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    competition = models.ForeignKey("competitions.Competition", on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)  # of the code with which the person removes them
    age_band = _chosen(choices.AgeBand)
    disability = _chosen(choices.Disability)
    disability_effect = _chosen(choices.DisabilityEffect)
    ethnic_group = _chosen(choices.EthnicGroup)
    ethnic_background = _chosen(choices.EthnicBackground)
    ethnic_description = _described()
    religion = _chosen(choices.Religion)
    religion_description = _described()
    sex = _chosen(choices.Sex)
    gender_same = _chosen(choices.GenderSame)
    gender_description = _described()
    sexual_orientation = _chosen(choices.SexualOrientation)
    orientation_description = _described()
    occupation = _chosen(choices.Occupation)
    region = _chosen(choices.Region)

    def __str__(self) -> str:
        return "Response to the equality questions"


class Settled(models.Model):
    """A person answered the equality questions or skipped them. Which of the two, and when, is kept nowhere."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "settled"

    def __str__(self) -> str:
        return "Equality questions settled"
