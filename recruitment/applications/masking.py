"""Mask a person's own name, e-mail address, telephone number and postcode inside what they wrote.

Masked once, when the application is sent, so that a blind sift never needs to read the name. It is partial, and the
assessors' pages say so: a career can give a person away.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from recruitment.applications.answers import MASKED
from recruitment.applications.models import (
    AboutYou,
    Application,
    EvidenceAnswer,
    SectorExperience,
    SectorRole,
)

MASKED_MODELS: tuple[type[Model], ...] = (SectorExperience, SectorRole, EvidenceAnswer)

# Particles of names that are ordinary words: masking them would black out whole sentences.
_PARTICLES = {"and", "the", "van", "von", "der", "den", "del", "dos", "bin", "ibn", "for", "may", "will"}


@dataclass(frozen=True)
class Identity:
    """What gives a person away."""

    name: str
    email: str
    phone: str
    postcode: str


def identity_of(application: Application) -> Identity:
    """Return what gives this applicant away, from the section "About you"; empty texts where it is not filled in."""
    about_you = AboutYou.objects.filter(application=application).first()
    return Identity(
        name=about_you.full_name if about_you else "",
        email=application.applicant.email or "",
        phone=about_you.phone if about_you else "",
        postcode=about_you.postcode if about_you else "",
    )


def mask(text: str, identity: Identity) -> str:
    """Return the text with what gives the person away replaced by what it was, in square brackets."""
    for pattern, replacement in _patterns(identity):
        text = pattern.sub(replacement, text)
    return text


def mask_answers(*, application: Application) -> None:
    """Write the masked twin of every text that a blind sift reads. Belongs to sending; the caller's transaction."""
    identity = identity_of(application)
    for model in MASKED_MODELS:
        columns = [name for column in model._meta.concrete_fields if (name := column.name).endswith(MASKED)]
        rows = list(model._default_manager.filter(application=application))
        for row in rows:
            for column in columns:
                setattr(row, column, mask(getattr(row, column.removesuffix(MASKED)), identity))
        model._default_manager.bulk_update(rows, columns)


def _patterns(identity: Identity) -> Iterable[tuple[re.Pattern[str], str]]:
    if identity.email:
        yield re.compile(re.escape(identity.email), re.IGNORECASE), "[email]"
    digits = re.sub(r"\D", "", identity.phone)
    if len(digits) >= 7:
        # The last nine digits, however they are spaced, after any country code. Every repetition is bounded, so that
        # an answer of nothing but digits takes no longer than another.
        spaced = r"[\s().-]{0,3}".join(digits[-9:])
        yield re.compile(rf"(?<!\d)(?:\+?\d[\d\s().-]{{0,7}})?{spaced}(?!\d)"), "[phone]"
    postcode = re.sub(r"\s", "", identity.postcode)
    if len(postcode) >= 5:
        yield (
            re.compile(rf"\b{re.escape(postcode[:-3])}\s*{re.escape(postcode[-3:])}\b", re.IGNORECASE),
            "[postcode]",
        )
    yield from _name_patterns(identity.name)


def _name_patterns(name: str) -> Iterable[tuple[re.Pattern[str], str]]:
    parts = [part for part in re.split(r"[\s,]+", name) if part]
    if not parts:
        return
    whole = r"\s+".join(map(re.escape, parts))
    yield re.compile(rf"(?<!\w){whole}(?!\w)", re.IGNORECASE), "[name]"
    # A name with a hyphen is masked as a whole and in its parts.
    pieces = [piece for part in parts for piece in part.split("-")]
    for part in dict.fromkeys(parts + pieces):
        word = part.strip(".'’-")
        if len(word) < (3 if word.isascii() else 2) or word.lower() in _PARTICLES:
            continue
        yield re.compile(_word_pattern(word)), "[name]"


def _word_pattern(word: str) -> str:
    """Return a pattern of one part of a name as people write names: "Rose" and "ROSE", but not the verb "rose".

    A script without capitals may have no spaces between words either, so that there the part is found anywhere.
    """
    if word.lower() == word.upper():
        return re.escape(word)
    written = {word[0].upper() + word[1:], word.capitalize(), word.title(), word.upper()}
    # The longest first; an apostrophe may be typed either way.
    pattern = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
    pattern = re.sub("['’]", "['’]", pattern)
    return rf"(?<!\w)(?:{pattern})(?!\w)"
