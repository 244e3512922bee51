"""The hash of a sent application: everything that was sent, in one form that never changes, and the SHA-256 of it.

What the form covers, and how it may grow, is written in docs/decisions/0015.
"""

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model

from recruitment.applications.answers import MASKED
from recruitment.applications.models import Application
from recruitment.applications.sections import SECTIONS
from recruitment.competitions.models import Criterion, Post, Sector
from recruitment.documents import verifying
from recruitment.documents.models import Document
from recruitment.records.models import AuditEvent

VERSION = "v1"

# What an answer is about is named by the key that the competition gave it: a primary key says nothing elsewhere.
_KEYS: dict[Any, str] = {Post: "key", Sector: "key", Criterion: "code"}

Rows = list[dict[str, Any]]


def hash_of(application: Application) -> str:
    """Return the hash of what was sent, as "v1:" and 64 hexadecimal digits. Raises ValueError without a `sent_at`."""
    if application.sent_at is None:
        raise ValueError("Only what was sent has a hash.")
    answers = answers_by_key([application.pk])[application.pk]
    content = canonical(
        reference=application.reference,
        competition=application.competition.slug,
        sent_at=application.sent_at,
        answers=answers,
    )
    return f"{VERSION}:{hashlib.sha256(content).hexdigest()}"


def canonical(*, reference: str, competition: str, sent_at: datetime, answers: dict[str, Rows]) -> bytes:
    """Return the canonical form, version 1: JSON in UTF-8, keys in order, without spaces.

    Neither the order of rows nor that of columns counts. What was not given (None, or an empty text) is left out, so
    that a question that is added later changes no hash. Moments are in UTC, to the microsecond.
    """
    content = {
        "reference": reference,
        "competition": competition,
        "sent_at": sent_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "answers": {
            name: sorted(
                ({column: value for column, value in row.items() if value not in (None, "")} for row in rows),
                key=_json,
            )
            for name, rows in answers.items()
            if rows
        },
    }
    return _json(content).encode()


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def answers_by_key(application_ids: Collection[int]) -> dict[int, dict[str, Rows]]:
    """Return each application's answers, {model's name: rows}, in a number of queries that does not depend on them.

    A row has every column that a person fills, under its name. A file is its name and its SHA-256.
    """
    found: dict[int, dict[str, Rows]] = {pk: {} for pk in application_ids}
    sources = {source.model: source for section in SECTIONS for source in section.sources}
    for model, source in sources.items():
        columns = _columns(model)
        rows = source.filter(application__in=application_ids).values("application_id", *columns.values())
        for row in rows:
            named = {name: row[column] for name, column in columns.items()}
            found[row["application_id"]].setdefault(model.__name__, []).append(named)
    return found


def _columns(model: type[Model]) -> dict[str, str]:
    """Return {name: column to select} of what a person fills in a model of answers."""
    if model is Document:
        return {"name": "original_name", "sha256": "sha256"}
    columns = [column for column in model._meta.concrete_fields if column.name != "application"]
    return {
        column.name: f"{column.name}__{_KEYS[column.related_model]}" if column.is_relation else column.name
        for column in columns
        if not column.primary_key and not column.name.endswith(MASKED)
    }


class NoHash(Exception):
    """The application has no hash to compare with. The text says why."""


def faults(application: Application) -> list[str]:
    """Return in words what no longer fits the hash that the application was sent with; nothing if everything does.

    The record of sending in the audit log is read too: who could change answers might change the hash beside them. Of a
    file the hash covers what is recorded of it, so that the stored file is compared with that record.
    Raises NoHash for an application that was not sent, or that was sent before hashes were kept.
    """
    if application.is_draft:
        raise NoHash("This application was not sent.")
    if application.sent_hash is None:
        raise NoHash("This application was sent before hashes were kept.")
    version = application.sent_hash.partition(":")[0]
    if version != VERSION:
        raise NoHash(
            f"The hash of this application is of version {version}, which this software does not know."
        )
    found = []
    if hash_of(application) != application.sent_hash:
        found.append("The answers are not the ones that were sent.")
    event = AuditEvent.objects.filter(action="application.sent", subject=application.reference).first()
    if event is None or event.details.get("hash") != application.sent_hash:
        found.append("The audit log does not hold this hash.")
    for document in application.documents.current():
        found += verifying.faults(document)
    return found
