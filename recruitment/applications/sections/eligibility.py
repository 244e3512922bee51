"""Eligibility: the answers that rule a person out, and the matters to declare.

Source of the questions: the eligibility criteria that GOV.UK publishes for public appointments.
"""

from collections.abc import Callable

from recruitment.applications.answers import Answers
from recruitment.applications.models import Eligibility
from recruitment.applications.outline import Outline
from recruitment.applications.sections.base import Readable, Section, Step, StepForm
from recruitment.govuk import fields


class StopsForm(StepForm):
    """Four questions whose answers decide whether a person can be considered at all."""

    model = Eligibility
    disqualified_director = fields.YesNoField(
        "Are you disqualified from acting as a company director?",
        noun="you are disqualified from acting as a company director",
    )
    unspent_conviction = fields.YesNoField(
        "Do you have an unspent criminal conviction?", noun="you have an unspent criminal conviction"
    )
    insolvency_scotland = fields.YesNoField(
        "Has your estate been sequestrated in Scotland, or have you entered a debt arrangement programme or a "
        "trust deed for creditors there?",
        noun="your estate was sequestrated, or you entered a debt arrangement programme or a trust deed",
    )
    right_to_work = fields.YesNoField(
        "Do you have the right to work in the UK?", noun="you have the right to work in the UK"
    )


class DeclareForm(StepForm):
    """Two matters that have to be declared and that rule nobody out."""

    model = Eligibility
    bankruptcy = fields.YesNoField(
        "Have you ever been bankrupt or made an arrangement with a creditor?",
        noun="you have ever been bankrupt or made an arrangement with a creditor",
        hint="Answering yes does not rule you out",
    )
    police_investigation = fields.YesNoField(
        "Are you the subject of a current police investigation?",
        noun="you are the subject of a current police investigation",
        hint="Answering yes does not rule you out",
    )


class BankruptcyForm(StepForm):
    """The details of a bankruptcy or an arrangement."""

    model = Eligibility
    summary_labels = {"bankruptcy_details": "Bankruptcy or arrangement with a creditor"}
    bankruptcy_details = fields.LongTextField(
        "Tell us about the bankruptcy or the arrangement with a creditor",
        noun="the details of the bankruptcy or arrangement",
        hint="Include the dates, and whether it has ended",
        max_length=2000,
        heading=True,
    )


class InvestigationForm(StepForm):
    """The details of a police investigation."""

    model = Eligibility
    summary_labels = {"police_investigation_details": "Police investigation"}
    police_investigation_details = fields.LongTextField(
        "Tell us about the police investigation",
        noun="the details of the police investigation",
        hint="Say what it is about and when it began",
        max_length=2000,
        heading=True,
    )


# The step that comes before everything else.
STOPS = "stops"


def _said_yes(name: str) -> Callable[[Answers], bool]:
    def said(answers: Answers) -> bool:
        row = answers.one(Eligibility)
        return bool(row and row[name])

    return said


# The answers that rule somebody out, each as the end of "You told us that you ...".
_RULED_OUT = (
    ("disqualified_director", True, "are disqualified from acting as a company director"),
    ("unspent_conviction", True, "have an unspent criminal conviction"),
    (
        "insolvency_scotland",
        True,
        "had your estate sequestrated in Scotland, or entered a debt arrangement programme or a trust deed there",
    ),
    ("right_to_work", False, "do not have the right to work in the UK"),
)


def what_rules_out(answers: Answers) -> list[str]:
    """Return what the person said that rules them out. Questions that are not answered yet rule nobody out."""
    row = answers.one(Eligibility)
    return [words for column, stop, words in _RULED_OUT if row and row[column] is stop]


def is_ruled_out(answers: Answers) -> bool:
    """Say whether an answer rules the person out."""
    return bool(what_rules_out(answers))


def steps(outline: Outline) -> list[Step]:
    """Return the two pages of questions and, after a yes, the page for the details."""
    return [
        Step(STOPS, "Whether you can be considered", StopsForm),
        Step("declare", "Matters to declare", DeclareForm),
        Step("bankruptcy", "Bankruptcy or creditors", BankruptcyForm, applies=_said_yes("bankruptcy")),
        Step(
            "investigation",
            "Police investigation",
            InvestigationForm,
            applies=_said_yes("police_investigation"),
        ),
    ]


ELIGIBILITY = Section("eligibility", "Eligibility", Readable.PROBITY, (Eligibility.objects.all(),), steps)
