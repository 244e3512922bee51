"""What an assessor is asked before reading an application, and the chair about a connection."""

from typing import Any

from recruitment.govuk import fields
from recruitment.govuk.forms import Form
from scoring.assessors.models import ConflictDeclaration, Ruling

Kind = ConflictDeclaration.Kind
CONNECTION = "connection"  # a conflict that is left to the chair


class ConflictForm(Form):
    """Whether there is a conflict of interest, and which. Its clean answers are arguments of `conflicts.declare`.

    A connection is offered where there is somebody to rule on it (`may_connect`).
    """

    kind = fields.RadiosField(
        "Do you have a conflict of interest?",
        required_message="Select whether you have a conflict of interest",
        choices=[
            (Kind.NONE.value, "No, I have no conflict of interest"),
            (CONNECTION, "Yes, I have a connection with the candidate"),
            (Kind.CONFLICT.value, "Yes, I have a conflict of interest"),
        ],
        hints={
            CONNECTION: "You do not see the application until it is ruled that you carry on",
            Kind.CONFLICT.value: "You take no part, and do not see the application again",
        },
    )
    details = fields.LongTextField(
        "If yes, details of your connection or conflict of interest",
        noun="details of your connection or conflict of interest",
        hint="Say how you know the candidate or what interest you have, without their name",
        max_length=2000,
        required=False,
        rows=5,
    )

    def __init__(self, *args: Any, may_connect: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_connect:
            kind = self.fields["kind"]
            kind.choices = [(value, text) for value, text in kind.choices if value != CONNECTION]

    def clean(self) -> dict[str, Any]:
        """Ask for details of a connection or conflict, and for nothing else."""
        cleaned = super().clean() or self.cleaned_data
        kind, details = cleaned.get("kind"), cleaned.get("details")
        if kind in {CONNECTION, Kind.CONFLICT} and not details and "details" not in self.errors:
            self.add_error("details", "Enter details of your connection or conflict of interest")
        if kind == Kind.NONE and details:
            self.add_error(
                "kind",
                "Select that you have a connection or a conflict of interest, or remove the details that you entered",
            )
        if kind == CONNECTION:
            cleaned["kind"] = Kind.CONFLICT
        return cleaned | {"left_to_chair": kind == CONNECTION}


class LaterConflictForm(Form):
    """A conflict or connection that is noticed later. Its clean answers are arguments of `declare_later`."""

    kind = fields.RadiosField(
        "What do you declare?",
        required_message="Select whether it is a connection or a conflict of interest",
        choices=[
            (CONNECTION, "A connection with the candidate"),
            (Kind.CONFLICT.value, "A conflict of interest"),
        ],
        hints={
            CONNECTION: "You do not see the application until it is ruled that you carry on",
            Kind.CONFLICT.value: "You take no part, and do not see the application again",
        },
    )
    details = fields.LongTextField(
        "Details",
        required_message="Enter details of your connection or conflict of interest",
        noun="details",
        hint="Say how you know the candidate or what interest you have, without their name",
        max_length=2000,
        rows=5,
    )

    def __init__(self, *args: Any, may_connect: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_connect:
            self.fields["kind"].choices = [(Kind.CONFLICT.value, "A conflict of interest")]

    def clean(self) -> dict[str, Any]:
        """Return the answers as `declare_later` wants them."""
        cleaned = super().clean() or self.cleaned_data
        return {"details": cleaned.get("details", ""), "left_to_chair": cleaned.get("kind") == CONNECTION}


class RulingForm(Form):
    """Whether an assessor with a connection carries on, and why."""

    outcome = fields.RadiosField(
        "What do you rule?",
        required_message="Select whether the assessor carries on",
        choices=[
            (Ruling.Outcome.CARRIES_ON.value, "They carry on, and read and score the application"),
            (Ruling.Outcome.RECUSED.value, "They are recused, and never see the application"),
        ],
    )
    reason = fields.LongTextField(
        "Reason",
        required_message="Enter the reason for your ruling",
        hint="It stays on record",
        max_length=2000,
        rows=5,
    )


class ReplaceForm(Form):
    """Who takes the place of a member. Its clean answers are arguments of `replacing.replace`."""

    name = fields.TextField("Full name", noun="the full name of the new member", max_length=200)
    email = fields.EmailField(
        "Email address",
        noun="the email address of the new member",
        hint="They sign in with this address, so compare it letter by letter",
    )
    political_activity = fields.LongTextField(
        "Significant political activity in the last five years",
        noun="the political activity of the new member, or that there is none",
        hint="It is published with the advert; write ‘None declared’ where there is none",
        max_length=2000,
        rows=3,
    )
    reason = fields.LongTextField(
        "Why is the member replaced?",
        noun="why the member is replaced",
        hint="It stays in the record and officials can read it",
        max_length=2000,
        rows=3,
    )
