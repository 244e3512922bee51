"""Everything that the recruiting half of the portal holds about one person, for that person to take away.

What assessors and officials wrote about somebody is not here: it is given out by the Department, after the outcome.
"""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q

from recruitment.accounts.models import User
from recruitment.applications import signals
from recruitment.applications.answers import Answers, load_answers
from recruitment.applications.contact import FIELDS
from recruitment.applications.fingerprint import answers_by_key
from recruitment.applications.models import Application, Correction
from recruitment.applications.outline import Outline
from recruitment.applications.sections import SECTIONS, SectionSummary
from recruitment.records.models import AuditEvent

Plain = dict[str, Any]


@dataclass(frozen=True)
class HeldApplication:
    """One application with all that was answered, typed, uploaded and written about it."""

    application: Application
    outline: Outline
    answers: Answers
    plain_answers: dict[str, list[Plain]]
    held_by_others: Plain  # what rooms above this one keep about it

    @property
    def summaries(self) -> list[SectionSummary]:
        """The answers as the person reads them on the pages."""
        return [
            section.summary(self.outline, self.answers)
            for section in SECTIONS
            if section.concerns(self.outline, self.answers)
        ]

    def as_data(self, files: dict[int, str]) -> Plain:
        """Return it as plain values; `files` says where in the archive each document is, by primary key."""
        application = self.application
        return {
            "reference": application.reference,
            "competition": application.competition.title,
            "department": application.competition.department,
            "state": application.get_state_display(),
            "started_at": application.created_at,
            "sent_at": application.sent_at,
            "hash_of_what_was_sent": application.sent_hash,
            "withdrawn_at": application.withdrawn_at,
            "may_be_sent_until": application.extended_until,
            "longer_was_given": [
                _columns(extension, "until", "reason", "at") for extension in application.extensions.all()
            ],
            "answers": self.plain_answers,
            "pages_as_last_saved": [
                _columns(draft, "section", "step", "accepted", "saved_at", typed="data")
                for draft in application.drafts.all()
            ],
            "pages_saved_from_another_window": [
                _columns(save, "section", "step", "saved_at", typed="data")
                for save in application.refused_saves.all()
            ],
            "files": [
                _columns(
                    document,
                    "kind",
                    "original_name",
                    "size",
                    "sha256",
                    "pages",
                    "state",
                    "problem",
                    "uploaded_at",
                    "removed_at",
                )
                | {"in_this_archive": files.get(document.pk)}
                for document in application.documents.all()
            ],
            "emails_to_you": [
                _columns(email, "kind", "to", "subject", "body", "state", "created_at", "sent_at")
                for email in application.emails.all()
                # What went to somebody else by mistake was written again.
                if not email.is_former
            ],
            "letters_to_you": [
                _columns(letter, "kind", "subject", "body", "created_at", "posted_at")
                for letter in application.paper_letters.all()
            ],
            "contact_details_changed_after_sending": [
                _columns(details, *FIELDS, "at") for details in application.contact_details.all()
            ],
            "what_happened": [
                {"what": milestone.get_kind_display(), "at": milestone.at}
                for milestone in application.milestones.all()
            ],
            "entered_by_an_official": _entered(application),
            "corrected_by_an_official": [
                # Of corrections to somebody else only the moment: who that was is not this person's to read.
                _columns(correction, *_own(correction, application), "at")
                for correction in application.corrections.all()
            ],
            "withdrawals": [
                {
                    "reason": withdrawal.get_reason_display(),
                    "by_an_official": withdrawal.withdrawn_by_id is not None,
                }
                | _columns(withdrawal, "details", "at", "undone_at", "undone_reason")
                for withdrawal in application.withdrawals.all()
            ],
            **self.held_by_others,
        }


@dataclass(frozen=True)
class PersonalData:
    """A person's account, applications, roles, and what was recorded of them in the audit log."""

    user: User
    applications: tuple[HeldApplication, ...]
    roles: tuple[Plain, ...]
    events: tuple[Plain, ...]

    def as_data(self, files: dict[int, str]) -> Plain:
        """Return everything as plain values; `files` as in `HeldApplication.as_data`."""
        return {
            "account": _columns(self.user, "email", "created_at", "last_login", "is_active"),
            "applications": [held.as_data(files) for held in self.applications],
            "roles": self.roles,
            "recorded_events": self.events,
        }


def everything_about(user: User) -> PersonalData:
    """Return what is held about this person, in a number of queries that does not depend on how much there is."""
    applications = list(
        Application.objects.owned_by(user)
        .select_related("applicant", "competition", "entering")
        .prefetch_related(
            "competition__sectors",
            "competition__posts__sectors",
            "competition__criteria__posts",
            "drafts",
            "refused_saves",
            "documents",
            "emails",
            "paper_letters",
            "contact_details",
            "milestones",
            "withdrawals",
            "extensions",
            "corrections",
        )
        .order_by("created_at", "pk")
    )
    ids = [application.pk for application in applications]
    sources = {source.model: source for section in SECTIONS for source in section.sources}
    answers, plain = load_answers(ids, sources.values()), answers_by_key(ids)
    others = _held_by_others(ids)
    return PersonalData(
        user=user,
        applications=tuple(
            HeldApplication(
                application,
                Outline(application.competition),
                answers[application.pk],
                plain[application.pk],
                others[application.pk],
            )
            for application in applications
        ),
        roles=(*_seats(user), *_offices(user)),
        events=tuple(_events(user, {application.reference for application in applications})),
    )


def _held_by_others(application_ids: list[int]) -> dict[int, Plain]:
    """Ask the rooms above this one what they hold, and return it by the application's primary key."""
    held: dict[int, Plain] = {pk: {} for pk in application_ids}
    for _, answer in signals.taken_away.send(sender=Application, application_ids=application_ids):
        for pk, plain in cast("dict[int, Plain]", answer).items():
            held[pk] |= plain
    return held


def _own(correction: Correction, application: Application) -> tuple[str, ...]:
    is_own = (correction.email or None) == application.applicant.email
    return ("name", "email") if is_own else ()


def _entered(application: Application) -> Plain | None:
    """Return how the application came that an official typed; None for one that the person typed."""
    if not application.is_entered:
        return None
    entering = application.entering
    # The name as corrected: the one that was entered first may be somebody else's.
    return {"received": entering.get_how_display(), "name": application.entered_for} | _columns(
        entering, "received_on", "at"
    )


def _seats(user: User) -> list[Plain]:
    seats = user.assessors.select_related("competition").order_by("pk")
    return [
        {"role": "assessor", "competition": seat.competition.title}
        | _columns(seat, "name", "capacity", "chair", "political_activity", "joined_at", "left_at")
        for seat in seats
    ]


def _offices(user: User) -> list[Plain]:
    offices = user.officials.select_related("competition").order_by("pk")
    return [
        {"role": "official", "competition": office.competition.title, "name": office.name}
        for office in offices
    ]


def _events(user: User, references: set[str]) -> list[Plain]:
    """Return what the person did and what was done to their applications: what and when, and nobody else's identity."""
    events = AuditEvent.objects.filter(Q(actor_id=user.pk) | Q(subject__in=references)).order_by("pk")
    return [
        {
            "at": event.at,
            "action": event.action,
            "by": _who(event, user),
            # What somebody does as an assessor or official is about other people's applications.
            "application": event.subject if event.subject in references else "",
        }
        for event in events
    ]


def _who(event: AuditEvent, user: User) -> str:
    if event.actor_id is None:
        return "the service"
    return "you" if event.actor_id == user.pk else "somebody else"


def _columns(row: Any, *names: str, **renamed: str) -> Plain:
    """Return these attributes of a row, some under another name."""
    return {name: getattr(row, column) for name, column in ({name: name for name in names} | renamed).items()}
