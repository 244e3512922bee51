"""Everything that one person can open, address by address, as the text that they get."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from recruitment.documents.models import Document
from scoring.assessors.models import ConflictDeclaration
from scoring.packs.models import Pack
from tests.pdfs import texts
from tests.scoring.independence.world import World
from tests.test_access import ROLES, TABLE

# As which roles of the table of addresses a person of this world opens pages.
ROLES_OF = {
    "chair": ("assessor", "recused", "chair"),
    "assessor": ("assessor", "recused"),
    "both": ("assessor", "recused", "official"),
    "official": ("official",),
    "newcomer": ("assessor", "recused", "chair"),
    "outsider": ("other assessor", "other official"),
}
# What the `pk` of an address names.
KEYS: dict[str, Callable[[World], list[int]]] = {
    "assessors:rule": lambda world: list(
        ConflictDeclaration.objects.filter(left_to_chair=True).values_list("pk", flat=True)
    ),
    "documents:download": lambda world: list(Document.objects.values_list("pk", flat=True)),
    "packs:pack": lambda world: list(world.competition.packs.values_list("pk", flat=True)),
    "packs:status": lambda world: list(world.competition.packs.values_list("pk", flat=True)),
    "packs:download": lambda world: list(Pack.objects.ready().values_list("pk", flat=True)),
    "helping:letter": lambda world: [],  # nobody is without an address here
}
# What is asked of a page besides its address.
ASKED = {
    "assessors:conflict": ("?then=criteria",),
    "moderation:competition": ("?show=differ-widely", "?show=not-agreed"),
    "shortlisting:applications": ("?state=scoring", "?state=shortlisted"),
    "shortlisting:what-if": ("?line=1&interview=1",),
}
# Not about a competition: signing in and out.
LEFT_OUT = ("account_", "accounts:")


def pages(world: World, person: str) -> Iterator[tuple[str, str]]:
    """Open everything; return each address with what the person gets: status, headers that name files, and text."""
    for address in addresses(world, person):
        yield address, text_of(world.browsers[person].get(address))


def text_of(response: HttpResponseBase) -> str:
    """Return what somebody who gets this reads, without what is another at every request."""
    content = response.getvalue() if response.streaming else response.content
    if response.get("Content-Type") == "application/pdf":
        text = "\n".join(texts(BytesIO(content)))
    else:
        text = content.decode()
        text = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text)
    headers = [response.get("Location", ""), response.get("Content-Disposition", "")]
    return "\n".join([str(response.status_code), *headers, text])


def addresses(world: World, person: str) -> Iterator[str]:
    """Return every address of the site at which the person's roles get anything, with all that it can be asked for."""
    letters = [ROLES.index(role) for role in ROLES_OF[person]]
    for name, parameters in sorted(parameters_of_addresses().items()):
        answers = {TABLE[name][letter] for letter in letters}
        if name.startswith(LEFT_OUT) or not answers & {"y", ">"} or set(TABLE[name]) == {"y"}:
            continue
        values = [_values(world, name, parameter) for parameter in parameters]
        for arguments in product(*values):
            address = reverse(name, kwargs=dict(zip(parameters, arguments, strict=True)))
            yield address
            yield from (address + asked for asked in _asked(world, name))


def _asked(world: World, name: str) -> tuple[str, ...]:
    if name == "shortlisting:equals":
        return tuple(f"?with={application.reference}" for application in world.applications.values())
    return ASKED.get(name, ())


def _values(world: World, name: str, parameter: str) -> list[object]:
    """Return what a part of an address can be. One that is not known here fails, so that a new address is seen."""
    match parameter:
        case "slug":
            return [world.competition.slug]
        case "reference":
            return [application.reference for application in world.applications.values()]
        case "code":
            return list(world.criteria)
        case "assessor":
            return [seat.pk for seat in world.seats.values()]
        case "slot":
            return list(world.competition.interview_slots.values_list("pk", flat=True))
        case "pk":
            return list(KEYS[name](world))
    raise AssertionError(f"Say here what {parameter} is in the address {name}.")


def parameters_of_addresses(
    resolver: URLResolver | None = None, prefix: str = "", before: tuple[str, ...] = ()
) -> dict[str, tuple[str, ...]]:
    """Map the full name of every address to the names of its parts that vary."""
    found: dict[str, tuple[str, ...]] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        parameters = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= parameters_of_addresses(pattern, inside, parameters)
        elif isinstance(pattern, URLPattern):
            found[f"{prefix}{pattern.name}"] = parameters
    return found
