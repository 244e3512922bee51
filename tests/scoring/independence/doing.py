"""What people do in the small world, through the rules of the portal, by the names that the model uses.

`by` is whoever tries, with a right to it or not.
"""

from typing import Any

from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.competitions.models import Assessor, Stage
from scoring.assessments.reopening import reopen
from scoring.assessments.scoring import save_score
from scoring.assessments.sending import send_assessment
from scoring.assessors.conflicts import declare, declare_later
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.replacing import replace
from scoring.assessors.ruling import rule
from scoring.candidate_feedback import writing
from scoring.moderation.agreeing import agree
from scoring.packs.building import build_pack
from scoring.packs.models import Pack
from scoring.packs.requesting import request_pack
from scoring.shortlisting.between_equals import put_before
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide, pass_over
from scoring.shortlisting.releasing import release
from tests.scoring.independence.world import World


def _at(world: World, seat: str, application: str, by: str) -> dict[str, Any]:
    return {
        "assessor": world.seats[seat],
        "application": world.applications[application],
        "by": world.users[by],
    }


def _on(world: World, application: str, by: str) -> dict[str, Any]:
    return {"application": world.applications[application], "by": world.users[by]}


def _over(world: World, by: str) -> dict[str, Any]:
    return {"competition": world.competition, "by": world.users[by]}


def declares(world: World, seat: str, application: str, kind: str, details: str, *, by: str) -> None:
    declare(
        **_at(world, seat, application, by),
        kind="none" if kind == "none" else "conflict",
        details="" if kind == "none" else details,
        left_to_chair=kind == "connection",
    )


def notices_later(world: World, seat: str, application: str, kind: str, details: str, *, by: str) -> None:
    at = _at(world, seat, application, by)
    declare_later(**at, details=details, left_to_chair=kind == "connection")


def rules(world: World, declaration: int, outcome: str, reason: str, *, by: str) -> None:
    found = ConflictDeclaration.objects.get(pk=declaration)
    rule(declaration=found, outcome=outcome, reason=reason, by=world.users[by])


def replaces(world: World, seat: str, *, by: str) -> Assessor:
    return replace(
        seat=world.seats[seat],
        name="Noor Newcomer",
        email=world.users["newcomer"].email,
        political_activity="None declared",
        reason="They have no time.",
        by=world.users[by],
    )


def scores(world: World, seat: str, application: str, code: str, level: int, reason: str, *, by: str) -> None:
    save_score(
        **_at(world, seat, application, by),
        stage=Stage.SIFT,
        criterion=world.criteria[code],
        level=world.levels[level],
        reason=reason,
    )


def sends(world: World, seat: str, application: str, *, by: str) -> None:
    send_assessment(**_at(world, seat, application, by), stage=Stage.SIFT)


def reopens(world: World, seat: str, application: str, *, by: str) -> None:
    reopen(**_at(world, seat, application, by), stage=Stage.SIFT, reason="A slip.")


def agrees(world: World, application: str, code: str, level: int, reason: str, *, by: str) -> None:
    agree(
        **_on(world, application, by),
        criterion=world.criteria[code],
        stage=Stage.SIFT,
        level=world.levels[level],
        reason=reason,
    )


def decides(world: World, application: str, outcome: str, reason: str, *, by: str) -> None:
    decide(**_on(world, application, by), outcome=outcome, reason=reason)


def passes_over(world: World, reason: str, *, by: str) -> int:
    references = [application.reference for application in world.applications.values()]
    return pass_over(**_over(world, by), references=references, reason=reason)


def puts_before(world: World, first: str, second: str, *, by: str) -> None:
    found = world.applications
    put_before(first=found[first], second=found[second], post=None, reason="It fits.", by=world.users[by])


def confirms(world: World, *, by: str) -> None:
    confirm(**_over(world, by))


def releases(world: World, *, by: str) -> None:
    release(**_over(world, by))


def withdraws(world: World, application: str) -> None:
    found = world.applications[application]
    withdraw(application=found, by=found.applicant)


def reinstates(world: World, application: str, *, by: str) -> None:
    reinstate(**_on(world, application, by), reason="They changed their mind.")


def writes_feedback(world: World, application: str, text: str, seen: int, *, by: str) -> None:
    writing.save(**_on(world, application, by), text=text, seen=seen)


def makes_pack(world: World, *, by: str) -> None:
    pack = request_pack(**_over(world, by), kind=Pack.Kind.SHORTLIST)
    assert build_pack(pack_id=pack.pk).state == Pack.State.READY
