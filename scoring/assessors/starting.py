"""What an assessment panel needs before a sift can start."""

from recruitment.competitions.models import Assessor, Competition

_NEEDED = {
    Assessor.Capacity.DEPARTMENTAL: "a departmental official",
    Assessor.Capacity.INDEPENDENT: "an independent member",
}


def missing(competition: Competition) -> list[str]:
    """Say in words who is missing from the assessment panel: a chair, a departmental official, an independent member.

    A panel includes a departmental official and an independent member (Governance Code; domain guide 2.2). Takes one
    query.
    """
    seats = list(competition.assessors.serving())
    found = [] if any(seat.chair for seat in seats) else ["a chair"]
    capacities = {seat.capacity for seat in seats}
    return found + [words for capacity, words in _NEEDED.items() if capacity not in capacities]
