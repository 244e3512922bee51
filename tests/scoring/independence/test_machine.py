"""Independence and recusal hold on every page, export and count, whatever people do in whatever order.

Hypothesis lets random people do random things, also what they have no right to, through the rules of the portal. A
model of plain sets says what is refused and who may read what; then people open every address that there is.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from recruitment.applications.models import Application
from scoring.assessments.models import Assessment
from scoring.assessors.blinding import is_blind
from scoring.assessors.models import ConflictDeclaration
from scoring.moderation.models import AgreedScore
from scoring.shortlisting.models import SiftDecision
from tests.scoring.independence import doing
from tests.scoring.independence.model import (
    APPLICATIONS,
    CRITERIA,
    OFFICIALS,
    PEOPLE,
    SEATS,
    Declaration,
    Model,
)
from tests.scoring.independence.reading import pages
from tests.scoring.independence.world import World, small_world

seats, applications, people = (st.sampled_from(names) for names in (SEATS, APPLICATIONS, PEOPLE))
officials = st.sampled_from(OFFICIALS)
# Who tries: mostly whoever it is up to, which is what None stands for.
somebody = st.none() | st.none() | people
levels = st.integers(1, 7)
outcomes = st.sampled_from(["shortlisted", "reserve", "not_shortlisted"])
kinds = st.sampled_from(["conflict", "connection"])


# How far an application is at first, with which levels, who is away from it, and how.
STAGES = ("nothing", "scored", "sent", "agreed", "decided")
Start = tuple[str, int, str, str]
starts = st.tuples(
    st.sampled_from([*STAGES, "agreed", "decided", "decided"]),
    levels,
    st.sampled_from([*SEATS[:3], "nobody", "nobody"]),
    kinds,
)


class Doings(RuleBasedStateMachine):
    """A sift in which anybody does anything. Each example begins in the same world, and leaves nothing behind."""

    world: World

    @initialize(
        first=starts,
        second=starts,
        goes_on=st.sampled_from(["", "confirmed", "told"]),
        left=st.sampled_from(["nobody", "nobody", "chair", "assessor"]),
    )
    def begin(self, first: Start, second: Start, goes_on: str, left: str) -> None:
        """Begin somewhere in a sift: chance alone rarely comes to its later steps."""
        self.world = replace(self.world, seats=dict(self.world.seats))  # a newcomer's is added
        self.model = Model()
        self.rows: dict[str, int] = {}  # the primary key of a declaration, by its mark
        self.letters: dict[str, int] = {}  # the version of the letter to a candidate
        self.written = 0
        self.clock = time_machine.travel(timezone.now(), tick=False)
        self.now = self.clock.start()
        self.example = transaction.atomic()
        self.example.__enter__()
        for application, start in zip(APPLICATIONS, (first, second), strict=True):
            self._come_to(application, start)
        if left != "nobody":
            self.replaces(left, None)
        if goes_on:
            self.confirms("official")
        if goes_on == "told":
            self.releases("official")

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)
        self.clock.stop()

    def mark(self, *words: str) -> str:
        """Return words that stand nowhere else."""
        self.written += 1
        return "-".join(["mark", *words, f"{self.written};"])

    def attempt(self, act: Callable[[], Any], *, allowed: bool) -> bool:
        """Do it, check that it is refused exactly where the model says so, and return whether it was done."""
        self.now.shift(timedelta(minutes=1))
        try:
            with transaction.atomic():
                act()
        except Exception as refusal:
            # A refusal has a name of the portal; anything else is a fault, and so is one that should not be.
            if allowed or not type(refusal).__module__.startswith(("scoring.", "recruitment.")):
                raise
        else:
            assert allowed, "not refused"
        return allowed

    @rule(seat=seats, application=applications, kind=st.just("none") | kinds, by=somebody)
    def declares(self, seat: str, application: str, kind: str, by: str | None) -> None:
        """Answer whether there is a conflict of interest."""
        if not self.model.sat(seat):
            return
        who, mark = by or seat, self.mark("declared", seat, application)
        says = {"is_conflict": kind != "none", "is_connection": kind == "connection"}
        is_first = not self.model.declared(seat, application)
        allowed = self.model.may_declare(seat, application, by=who, **says)
        if (
            self.attempt(
                lambda: doing.declares(self.world, seat, application, kind, mark, by=who), allowed=allowed
            )
            and is_first
        ):
            self._declared(seat, application, mark, **says)

    @rule(seat=seats, application=applications, kind=kinds, by=somebody)
    def notices_later(self, seat: str, application: str, kind: str, by: str | None) -> None:
        """Declare something after having answered."""
        if not self.model.sat(seat):
            return
        who, mark = by or seat, self.mark("noticed", seat, application)
        was_away = self.model.is_away(seat, application)
        allowed = self.model.may_notice(seat, application, by=who)
        if (
            self.attempt(
                lambda: doing.notices_later(self.world, seat, application, kind, mark, by=who),
                allowed=allowed,
            )
            and not was_away
        ):
            self._declared(seat, application, mark, is_conflict=True, is_connection=kind == "connection")

    def _declared(self, seat: str, application: str, mark: str, **says: bool) -> None:
        """Keep in the model what was declared."""
        row = ConflictDeclaration.objects.latest("pk")
        self.rows[mark] = row.pk
        marks = {mark} if says["is_conflict"] else set()
        self.model.declarations.append(Declaration(seat, application, mark, marks=marks, **says))

    @precondition(lambda self: self._connections())
    @rule(data=st.data(), outcome=st.sampled_from(["carries_on", "recused"]), by=somebody)
    def rules_on_one(self, data: st.DataObject, outcome: str, by: str | None) -> None:
        """Rule on a connection."""
        self._rules(data.draw(st.sampled_from(self._connections()), label="connection"), outcome, by)

    def _rules(self, declaration: Declaration, outcome: str, by: str | None) -> None:
        """Rule on this connection."""
        rulers = [person for person in PEOPLE if self.model.may_rule(declaration, by=person)]
        who, mark = by or next(iter(rulers), "chair"), self.mark("ruled")
        allowed = self.model.may_rule(declaration, by=who)
        row = self.rows[declaration.mark]
        if self.attempt(lambda: doing.rules(self.world, row, outcome, mark, by=who), allowed=allowed):
            declaration.ruled = outcome
            declaration.marks.add(mark)

    def _connections(self) -> list[Declaration]:
        return [each for each in self.model.declarations if each.is_connection]

    @rule(seat=st.sampled_from(["chair", "assessor"]), by=st.none() | people)
    def replaces(self, seat: str, by: str | None) -> None:
        """Give somebody's place to the newcomer."""
        who = by or "official"

        def act() -> None:
            self.world.seats["newcomer"] = doing.replaces(self.world, seat, by=who)

        if self.attempt(act, allowed=self.model.may_replace(seat, by=who)):
            self.model.replaced = seat

    @rule(seat=seats, application=applications, code=st.sampled_from(CRITERIA), level=levels, by=somebody)
    def scores(self, seat: str, application: str, code: str, level: int, by: str | None) -> None:
        """Save a level and a reason."""
        if not self.model.sat(seat):
            return
        who, mark = by or seat, self.mark("score", seat, application, code)
        allowed = self.model.may_score(seat, application, by=who)
        if self.attempt(
            lambda: doing.scores(self.world, seat, application, code, level, mark, by=who), allowed=allowed
        ):
            self.model.scores.setdefault((seat, application), {})[code] = (level, mark)

    @rule(seat=seats, application=applications, by=somebody)
    def sends(self, seat: str, application: str, by: str | None) -> None:
        """Send the scores."""
        if not self.model.sat(seat):
            return
        who = by or seat
        if self.attempt(
            lambda: doing.sends(self.world, seat, application, by=who),
            allowed=self.model.may_send(seat, application, by=who),
        ):
            self.model.given.add((seat, application))

    @rule(seat=seats, application=applications, by=somebody)
    def reopens(self, seat: str, application: str, by: str | None) -> None:
        """Open scores that were sent."""
        if not self.model.sat(seat):
            return
        who = by or ("official" if seat == self.model.chair() else self.model.chair())
        if self.attempt(
            lambda: doing.reopens(self.world, seat, application, by=who),
            allowed=self.model.may_reopen(seat, application, by=who),
        ):
            self.model.given.remove((seat, application))

    @rule(application=applications, code=st.sampled_from(CRITERIA), level=levels, by=people)
    def agrees(self, application: str, code: str, level: int, by: str) -> None:
        """Agree a score."""
        mark = self.mark("agreed", application, code)
        if self.attempt(
            lambda: doing.agrees(self.world, application, code, level, mark, by=by),
            allowed=self.model.may_agree(application, by=by),
        ):
            self.model.agreed.setdefault(application, {})[code] = level
            self.model.agreed_marks[application].add(mark)

    @rule(application=applications, outcome=outcomes, by=people)
    def decides(self, application: str, outcome: str, by: str) -> None:
        """Decide on one application."""
        mark = self.mark("decided", application)
        if self.attempt(
            lambda: doing.decides(self.world, application, outcome, mark, by=by),
            allowed=self.model.may_decide(application, by=by),
        ):
            self._decided(application, outcome, mark)

    @rule(by=people)
    def passes_over(self, by: str) -> None:
        """Decide on all below the line together."""
        mark = self.mark("passed", "over")
        passed = self.model.passed_over(by=by)
        if self.attempt(lambda: doing.passes_over(self.world, mark, by=by), allowed=by in OFFICIALS):
            for application in passed:
                self._decided(application, "not_shortlisted", mark)

    def _decided(self, application: str, outcome: str, mark: str) -> None:
        """Keep in the model what was decided."""
        self.model.decided[application] = outcome
        self.model.pending.add(application)
        self.model.decided_marks[application].add(mark)

    @rule(by=people)
    def puts_before(self, by: str) -> None:
        """Put the first of two equals before the second."""
        self.attempt(
            lambda: doing.puts_before(self.world, *APPLICATIONS, by=by),
            allowed=self.model.may_put_before(by=by),
        )

    @rule(by=people)
    def confirms(self, by: str) -> None:
        """Confirm what is decided."""
        if self.attempt(lambda: doing.confirms(self.world, by=by), allowed=self.model.may_confirm(by=by)):
            self.model.confirmed |= self.model.present & self.model.pending
            self.model.pending -= self.model.present

    @rule(by=people)
    def releases(self, by: str) -> None:
        """Tell the candidates."""
        if self.attempt(lambda: doing.releases(self.world, by=by), allowed=self.model.may_release(by=by)):
            self.model.told |= {
                (application, self.model.decided[application]) for application in self.model.present
            }

    @rule(application=applications)
    def withdraws(self, application: str) -> None:
        """The candidate withdraws."""
        gone = application not in self.model.present  # withdrawing again is no mistake
        if self.attempt(
            lambda: doing.withdraws(self.world, application),
            allowed=gone or not self.model.was_told(application, "not_shortlisted"),
        ):
            self.model.present.discard(application)

    @rule(application=applications, by=people)
    def reinstates(self, application: str, by: str) -> None:
        """Put it back."""
        if self.attempt(
            lambda: doing.reinstates(self.world, application, by=by),
            allowed=application not in self.model.present and by in OFFICIALS,
        ):
            self.model.present.add(application)

    @rule(application=applications, by=people)
    def writes_feedback(self, application: str, by: str) -> None:
        """Write to the candidate."""
        mark, seen = self.mark("feedback", application), self.letters.get(application, 0)
        if self.attempt(
            lambda: doing.writes_feedback(self.world, application, mark, seen, by=by),
            allowed=self.model.may_write_feedback(application, by=by),
        ):
            self.letters[application] = seen + 1
            self.model.decided_marks[application].add(mark)

    @rule(by=officials)
    def makes_pack(self, by: str) -> None:
        """Make a pack for the Department."""
        self.attempt(
            lambda: doing.makes_pack(self.world, by=by),
            allowed=self.model.may_make_packs(by=by) and self.model.has_a_shortlist(),
        )

    @rule(seat=seats, application=applications, level=levels)
    def scores_and_sends(self, seat: str, application: str, level: int) -> None:
        """Declare if need be, score every criterion and send."""
        if not self.model.sat(seat):
            return
        if not self.model.declared(seat, application):
            self.declares(seat, application, "none", None)
        if self.model.may_score(seat, application, by=seat):
            for code in CRITERIA:
                self.scores(seat, application, code, level, None)
        self.sends(seat, application, None)

    def _come_to(self, application: str, start: Start) -> None:
        """Come to a stage of the sift as it is meant to go."""
        stage, level, seat, kind = start
        if seat != "nobody":
            self.declares(seat, application, kind, None)
            if kind == "connection":
                self._rules(self.model.declarations[-1], "carries_on", None)
        done = STAGES.index(stage)
        for seat in SEATS[: min(done + 1, 3)] if done else ():
            self.scores_and_sends(seat, application, level)
        if done >= STAGES.index("agreed"):
            for code in CRITERIA:
                self.agrees(application, code, level, "official")
        if done >= STAGES.index("decided"):
            self.decides(application, "shortlisted", "official")

    @invariant()
    def database_says_the_same(self) -> None:
        """What the portal kept is what the model says, also where something was refused."""
        model = self.model
        assert {
            name
            for name, application in self.world.applications.items()
            if Application.objects.sent().filter(pk=application.pk).exists()
        } == model.present
        of = [(seat, application) for seat in SEATS for application in APPLICATIONS]
        assert self._pairs(Assessment.objects.sent()) == {pair for pair in of if model.has_sent(*pair)}
        recusing = ConflictDeclaration.objects.recusing()
        assert self._pairs(recusing) == {pair for pair in of if model.is_away(*pair)}
        agreed = AgreedScore.objects.current().values_list("application", "criterion__code", "level__value")
        assert {(self._name(pk), code, level) for pk, code, level in agreed} == {
            (application, code, level)
            for application, levels_ in model.agreed.items()
            for code, level in levels_.items()
        }
        decided = SiftDecision.objects.current().values_list("application", "outcome")
        assert {self._name(pk): outcome for pk, outcome in decided} == model.decided
        assert is_blind(self.world.competition) == model.is_blind()

    def _name(self, pk: int) -> str:
        return next(name for name, found in self.world.applications.items() if found.pk == pk)

    def _pairs(self, rows: Any) -> set[tuple[str, str]]:
        """Return whose they are, and about which application."""
        names = {seat.pk: name for name, seat in self.world.seats.items()}
        found = rows.values_list("assessor", "application")
        return {(names[seat], self._name(application)) for seat, application in found}


class Marks(Doings):
    """Whoever opens everything finds no word that they may not read."""

    @rule()
    def chair_opens_everything(self) -> None:
        """The chair looks everywhere."""
        self._opens_everything("chair")

    @rule()
    def assessor_opens_everything(self) -> None:
        """An assessor looks everywhere."""
        self._opens_everything("assessor")

    @rule()
    def official_who_assesses_opens_everything(self) -> None:
        """An official who also assesses looks everywhere."""
        self._opens_everything("both")

    @rule(person=people)
    def anybody_opens_everything(self, person: str) -> None:
        """Anybody looks everywhere."""
        self._opens_everything(person)

    def _opens_everything(self, person: str) -> None:
        """Look for every mark on every page: what is hidden is nowhere, and what is to be read somewhere."""
        hidden = dict(self._hidden_from(person))
        missing = self._to_be_read_by(person)
        for address, text in pages(self.world, person):
            found = {what for word, what in hidden.items() if word in text}
            assert not found, f"{person} reads {sorted(found)} at {address}"
            missing = {mark for mark in missing if mark not in text}
        assert not missing, f"{person} reads nowhere {sorted(missing)}"

    def _to_be_read_by(self, person: str) -> set[str]:
        """Return what the person must find: the scores, where they may read these."""
        return set().union(
            *(self.model.sent_marks(person, application) for application in self.model.present)
        )

    def _hidden_from(self, person: str) -> Any:
        """Return every word that the person must not find, with what it gives away."""
        model = self.model
        readable = set().union(*(model.readable(person, application) for application in APPLICATIONS))
        yield from ((mark, mark) for mark in self._all_marks() - readable)
        for application, words in self.world.marks_of_candidates.items():
            if not model.meets(person, application):
                yield words.reference, f"{application} is there"
            if not model.reads_evidence(person, application):
                yield words.evidence, f"evidence of {application}"
            if not model.reads_names(person, application):
                yield from ((name, f"name of {application}") for name in words.names)

    def _all_marks(self) -> set[str]:
        model = self.model
        scored = {mark for of in model.scores.values() for _, mark in of.values()}
        declared = set().union(*(each.marks for each in model.declarations), set())
        return scored.union(declared, *model.agreed_marks.values(), *model.decided_marks.values())


class Twins(Doings):
    """Who may not know what becomes of an application sees the same whatever becomes of it, to the byte.

    From one moment the sift goes on in two ways, which differ in nothing but what somebody may not know.
    """

    @rule(watcher=st.sampled_from(SEATS[:3]), application=applications, until=st.sampled_from(STAGES[2:]))
    def sees_the_same(self, watcher: str, application: str, until: str) -> None:
        """Open everything in both, before one has sent their own scores, or after they were reopened."""
        one = self._pages_after(watcher, lambda: self._goes_on(watcher, application, until, 7, "shortlisted"))
        two = self._pages_after(watcher, lambda: self._goes_on(watcher, application, until, 2, "reserve"))
        if one and two:
            assert one.keys() == two.keys()
            assert [address for address in one if one[address] != two[address]] == []

    def _pages_after(self, watcher: str, goes_on: Callable[[], bool]) -> dict[str, str]:
        """Return what somebody would read if it went on so; nothing where they may know it. Nothing is kept."""
        with transaction.atomic():
            found = dict(pages(self.world, watcher)) if goes_on() else {}
            transaction.set_rollback(True)
        return found

    def _goes_on(self, watcher: str, application: str, until: str, level: int, outcome: str) -> bool:
        """Let an application come to a stage with these levels; return whether the watcher may not know these."""
        is_away = not self.model.meets(watcher, application)
        for seat in self.world.seats:
            own = seat == watcher
            if not own or until != "sent":
                self._sends_all(seat, application, 4 if own else level)
        if until != "sent":
            self._agrees_all(application, level)
        if until == "decided" and is_away:
            other = next(name for name in APPLICATIONS if name != application)
            for seat in self.world.seats:
                self._sends_all(seat, other, 4)
            self._agrees_all(other, 4)
            self._quietly(lambda: doing.decides(self.world, application, outcome, "Strong.", by="official"))
            self._quietly(lambda: doing.decides(self.world, other, "shortlisted", "Strong.", by="official"))
            self._quietly(lambda: doing.confirms(self.world, by="official"))
            self._quietly(lambda: doing.releases(self.world, by="official"))
        chair = "official" if watcher == self.model.chair() else self.model.chair()
        self._quietly(lambda: doing.reopens(self.world, watcher, application, by=chair))
        return is_away or (watcher, application) not in self._pairs(Assessment.objects.sent())

    def _sends_all(self, seat: str, application: str, level: int) -> None:
        self._quietly(lambda: doing.declares(self.world, seat, application, "none", "", by=seat))
        for code in CRITERIA:
            self._quietly(
                partial(doing.scores, self.world, seat, application, code, level, f"It is {level}.", by=seat)
            )
        self._quietly(lambda: doing.sends(self.world, seat, application, by=seat))

    def _agrees_all(self, application: str, level: int) -> None:
        for code in CRITERIA:
            self._quietly(
                partial(doing.agrees, self.world, application, code, level, f"It is {level}.", by="official")
            )

    def _quietly(self, act: Callable[[], Any]) -> None:
        """Do it if it can be done here."""
        with suppress(PermissionError, ValueError), transaction.atomic():
            act()


@pytest.fixture
def world(db: None) -> World:
    """Return the world in which every example begins, with everybody signed in."""
    made = small_world()
    made.sign_everybody_in()
    return made


@pytest.mark.long
@pytest.mark.parametrize("kind", [Marks, Twins])
def test_independence_and_recusal_hold_whatever_people_do(world: World, kind: type[Doings]) -> None:
    machine = type(kind.__name__, (kind,), {"world": world})
    # Without the explanation of a failure, which opens everything a hundred times more.
    phases = set(Phase) - {Phase.explain}
    chosen = settings(max_examples=12, stateful_step_count=20, phases=phases, print_blob=True)
    run_state_machine_as_test(machine, settings=chosen)
