"""What the invented people type into each step of an application."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from recruitment.competitions.models import Competition
from recruitment.govuk.words import count_words
from scoring.demo.people import Person

Typed = dict[str, str | list[str]]

_WORK = (
    "I brought the council, the police and the hospital into one weekly meeting about children at risk.",
    "I read every case file myself before I spoke to the people who had worked on it.",
    "Families told us that they had repeated the same story to six different people, so we changed that first.",
    "I asked the young people’s council what a safe visit looks like, and we wrote their answer into our guidance.",
    "When two services disagreed about a threshold, I took the decision and wrote down why.",
    "We tested each recommendation with the frontline teams before we published it.",
    "I learned that a shorter form, filled in on the day, told us more than the long one.",
    "Staff who raised concerns were thanked in public and heard in private.",
    "I chaired the review of a near miss on the river and shared what we found with four neighbouring areas.",
    "Where the evidence was thin I said so, and did not fill the gap with opinion.",
    "I still spend a day each month with the duty team, because reports do not show what a visit shows.",
    "The first plan did not work; I told the board, and we stopped it within a month.",
)
_RESULTS = (
    "A year later, children waited nine days for a first visit instead of twenty.",
    "Repeat referrals fell by a third over two years.",
    "An inspection found that children were now listened to at every stage.",
    "Three other areas have taken up the same way of working.",
)
_EMPLOYERS = (
    "County Council",
    "Constabulary",
    "NHS Trust",
    "Academy Trust",
    "Children’s Charity",
    "Borough Council",
)
_ROLES = (
    "Director",
    "Head of service",
    "Detective superintendent",
    "Named nurse",
    "Headteacher",
    "Team manager",
)


def about_you(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer who they are."""
    if step.key == "name":
        return {"full_name": person.name}
    return {
        "phone": person.phone,
        "address_line_1": f"{person.number + 1} High Street",
        "address_line_2": "",
        "town": person.town,
        "postcode": person.postcode,
    }


def posts(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer which posts: for two posts the first, the second, both, and so on round."""
    keys = list(competition.posts.values_list("key", flat=True))
    pattern = person.number % (2 ** len(keys) - 1) + 1
    return {"posts": [key for place, key in enumerate(keys) if pattern >> place & 1]}


def eligibility(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer the questions about eligibility; some people once had an arrangement with a creditor."""
    if step.key == "stops":
        return {
            "disqualified_director": "no",
            "unspent_conviction": "no",
            "insolvency_scotland": "no",
            "right_to_work": "yes",
        }
    if step.key == "declare":
        return {"bankruptcy": _yes(person.number % 11 == 5), "police_investigation": "no"}
    return {"bankruptcy_details": "An arrangement with a bank, from 2009 to 2012. It has ended."}


def sector_experience(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer where they worked: sectors and levels are spread evenly over the people, and some hold two."""
    keys = list(competition.sectors.values_list("key", flat=True))
    home = person.number % len(keys)
    if step.key == "levels":
        levels = dict.fromkeys(keys, "none")
        if person.number % 3 == 1:
            levels[keys[home - 1]] = "frontline"
        levels[keys[home]] = ("both", "strategic", "frontline")[person.number // len(keys) % 3]
        return dict(levels)
    if step.key.startswith("role-"):
        return _role(person, step.about, competition)
    if step.key.startswith("years-"):
        return {"years_right": _yes(person.number % 5 != 3)}
    return {
        "corrected_strategic": str(person.random.randint(8, 20)),
        "corrected_frontline": str(person.random.randint(8, 20)),
        "correction_reason": "I volunteered on the night desk for years before my first post.",
    }


def _role(person: Person, place: Any, competition: Competition) -> Typed:
    """Tell of one of up to three roles, the latest first; they overlap a little, and some are part-time."""
    latest = min(competition.opens, timezone.now()).year - person.random.randint(2, 5)
    started = latest - 5 * (place.position - 1)
    goes_on = place.position == 1 and person.number % 2 == 0
    has_break = place.position == 2
    return {
        "level": ("both", "frontline", "strategic")[(person.number + place.position) % 3],
        "organisation": f"{person.town} {person.random.choice(_EMPLOYERS)}",
        "role": person.random.choice(_ROLES),
        "started-month": str(person.random.randint(1, 12)),
        "started-year": str(started),
        "current": "yes" if goes_on else "",
        "ended-month": "" if goes_on else str(person.random.randint(1, 12)),
        "ended-year": "" if goes_on else str(started + (1 if place.position == 1 else 6)),
        "days_a_week": "2.5" if (person.number + place.position) % 4 == 2 else "5",
        "months_of_break": str(person.random.randint(3, 11)) if has_break else "",
        "summary": (
            f"I, {person.name}, worked in {place.sector.label.lower()}. {_story(person, 60 // place.position)}"
        ),
        "another": _yes(place.position < person.number % 3 + 1),
    }


def evidence(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer a criterion within its limit."""
    return {"text": _story(person, step.about.word_limit)}


def interests(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer the questions about interests; some people have one, and some were active in politics."""
    if step.key == "interests":
        return {
            "has_conflict": _yes(person.number % 7 == 2),
            "has_appointments": _yes(person.number % 9 == 4),
            "has_conduct": "no",
        }
    if step.key == "conflicts":
        return {
            "conflict_details": "My partner works for a service that the body may review. I would step aside."
        }
    if step.key == "appointments":
        return {"appointments_details": "Trustee of a museum, four days a year, until next summer."}
    if step.key == "political":
        return {"activities": ["candidate"] if person.number % 8 == 6 else ["none"]}
    return {"political_details": f"I stood for the town council of {person.town} and was not elected."}


def referees(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer who speaks for them."""
    return {
        "name": ("Philippa Grange", "Tomos Bevan")[step.about - 1],
        "relationship": ("Former line manager", "Chair of a board we sat on")[step.about - 1],
        "organisation": "",
        "email": f"referee-{step.about}@example.org",
        "phone": "",
    }


def support(person: Person, step: Any, competition: Competition) -> Typed:
    """Answer what support they need."""
    if step.key == "support":
        return {
            "adjustments_needed": _yes(person.number % 6 == 1),
            "disability_confident": _yes(person.number % 6 == 1),
        }
    return {"adjustments_details": "A hearing loop, and questions in writing on the day."}


def declaration(person: Person, step: Any, competition: Competition) -> Typed:
    """Tick both boxes."""
    return {"complete_and_correct": "yes", "will_report_changes": "yes"}


# By the key of the section.
ANSWERS: dict[str, Callable[[Person, Any, Competition], Typed]] = {
    "about-you": about_you,
    "posts": posts,
    "eligibility": eligibility,
    "sector-experience": sector_experience,
    "evidence": evidence,
    "interests": interests,
    "referees": referees,
    "support": support,
    "declaration": declaration,
}


def _story(person: Person, limit: int) -> str:
    """Return a text of at most `limit` words."""
    sentences = [" ".join(person.random.choice(_RESULTS).split()[:limit])]
    for sentence in person.random.sample(_WORK, person.random.randint(4, len(_WORK))):
        longer = [sentence, *sentences]
        if count_words(" ".join(longer)) > limit:
            break
        sentences = longer
    return " ".join(sentences)


def _yes(said: bool) -> str:  # noqa: FBT001 - the answer itself
    return "yes" if said else "no"
