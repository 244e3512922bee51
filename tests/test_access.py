"""Every address of the site with what each kind of person gets there. An address that is not here fails the build."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.everybody import everybody

pytestmark = pytest.mark.django_db

# Who asks. "other ..." belongs to another competition; "recused" is an assessor who declared a conflict of interest.
ROLES = (
    "anonymous",
    "applicant",
    "other applicant",
    "assessor",
    "recused",
    "chair",
    "other assessor",
    "official",
    "other official",
)

# What the letters of the table stand for. A page for people who are signed in sends others to sign in, whether or not
# it exists, so that nobody learns from outside what is there.
ANSWERS = {
    "y": 200,  # the page
    "-": 404,  # not found: who may not see it is not told that it is there
    "i": 302,  # to signing in, or where the person belongs
    ">": 302,  # on to another page of the same thing
    "p": 405,  # only scripts post here; the tests of the room say who may
}

# Address: how each role is answered, in the order of ROLES.
TABLE = {
    "competitions:home": "yyyyyyyyy",
    "competitions:advert": "yyyyyyyyy",
    "pages:help": "yyyyyyyyy",
    "pages:privacy": "yyyyyyyyy",
    "pages:cookies": "yyyyyyyyy",
    "pages:accessibility": "yyyyyyyyy",
    "pages:terms": "yyyyyyyyy",
    # Whose alerts they are says a secret in the address.
    "alerts:ask": "yyyyyyyyy",
    "alerts:asked": "yyyyyyyyy",
    "alerts:confirm": "yyyyyyyyy",
    "alerts:preferences": "yyyyyyyyy",
    "alerts:unsubscribe": "yyyyyyyyy",
    # What people think of the service: anybody writes, officials of any competition read.
    "feedback:give": "yyyyyyyyy",
    "feedback:thanks": "yyyyyyyyy",
    "feedback:read": "i------yy",
    "feedback:export": "i------yy",
    "account_request_login_code": "yiiiiiiii",
    "account_login": "yiiiiiiii",
    "account_confirm_login_code": "iiiiiiiii",
    "account_inactive": "yyyyyyyyy",
    "account_logout": "iyyyyyyyy",
    "accounts:home": "iiiiiiiii",
    # The applicant's half: only the person whose application it is.
    "applications:mine": "iyyyyyyyy",
    "applications:your-data": "iyyyyyyyy",  # everybody their own
    "applications:start": "yyyyyyyyy",
    "applications:begin": "i>yyyyyyy",
    "applications:tasks": "iy-------",
    "applications:step": "iy-------",
    "helping:extensions": "i------y-",
    "helping:entered": "i------y-",
    "helping:letters": "i------y-",
    "helping:letter": "i------y-",
    "helping:correction": "i------y-",
    "applications:autosave": "ipppppppp",
    "applications:versions": "i>-------",
    "applications:remove-role": "iy-------",
    "applications:check": "iy-------",
    "applications:send": "i>-------",
    "applications:ruled-out": "i>-------",
    "applications:waiting": "iy-------",
    "applications:sent": "iy-------",
    "applications:answers": "iy-------",
    "applications:receipt": "iy-------",
    "applications:withdraw": "iy-------",
    "applications:contact": "iy-------",
    "applications:delete": "iy-------",
    "equality:ask": "iy-------",
    "equality:questions": "iy-------",
    "equality:remove": "yyyyyyyyy",
    "documents:cv": "iy-------",
    "documents:status": "iy-------",
    "documents:remove": "iy-------",
    "documents:download": "iy-----y-",
    # The assessors' half: those who sit on the assessment panel; an application only without a conflict of interest.
    "assessors:home": "i--yyyy--",
    "assessors:competition": "i--yyy---",
    "assessors:conflict": "i-->->---",
    "assessors:conflict-later": "i-->->---",  # the sift is decided
    # Connections: whoever rules on them; this one is ruled on.
    "assessors:connections": "i----y-y-",
    "assessors:rule": "i---->->-",
    "assessments:application": "i--y-y---",
    "assessments:criterion": "i-->->---",  # sent scores lead back to the application
    "assessments:cv": "i--y-y---",  # the sift is decided: names are shown
    "assessments:send": "i-->->---",
    "assessments:criteria": "i--yyy---",
    "assessments:by-criterion": "i--yyy---",
    "assessments:on-criterion": "i-->->---",
    "assessments:send-all": "i-->>>---",  # nothing is complete and unsent
    "assessments:autosave": "ipppppppp",
    "assessments:reopen": "i----y---",
    # The interview: the same for those who interview; the chair has sent scores, the assessor has not.
    "assessors:interviews": "i--yyy---",
    "assessments:interview-application": "i--y-y---",
    "assessments:interview-criterion": "i--y->---",
    "assessments:interview-cv": "i--y-y---",
    "assessments:interview-send": "i--y->---",
    "assessments:interview-autosave": "ipppppppp",
    "assessments:interview-reopen": "i------y-",  # the chair's
    "moderation:interviews": "i----y-y-",
    "moderation:interview": "i----y-y-",
    # After the interviews: the chair and the officials.
    "findings:list": "i----y-y-",
    "findings:appointable": "i----y-y-",
    "findings:person": "i----y-y-",
    "findings:discussion": "i----y-y-",
    "findings:finding": "i----y-y-",
    # Agreed scores: the chair and the officials.
    "moderation:competition": "i----y-y-",
    "moderation:agreement": "i----y-y-",
    "moderation:application": "i----y-y-",
    # The Department's half: officials of the competition.
    "shortlisting:home": "i------yy",
    "shortlisting:competition": "i------y-",
    "shortlisting:applications": "i------y-",
    "shortlisting:application": "i------y-",
    "shortlisting:decide": "i------y-",
    "shortlisting:reinstate": "i------y-",
    "shortlisting:ranking": "i------y-",
    "shortlisting:below": "i------y-",
    "shortlisting:equals": "i------y-",
    "shortlisting:what-if": "i------y-",
    "shortlisting:confirm": "i------y-",
    "shortlisting:outcomes": "i------y-",
    # Interviews: officials arrange them, the person who is invited answers.
    "interviews:schedule": "i------y-",
    "interviews:add": "i------y-",
    "interviews:remove": "i------y-",
    "candidate_feedback:letters": "i------y-",
    "candidate_feedback:write": "i------y-",
    "candidate_feedback:send": "i------y-",
    "candidate_feedback:read": "iy-------",
    "interviews:invite": "i------y-",
    "interviews:interview": "iy-------",
    "interviews:choose": "iy-------",
    "interviews:needs": "iy-------",
    "interviews:cannot-come": "iy-------",
    "equality:counts": "i------y-",
    "members:list": "i------y-",
    "members:replace": "i------y-",
    "packs:list": "i------y-",
    "packs:pack": "i------y-",
    "packs:status": "i------y-",
    "packs:download": "i------y-",
    # Only in the demo.
    "demo:emails": "yyyyyyyyy",
}


@pytest.fixture
def world():
    """Return everybody in the middle of a competition."""
    return everybody()


def names(resolver=None, prefix=""):
    """Return the full name of every address that the site answers."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name}")
    return found


def test_every_address_is_in_the_table():
    assert names() == set(TABLE)


def test_every_role_gets_what_the_table_says(world, sign_in):
    found = {}
    for role, person in world.people.items():
        client = sign_in(person) if person else Client()
        for name in TABLE:
            response = client.get(reverse(name, kwargs=world.arguments.get(name)))
            found[name, role] = response.status_code
            if response.streaming:
                response.getvalue()  # a download is read to its end, which closes its file
    expected = {
        (name, role): ANSWERS[letter]
        for name, letters in TABLE.items()
        for role, letter in zip(ROLES, letters, strict=True)
    }
    assert {key: status for key, status in found.items() if status != expected[key]} == {}


def test_nothing_keeps_a_page_that_somebody_signed_in_was_shown(world, sign_in):
    kept = set()
    for role in ("applicant", "chair", "official"):
        client = sign_in(world.people[role])
        for name in TABLE:
            response = client.get(reverse(name, kwargs=world.arguments.get(name)))
            if response.streaming:
                response.getvalue()
            if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
                kept.add((name, role))
    # One goes back through these pages, which travel by POST, in what the browser kept.
    assert kept == {("equality:questions", "applicant")}
    assert "Cache-Control" not in Client().get(reverse("competitions:home")).headers


def test_nobody_changes_by_post_what_they_may_not_see(world, sign_in):
    found = {}
    for role, person in world.people.items():
        client = sign_in(person) if person else Client()
        for name, letters in TABLE.items():
            if letters[ROLES.index(role)] == "-":
                response = client.post(reverse(name, kwargs=world.arguments.get(name)))
                found[name, role] = response.status_code
    assert {key: status for key, status in found.items() if status not in {404, 405}} == {}
