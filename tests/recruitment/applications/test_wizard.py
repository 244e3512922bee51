"""The pages of a section: what is typed is kept, in order or not, and nothing else can be written."""

import html5lib
import pytest

from recruitment.applications.models import AboutYou, Interests, SectorRole, StepDraft
from recruitment.applications.sections import SECTIONS
from tests import factories, filling
from tests.filling import post_step, step_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.ApplicationFactory()


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


def draft(application, step):
    return StepDraft.objects.get(application=application, step=step)


def test_accepted_answers_go_into_columns_and_on_to_the_next_step(client, application):
    response = post_step(client, application, "about-you", "name", {"full_name": "  Rose O’Neill "})
    assert response.headers["Location"] == step_url(application, "about-you", "contact")
    assert AboutYou.objects.get(application=application).full_name == "Rose O’Neill"


def test_last_step_leads_back_to_the_task_list(client, application):
    response = post_step(client, application, "about-you", "contact", filling.ABOUT_YOU["contact"])
    assert response.headers["Location"] == f"/applications/{application.reference}/"


def test_refused_answers_are_kept_and_shown_with_their_errors_on_return(client, application):
    typed = filling.ROLE | {"started-month": "Brumaire", "summary": "Half a sen"}
    post_step(
        client,
        application,
        "sector-experience",
        "levels",
        {"local_authority": "both", "police": "none", "health": "none"},
    )
    response = post_step(client, application, "sector-experience", "role-1-local-authority", typed)
    assert response.status_code == 200
    returned = client.get(
        step_url(application, "sector-experience", "role-1-local-authority")
    ).content.decode()
    assert 'value="Brumaire"' in returned
    assert "Half a sen" in returned
    assert "Month you started in this role must be a real month" in returned
    assert "<title>Error: " in returned
    assert not SectorRole.objects.exists()


def test_saved_answers_are_on_the_page_when_it_is_opened_again(client, application):
    post_step(client, application, "about-you", "name", {"full_name": "Rose O’Neill"})
    assert 'value="Rose O’Neill"' in client.get(step_url(application, "about-you", "name")).content.decode()


def test_save_and_come_back_later_keeps_what_is_there_whatever_it_is(client, application):
    response = post_step(
        client, application, "about-you", "contact", {"phone": "not a number"}, save_and_leave="yes"
    )
    assert response.headers["Location"] == f"/applications/{application.reference}/"
    assert draft(application, "contact").data == {"phone": ["not a number"]}
    assert not draft(application, "contact").accepted


def test_empty_page_is_not_counted_as_begun(client, application):
    post_step(client, application, "about-you", "name", {"full_name": ""}, save_and_leave="yes")
    assert not StepDraft.objects.exists()


def test_post_to_a_step_that_is_no_longer_asked_shows_what_was_typed(client, application):
    levels = {"local_authority": "none", "police": "none", "health": "none"}
    post_step(client, application, "sector-experience", "levels", levels)
    response = post_step(client, application, "sector-experience", "role-1-police", filling.ROLE)
    page = response.content.decode()
    assert (response.status_code, "no longer asked for" in page, "Leeds City Council" in page) == (
        409,
        True,
        True,
    )


def test_political_activity_that_was_not_asked_yet_is_not_answered(client, application):
    post_step(client, application, "interests", "interests", filling.INTERESTS["interests"])
    page = client.get(f"/applications/{application.reference}/answers/").content.decode()
    assert "None of these" not in page
    post_step(client, application, "interests", "political", filling.INTERESTS["political"])
    assert "None of these" in client.get(f"/applications/{application.reference}/answers/").content.decode()


@pytest.mark.parametrize("section", ["unknown", "cv", "posts"])
def test_section_without_steps_in_this_competition_is_not_found(client, application, section):
    assert client.get(step_url(application, section, "name")).status_code == 404


def test_yes_brings_the_page_for_the_details_and_no_takes_it_away(client, application):
    yes = {"has_conflict": "yes", "has_appointments": "no", "has_conduct": "no"}
    response = post_step(client, application, "interests", "interests", yes)
    assert response.headers["Location"] == step_url(application, "interests", "conflicts")
    no = yes | {"has_conflict": "no"}
    response = post_step(client, application, "interests", "interests", no, version=1)
    assert response.headers["Location"] == step_url(application, "interests", "political")


def test_none_of_these_cannot_stand_with_an_activity(client, application):
    response = post_step(client, application, "interests", "political", {"activities": ["candidate", "none"]})
    assert "Select your political activity or select ‘None of these’" in response.content.decode()
    post_step(client, application, "interests", "political", {"activities": ["candidate"]}, version=1)
    saved = Interests.objects.get(application=application)
    assert (saved.candidate, saved.held_office) == (True, False)


def test_answer_that_rules_a_person_out_leads_to_a_page_that_says_so(client, application):
    stops = filling.ELIGIBILITY["stops"] | {"right_to_work": "no"}
    response = post_step(client, application, "eligibility", "stops", stops)
    assert response.headers["Location"] == f"/applications/{application.reference}/ruled-out/"
    assert client.get(response.headers["Location"]).status_code == 200


def test_word_limit_is_the_servers_and_says_what_to_do(client, application):
    response = post_step(client, application, "evidence", "E1", {"text": "word " * 101})
    assert "Evidence for this criterion must be 100 words or fewer" in response.content.decode()
    assert (
        post_step(client, application, "evidence", "E1", {"text": "word " * 100}, version=1).status_code
        == 302
    )


def test_line_breaks_count_as_the_browser_counts_them(client, application):
    post_step(
        client,
        application,
        "sector-experience",
        "levels",
        {"local_authority": "both", "police": "none", "health": "none"},
    )
    text = "line\r\n" * 400  # 2,000 characters as the browser counts, 2,400 as they are posted
    response = post_step(
        client, application, "sector-experience", "role-1-local-authority", filling.ROLE | {"summary": text}
    )
    assert response.status_code == 302


def test_double_click_saves_once_and_goes_on(client, application):
    for _ in range(2):
        response = post_step(client, application, "about-you", "name", {"full_name": "Rose"}, version=0)
        assert response.status_code == 302
    assert draft(application, "name").version == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_version_that_makes_no_sense_is_taken_as_none(client, application, version):
    data = {"name-full_name": "Rose", "section_wizard-current_step": "name", "version": version}
    assert client.post(step_url(application, "about-you", "name"), data).status_code == 302


def test_change_from_check_answers_comes_back_there(client, application):
    filling.fill_in(client, application)
    response = post_step(
        client, application, "about-you", "name", {"full_name": "Rose"}, version=1, query="?return=check"
    )
    assert response.headers["Location"] == f"/applications/{application.reference}/check/"


def test_change_from_check_answers_asks_what_the_change_brings_up(client, application):
    filling.fill_in(client, application)
    declare = {"bankruptcy": "yes", "police_investigation": "no"}
    response = post_step(
        client, application, "eligibility", "declare", declare, version=1, query="?return=check"
    )
    assert (
        response.headers["Location"] == step_url(application, "eligibility", "bankruptcy") + "?return=check"
    )


@pytest.mark.parametrize("count", [1, 3, 30])
def test_cost_of_a_step_does_not_grow_with_the_competition(sign_in, count, django_assert_num_queries):
    competition = factories.competition(sectors=count, criteria=count, posts=count)
    application = factories.ApplicationFactory(competition=competition)
    client = sign_in(application.applicant)
    first = competition.posts.first()
    post_step(client, application, "posts", "posts", {"posts": [first.key]}) if count > 1 else None
    url = step_url(application, "evidence", "E1")
    with django_assert_num_queries(9):
        assert client.get(url).status_code == 200


def test_every_free_text_that_assessors_read_has_a_masked_twin():
    from django.db.models import CharField, TextField

    from recruitment.applications.sections import Readable

    for section in SECTIONS:
        if section.readable is not Readable.EVIDENCE:
            continue
        for source in section.sources:
            names = {column.name for column in source.model._meta.concrete_fields}
            free = {
                column.name
                for column in source.model._meta.concrete_fields
                if isinstance(column, CharField | TextField)
                and not column.choices
                and not column.name.endswith("_masked")
            }
            assert {f"{name}_masked" for name in free} <= names, source.model


def test_null_characters_are_left_out_and_the_person_is_told(client, application):
    response = post_step(client, application, "about-you", "name", {"full_name": "Ro\x00se"})
    page = response.content.decode()
    assert "Full name had characters that cannot be kept. Check what is left" in page
    assert 'value="Rose"' in page
    assert draft(application, "name").data == {"full_name": ["Rose"]}
    assert (
        post_step(client, application, "about-you", "name", {"full_name": "Rose"}, version=1).status_code
        == 302
    )


@pytest.mark.parametrize("page", ["check/", "answers/"])
def test_lines_of_an_answer_begin_where_they_were_typed_to_begin(client, application, page):
    filling.fill_in(client, application)
    code = application.competition.criteria.first().code
    post_step(client, application, "evidence", code, {"text": "First line.\n\nSecond & <last>."}, version=1)
    shown = html5lib.parse(
        client.get(f"/applications/{application.reference}/{page}").text, namespaceHTMLElements=False
    )
    said = ["".join(each.itertext()) for each in shown.iter("div") if each.get("class") == "portal-prose"]
    assert "First line.\n\nSecond & <last>." in said
