"""The public pages: home, advert and start, before, during and after the time to apply."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recruitment.competitions.models import Competition, Criterion, Post, Sector
from tests.factories import ApplicationFactory, CompetitionFactory, UserFactory, competition

pytestmark = pytest.mark.django_db


def advert_url(made: Competition) -> str:
    return reverse("competitions:advert", args=[made.slug])


def start_url(made: Competition) -> str:
    return reverse("applications:start", args=[made.slug])


def text_of(response) -> str:
    """The words of the main part of a page, with single spaces."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- Home ---


def test_home_lists_open_coming_and_closed_competitions():
    now = timezone.now()
    open_, later = (
        competition(title="Open now"),
        competition(title="Open later", closes=now + timedelta(days=90)),
    )
    closed = competition(title="Closed", closed=True)
    soon = CompetitionFactory(title="Coming", opens=now + timedelta(days=2), published_at=now)
    CompetitionFactory(
        title="Closed long ago", opens=now - timedelta(days=200), published_at=now - timedelta(days=200)
    )
    CompetitionFactory(title="Not published")
    CompetitionFactory(title="Published tomorrow", published_at=now + timedelta(days=1))
    response = Client().get("/")
    listing = response.context["listing"]
    assert listing.open == [open_, later]
    assert listing.opening_soon == [soon]
    assert listing.closed == [closed]
    assert "Not published" not in text_of(response)


def test_home_without_competitions_says_so():
    text = text_of(Client().get("/"))
    assert "No competition is open at the moment." in text
    assert "Opening soon" not in text
    assert "Recently closed" not in text


def test_home_tells_vacancies_and_closing_time():
    made = competition(posts=3, opens=timezone.now() - timedelta(days=1))
    Competition.objects.filter(pk=made.pk).update(
        closes=timezone.now().replace(hour=22, minute=59) + timedelta(days=3)
    )
    text = text_of(Client().get("/"))
    assert "Department for Education, 3 vacancies" in text
    assert re.search(r"Closes at 1[01]:59pm on \w+day \d+ \w+ 20\d\d", text)


def test_home_costs_one_query_whatever_the_number_of_competitions(django_assert_num_queries):
    for number in (1, 2, 27):
        for _ in range(number):
            competition(posts=number % 3 + 1)
        with django_assert_num_queries(1):
            Client().get("/")


# --- Advert ---


def test_advert_says_what_is_wanted():
    made = competition(
        sectors=3,
        posts=2,
        criteria=3,
        assessors=3,
        role="Members act *in the public interest*.",
        examples=True,
    )
    text = text_of(Client().get(advert_url(made)))
    assert made.summary in text
    assert "Members act in the public interest ." in text
    assert "E1 Criterion number 1 Assessed at the sift. You answer it in 100 words or fewer." in text
    assert "It is the first to be looked at where candidates are otherwise equal." in text
    assert "Desirable criteria" in text
    assert "Member 1 1 vacancy Any relevant background" in text
    assert "A score of 4 – Acceptable demonstration or above meets a criterion." in text
    assert "Assessor" in text
    assert (
        "Departmental official, chairs the assessment panel Political activity in the last five years: None declared"
        in text
    )
    assert "Governance Code on Public Appointments, edition 2016 (in force from 1 January 2017)" in text
    assert "appointments@example.org" in text
    assert "This is an example." in text


def test_advert_of_an_official_competition_does_not_speak_of_examples():
    assert "This is an example." not in text_of(Client().get(advert_url(competition())))


def test_advert_shows_what_is_not_settled_as_to_be_confirmed():
    made = competition(commitment="2 days a month", remuneration="", tenure="", location="")
    text = text_of(Client().get(advert_url(made)))
    assert "Time commitment 2 days a month" in text
    assert text.count("To be confirmed") == 3


def test_advert_tells_backgrounds_posts_and_stages_of_criteria():
    made = CompetitionFactory()
    health = Sector.objects.create(
        competition=made, position=0, key="health", label="Health", safeguarding_partner=True
    )
    police = Sector.objects.create(
        competition=made, position=1, key="police", label="Police", safeguarding_partner=True
    )
    posts = [
        Post.objects.create(
            competition=made, position=number, key=f"p{number}", title=f"Post {number}", vacancies=number
        )
        for number in (1, 2, 3)
    ]
    posts[1].sectors.set([health, police])
    base = {"competition": made, "kind": "essential", "lead": False}
    interview = Criterion.objects.create(
        **base, position=0, code="E1", text="Judgement", at_sift=False, at_interview=True, word_limit=0
    )
    interview.posts.set(posts[:2])
    both = Criterion.objects.create(
        **base, position=1, code="E2", text="Leadership", at_sift=True, at_interview=True, word_limit=1500
    )
    both.posts.set(posts)
    Competition.objects.filter(pk=made.pk).update(published_at=made.opens)
    text = text_of(Client().get(advert_url(made)))
    assert "Post 2 2 vacancies Background wanted: Health or Police" in text
    assert (
        "E1 Judgement Assessed at interview. You do not answer it in writing. For: Post 1 or Post 2." in text
    )
    assert (
        "E2 Leadership Assessed at the sift and at interview. You answer it in 1,500 words or fewer. " in text
    )
    assert "For: Post 1, Post 2" not in text
    assert "Desirable criteria" not in text


def test_advert_escapes_what_people_wrote():
    made = competition(
        title="<b>Members</b> & co", summary="<script>alert(1)</script>", role="<script>alert(2)</script>"
    )
    html = Client().get(advert_url(made)).content.decode()
    assert "<script>alert" not in html
    assert "<b>Members" not in html
    assert "&lt;script&gt;alert(2)" in html


def test_advert_of_a_blind_sift_says_that_names_are_hidden():
    assert "names are hidden from the assessment panel" in text_of(
        Client().get(advert_url(competition(blind_sift=True)))
    )
    assert "names are hidden" not in text_of(Client().get(advert_url(competition(blind_sift=False))))


def test_competition_before_it_opens_shows_no_contact_and_no_button():
    now = timezone.now()
    made = CompetitionFactory(opens=now + timedelta(days=2), published_at=now, examples=True)
    response = Client().get(advert_url(made))
    text = text_of(response)
    assert "This competition is not yet open" in text
    assert made.contact not in response.content.decode()
    assert start_url(made) not in response.content.decode()
    assert "This is an example." in text
    assert Client().get(start_url(made)).url == advert_url(made)


def test_competition_after_it_closed_leads_applicants_to_theirs():
    made = competition(closed=True, examples=True)
    response = Client().get(advert_url(made))
    text = text_of(response)
    assert "This competition has closed" in text
    assert f'href="{reverse("applications:mine")}"' in response.content.decode()
    assert "E1 Criterion number 1" in text
    assert "This is an example." in text
    assert start_url(made) not in response.content.decode()
    assert Client().get(start_url(made)).url == advert_url(made)


def test_advert_changes_at_the_very_moment_of_opening_and_of_closing(time_machine):
    made = competition()
    time_machine.move_to(made.closes - timedelta(microseconds=1), tick=False)
    assert start_url(made) in Client().get(advert_url(made)).content.decode()
    time_machine.move_to(made.closes, tick=False)
    assert "has closed" in text_of(Client().get(advert_url(made)))
    Competition.objects.filter(pk=made.pk).update(published_at=made.opens - timedelta(days=1))
    time_machine.move_to(made.opens - timedelta(microseconds=1), tick=False)
    assert "not yet open" in text_of(Client().get(advert_url(made)))
    time_machine.move_to(made.opens, tick=False)
    assert start_url(made) in Client().get(advert_url(made)).content.decode()


@pytest.mark.parametrize("name", ["competitions:advert", "applications:start"])
def test_competition_that_is_not_published_is_not_there(name):
    made = CompetitionFactory()
    assert Client().get(reverse(name, args=[made.slug])).status_code == 404
    assert Client().get(reverse(name, args=["no-such-competition"])).status_code == 404


@pytest.mark.parametrize("axis", ["posts", "criteria", "assessors", "sectors"])
def test_advert_costs_the_same_however_long_it_is(axis):
    counts = [
        queries_of(Client(), advert_url(competition(**{"assessors": 1, axis: number})))
        for number in (1, 3, 30)
    ]
    assert counts == [7, 7, 7]


# --- Start ---


def test_start_page_says_what_an_application_takes():
    made = competition(criteria=3, posts=2, examples=True)
    response = Client().get(start_url(made))
    text = text_of(response)
    assert "3 written answers, 300 words at most in all" in text
    assert "a CV as a PDF file, up to 10MB and 20 pages" in text
    assert "You stay signed in for about 24 hours after you last used the service." in text
    assert "Sector experience" in text
    assert "This is an example." in text
    assert f'action="{reverse("applications:begin", args=[made.slug])}"' in response.content.decode()


def test_start_page_of_somebody_with_an_application_leads_to_it(sign_in):
    mine = ApplicationFactory()
    response = sign_in(mine.applicant).get(start_url(mine.competition))
    assert reverse("applications:tasks", args=[mine.reference]) in response.content.decode()
    assert "Start now" not in text_of(response)


def test_start_page_does_not_tell_of_other_people(sign_in):
    theirs = ApplicationFactory()
    response = sign_in(UserFactory()).get(start_url(theirs.competition))
    assert theirs.reference not in response.content.decode()
    assert "Start now" in text_of(response)


def test_starting_without_being_signed_in_comes_back_to_begin():
    made = competition()
    begin = reverse("applications:begin", args=[made.slug])
    response = Client().post(begin)
    assert response.url == f"{reverse('account_request_login_code')}?next={begin}"


@pytest.mark.parametrize("axis", ["posts", "criteria", "assessors", "sectors"])
def test_start_page_costs_the_same_however_much_is_asked(axis):
    counts = [queries_of(Client(), start_url(competition(**{axis: number}))) for number in (1, 3, 30)]
    assert len(set(counts)) == 1


@pytest.mark.parametrize("page", ["home", "advert", "start", "closed", "not yet open"])
def test_public_pages_have_one_heading_and_a_title(page):
    now = timezone.now()
    made = {
        "closed": lambda: competition(closed=True),
        "not yet open": lambda: CompetitionFactory(opens=now + timedelta(days=2), published_at=now),
    }.get(page, competition)()
    address = {"home": "/", "start": start_url(made)}.get(page, advert_url(made))
    html = Client().get(address).content.decode()
    assert html.count("<h1") == 1
    [title] = re.findall(r"<title>(.+?)</title>", html)
    assert title.endswith(" – Apply to join a public panel")
