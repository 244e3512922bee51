"""What happened in a sift, as plain sets, and what follows from it for everybody. It knows nothing of the portal."""

from dataclasses import dataclass, field

# Who sits on the panel. "both" also runs the competition; "newcomer" comes later, in the place of one of the first two.
SEATS = ("chair", "assessor", "both", "newcomer")
OFFICIALS = ("official", "both")
PEOPLE = (*SEATS, "official", "outsider")
APPLICATIONS = ("first", "second")
CRITERIA = ("E1", "E2")
ACCEPTABLE = 4

Seat = str
Of = tuple[Seat, str]  # a seat and an application


@dataclass
class Declaration:
    """What somebody declared about an application. `ruled`: None while nobody ruled on a connection."""

    seat: Seat
    application: str
    mark: str
    is_conflict: bool = False
    is_connection: bool = False
    is_first: bool = True
    ruled: str | None = None
    marks: set[str] = field(default_factory=set)  # what was written about it, also in the ruling

    @property
    def keeps_away(self) -> bool:
        """Whether it keeps the assessor away now."""
        return self.is_conflict and self.ruled != "carries_on"

    @property
    def for_good(self) -> bool:
        """Whether nothing that is still ruled lets them carry on."""
        return self.is_conflict and (not self.is_connection or self.ruled == "recused")


@dataclass
class Model:
    """The sift as far as independence and recusal depend on it."""

    present: set[str] = field(default_factory=lambda: set(APPLICATIONS))
    replaced: Seat | None = None  # whose place the newcomer has
    declarations: list[Declaration] = field(default_factory=list)
    scores: dict[Of, dict[str, tuple[int, str]]] = field(default_factory=dict)  # level and mark by criterion
    given: set[Of] = field(default_factory=set)  # sent and not reopened
    agreed: dict[str, dict[str, int]] = field(default_factory=dict)
    decided: dict[str, str] = field(default_factory=dict)
    pending: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)  # a decision on them was, at some time
    told: set[tuple[str, str]] = field(default_factory=set)  # application and outcome
    # What was written on an application by those who agree and decide.
    agreed_marks: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in APPLICATIONS})
    decided_marks: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in APPLICATIONS})

    # Who is where.

    def sat(self, person: str) -> bool:
        """Whether the person sits on the panel, or did."""
        return person in SEATS and (person != "newcomer" or self.replaced is not None)

    def serves(self, person: str) -> bool:
        """Whether the person sits on the panel."""
        return self.sat(person) and person != self.replaced

    def chair(self) -> Seat:
        """Return who chairs."""
        return "newcomer" if self.replaced == "chair" else "chair"

    def meets(self, person: str, application: str) -> bool:
        """Whether the person may know that the application is there."""
        return (self.serves(person) or person in OFFICIALS) and not self.is_away(person, application)

    def declared(self, seat: Seat, application: str) -> list[Declaration]:
        """What they declared, the first answer first."""
        return [each for each in self.declarations if (each.seat, each.application) == (seat, application)]

    def is_away(self, person: str, application: str) -> bool:
        """Whether the person meets the application nowhere."""
        return any(each.keeps_away for each in self.declared(person, application))

    def is_away_from_some(self, person: str) -> bool:
        """Whether there is an application in the competition that they do not meet."""
        return any(self.is_away(person, application) for application in self.present)

    def has_sent(self, seat: Seat, application: str) -> bool:
        """Whether their scores count: sent, not reopened, and nothing keeps them away."""
        return (seat, application) in self.given and not self.is_away(seat, application)

    def all_sent(self, application: str) -> bool:
        """Whether somebody scored and nobody is waited for."""
        waiting = [
            seat
            for seat in SEATS
            if self.serves(seat)
            and not self.has_sent(seat, application)
            and not self._was_scored_before(seat, application)
            and not any(each.for_good for each in self.declared(seat, application))
        ]
        return not waiting and any(self.has_sent(seat, application) for seat in SEATS)

    def _was_scored_before(self, seat: Seat, application: str) -> bool:
        """Whether scores of somebody count whose place they have."""
        return seat == "newcomer" and self.replaced is not None and self.has_sent(self.replaced, application)

    def all_agreed(self, application: str) -> bool:
        """Whether the panel is done with the application."""
        return self.all_sent(application) and len(self.agreed.get(application, {})) == len(CRITERIA)

    def is_decided(self) -> bool:
        """Whether the sift is decided."""
        return bool(self.present) and self.present <= self.decided.keys()

    def is_blind(self) -> bool:
        """Whether assessors must not know who the candidates are."""
        return not self.present or not self.present <= self.confirmed

    def was_told(self, application: str, *outcomes: str) -> bool:
        """Whether the candidate was told one of these outcomes."""
        return any((application, outcome) in self.told for outcome in outcomes)

    # Who may do what.

    def may_declare(
        self, seat: Seat, application: str, *, by: str, is_conflict: bool, is_connection: bool
    ) -> bool:
        """Whether somebody answers for themselves, for the first time or the same again."""
        first = self.declared(seat, application)[:1]
        same = [(each.is_conflict, each.is_connection) == (is_conflict, is_connection) for each in first]
        return by == seat and self.serves(seat) and application in self.present and all(same)

    def may_notice(self, seat: Seat, application: str, *, by: str) -> bool:
        """Whether they may declare what they noticed later; somebody who is kept away declares nothing more."""
        return (
            by == seat
            and self.serves(seat)
            and application in self.present
            and bool(self.declared(seat, application))
            and (self.is_away(seat, application) or not self.is_decided())
        )

    def may_rule(self, declaration: Declaration, *, by: str) -> bool:
        """Whether the person rules on the connection."""
        application = declaration.application
        chair = self.chair()
        is_theirs = by == chair or (by in OFFICIALS and self.is_away(chair, application))
        return (
            application in self.present
            and self.serves(declaration.seat)
            and is_theirs
            and not self.is_away(by, application)
            and declaration.is_connection
            and declaration.ruled is None
        )

    def may_score(self, seat: Seat, application: str, *, by: str) -> bool:
        """Whether the person may save scores in this seat."""
        return self._works(seat, application, by=by) and (seat, application) not in self.given

    def may_send(self, seat: Seat, application: str, *, by: str) -> bool:
        """Whether the person may send the scores of this seat; sending again is no mistake."""
        return self._works(seat, application, by=by) and len(self.scores.get((seat, application), {})) == len(
            CRITERIA
        )

    def _works(self, seat: Seat, application: str, *, by: str) -> bool:
        """Whether the person, in this seat, has the application before them."""
        return (
            by == seat
            and self.serves(seat)
            and application in self.present
            and bool(self.declared(seat, application))
            and not self.is_away(seat, application)
            and not self._was_scored_before(seat, application)
        )

    def may_reopen(self, seat: Seat, application: str, *, by: str) -> bool:
        """Whether the person may open what was sent in this seat."""
        chair = self.chair()
        is_theirs = by != seat and (by == chair if seat != chair else by in OFFICIALS)
        return (
            is_theirs
            and self.serves(seat)
            and application in self.present
            and not self.is_away(by, application)
            and not self.is_decided()
            and self.has_sent(seat, application)
        )

    def reads_scores(self, person: str, application: str) -> bool:
        """Whether the person may know what others scored: whoever scores does after they sent their own."""
        if self.serves(person):
            took_over = person == self.chair() and self._was_scored_before(person, application)
            return self.has_sent(person, application) or (
                took_over
                and bool(self.declared(person, application))
                and not self.is_away(person, application)
            )
        return person in OFFICIALS and not self.is_away(person, application)

    def may_replace(self, seat: Seat, *, by: str) -> bool:
        """Whether the person may give a place to the newcomer."""
        return by in OFFICIALS and self.serves(seat) and self.replaced is None

    def may_agree(self, application: str, *, by: str) -> bool:
        """Whether the person may agree a score."""
        return (
            application in self.present
            and (by == self.chair() or by in OFFICIALS)
            and self.reads_scores(by, application)
            and not self.was_told(application, "shortlisted", "reserve", "not_shortlisted")
            and self.all_sent(application)
        )

    def may_decide(self, application: str, *, by: str) -> bool:
        """Whether the person may decide on an application."""
        return (
            application in self.present
            and by in OFFICIALS
            and not self.is_away(by, application)
            and self.all_agreed(application)
            and not self.was_told(application, "shortlisted", "not_shortlisted")
        )

    def passed_over(self, *, by: str) -> set[str]:
        """Return who is below the line and would be decided together with others."""
        return {
            application
            for application in self.present - self.decided.keys()
            if self.may_decide(application, by=by)
            and self.reads_scores(by, application)
            and min(self.agreed[application].values()) < ACCEPTABLE
        }

    def may_put_before(self, *, by: str) -> bool:
        """Whether the person may put one of the two applications before the other."""
        return (
            by in OFFICIALS
            and self.present == set(APPLICATIONS)
            and all(self.reads_scores(by, application) for application in APPLICATIONS)
            and all(len(self.agreed.get(application, {})) == len(CRITERIA) for application in APPLICATIONS)
            and len({self._merit(application) for application in APPLICATIONS}) == 1
            and min(self.agreed["first"].values()) >= ACCEPTABLE
        )

    def _merit(self, application: str) -> tuple[int, int]:
        levels = self.agreed[application]
        return (sum(levels.values()), levels["E1"])

    def may_confirm(self, *, by: str) -> bool:
        """Whether the person may confirm what is decided."""
        return by in OFFICIALS and not self.is_away_from_some(by) and self.present <= self.decided.keys()

    def may_release(self, *, by: str) -> bool:
        """Whether the person may tell the candidates."""
        is_confirmed = self.present <= self.decided.keys() and not self.present & self.pending
        return by in OFFICIALS and is_confirmed

    def may_write_feedback(self, application: str, *, by: str) -> bool:
        """Whether the person may write to the candidate how they were assessed."""
        return (
            application in self.present
            and by in OFFICIALS
            and not self.is_away(by, application)
            and self.was_told(application, "shortlisted", "not_shortlisted")
        )

    def may_make_packs(self, *, by: str) -> bool:
        """Whether the person may have packs at all: they hold everybody, with names and scores."""
        if by not in OFFICIALS or any(each.keeps_away and each.seat == by for each in self.declarations):
            return False
        return by not in SEATS or (
            not self.is_blind() and all(self.reads_scores(by, application) for application in self.present)
        )

    def has_a_shortlist(self) -> bool:
        """Whether there is something to make a pack of."""
        return self.may_release(by="official") and "shortlisted" in {
            self.decided[application] for application in self.present
        }

    # Who may read what.

    def readable(self, person: str, application: str) -> set[str]:
        """Return the marks of what was written by others or the person on an application, which they may read."""
        if not self.meets(person, application):
            return set()
        found = self._marks_of(person, application) | self.sent_marks(person, application)
        if self.reads_scores(person, application):
            found |= self.agreed_marks[application]
        if person in OFFICIALS:
            found |= self.decided_marks[application]
        if person in OFFICIALS or person == self.chair():
            for declaration in self.declarations:
                if declaration.application == application:
                    found |= declaration.marks
        return found

    def sent_marks(self, person: str, application: str) -> set[str]:
        """Return the marks of the scores that were sent, if the person may read them."""
        if not self.reads_scores(person, application):
            return set()
        given = [seat for seat in SEATS if self.has_sent(seat, application)]
        return set().union(*(self._marks_of(seat, application) for seat in given))

    def _marks_of(self, seat: Seat, application: str) -> set[str]:
        return {mark for _, mark in self.scores.get((seat, application), {}).values()}

    def reads_evidence(self, person: str, application: str) -> bool:
        """Whether the person may read what the candidate wrote: whoever scores does after they declared."""
        has_to_declare = self.serves(person)
        return self.meets(person, application) and (
            not has_to_declare or bool(self.declared(person, application))
        )

    def reads_names(self, person: str, application: str) -> bool:
        """Whether the person may know who the candidate is: who leads interviews does of those who come to one."""
        is_led = person in {self.chair(), "both"} and self.was_told(application, "shortlisted")
        return self.meets(person, application) and (not self.serves(person) or is_led or not self.is_blind())
