"""Nothing that was typed is lost: automatic saves, two windows, and a page sent while signed out."""

import json

import html5lib
import pytest
from django.test import Client
from django.utils import timezone

from recruitment.applications.models import AboutYou, Application, RefusedSave, StepDraft
from recruitment.applications.progress import progress_of
from recruitment.competitions.models import Competition
from tests import factories, filling
from tests.filling import autosave, post_step, step_url

pytestmark = pytest.mark.django_db

NAME = ("about-you", "name")


@pytest.fixture
def application():
    return factories.ApplicationFactory()


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


def draft(application, step="name"):
    return StepDraft.objects.get(application=application, step=step)


def versions_url(application, section="about-you", step="name"):
    return f"{step_url(application, section, step)}versions/"


# --- Automatic saves ------------------------------------------------------------------------------------------


def test_automatic_save_keeps_what_is_there_and_completes_nothing(client, application):
    response = autosave(client, application, *NAME, {"full_name": "Ros"})
    assert response.json()["version"] == 1
    assert (draft(application).data, draft(application).accepted) == ({"full_name": ["Ros"]}, False)
    assert not AboutYou.objects.exists()


def test_half_typed_page_comes_back_without_being_scolded(client, application):
    autosave(client, application, "about-you", "contact", {"phone": "0770"})
    page = client.get(step_url(application, "about-you", "contact")).content.decode()
    assert 'value="0770"' in page
    assert "There is a problem" not in page
    assert "Last saved at" in page


def test_page_that_was_continued_comes_back_with_its_errors(client, application):
    post_step(client, application, "about-you", "contact", {"phone": "0770"})
    autosave(client, application, "about-you", "contact", {"phone": "0770"}, version=1)
    assert "There is a problem" in client.get(step_url(application, "about-you", "contact")).content.decode()


def test_completed_step_stays_completed_while_what_is_typed_stays_good(client, application):
    post_step(client, application, *NAME, {"full_name": "Rose"})
    autosave(client, application, *NAME, {"full_name": "Rose O"}, version=1)
    assert draft(application).accepted
    assert AboutYou.objects.get().full_name == "Rose O"
    autosave(client, application, *NAME, {"full_name": ""}, version=2)
    assert not draft(application).accepted
    assert AboutYou.objects.get().full_name == "Rose O"


def test_later_saves_of_one_page_build_on_its_earlier_ones(client, application):
    for turn, text in enumerate(["R", "Ro", "Ros"], start=2):
        assert (
            autosave(
                client, application, *NAME, {"full_name": text}, version=0, page="a", turn=turn
            ).status_code
            == 200
        )
    assert draft(application).data == {"full_name": ["Ros"]}


def test_automatic_save_that_comes_late_is_passed_over(client, application):
    post_step(client, application, *NAME, {"full_name": "Rose"}, page="a", turn="3")
    response = autosave(client, application, *NAME, {"full_name": "Ro"}, version=0, page="a", turn=2)
    assert response.status_code == 200
    assert draft(application).data == {"full_name": ["Rose"]}
    assert not RefusedSave.objects.exists()


def test_back_and_continue_again_from_the_same_page_is_no_conflict(client, application):
    post_step(client, application, *NAME, {"full_name": "Rose"}, page="a", turn="1")
    response = post_step(client, application, *NAME, {"full_name": "Rosa"}, page="a", turn="1")
    assert response.headers["Location"] == step_url(application, "about-you", "contact")
    assert AboutYou.objects.get().full_name == "Rosa"


def test_page_is_not_kept_by_the_browser_so_that_back_shows_what_was_saved_last(client, application):
    assert client.get(step_url(application, *NAME)).headers["Cache-Control"] == "private, no-store"


def test_automatic_save_after_the_closing_time_says_so(client, application):
    competition = application.competition
    competition.closes = timezone.now()
    competition.save()
    response = autosave(client, application, *NAME, {"full_name": "Late"})
    assert (response.status_code, response.json()) == (403, {"problem": "closed"})
    assert not StepDraft.objects.exists()


def test_automatic_save_of_a_sent_application_says_so(sign_in):
    application = factories.sent_application()
    response = autosave(sign_in(application.applicant), application, *NAME, {"full_name": "Late"})
    assert (response.status_code, response.json()) == (409, {"problem": "sent"})


def test_automatic_save_of_a_page_that_is_no_longer_asked_says_so(client, application):
    levels = {"local_authority": "none", "police": "none", "health": "none"}
    post_step(client, application, "sector-experience", "levels", levels)
    response = autosave(client, application, "interests", "conflicts", {"conflict_details": "x"})
    assert (response.status_code, response.json()) == (409, {"problem": "no_longer_asked"})


@pytest.mark.parametrize("place", [("about-you", "unknown"), ("unknown", "name"), ("cv", "name")])
def test_automatic_save_of_what_is_not_there_is_not_found(client, application, place):
    assert autosave(client, application, *place, {"x": "y"}).status_code == 404


def test_nobody_else_can_save_or_choose(sign_in, application):
    other = sign_in(factories.UserFactory())
    assert autosave(other, application, *NAME, {"full_name": "Mine"}).status_code == 404
    assert other.get(versions_url(application)).status_code == 404
    assert other.post(versions_url(application), {"keep": "", "seen": "1"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_cost_of_an_automatic_save_does_not_grow_with_the_competition(
    sign_in, count, django_assert_num_queries
):
    competition = factories.competition(sectors=count, criteria=count, posts=count)
    application = factories.ApplicationFactory(competition=competition)
    client = sign_in(application.applicant)
    autosave(client, application, "evidence", "E1", {"text": "a"})
    with django_assert_num_queries(12):
        autosave(client, application, "evidence", "E1", {"text": "ab"}, version=1)


# --- Two windows ----------------------------------------------------------------------------------------------


@pytest.fixture
def contested(client, application):
    """Two windows were opened; the first saved, then the second."""
    post_step(client, application, *NAME, {"full_name": "First window"}, page="a")
    return post_step(client, application, *NAME, {"full_name": "Second window"}, page="b")


def choice(client, application, heading):
    """Return the fields of the form below the version with this text."""
    page = html5lib.parse(client.get(versions_url(application)).content, namespaceHTMLElements=False)
    for item in page.iterfind(".//div[@class='portal-opinions__item']"):
        if heading in "".join(item.itertext()):
            return {field.get("name"): field.get("value", "") for field in item.iterfind(".//input")}
    raise AssertionError(f"No version with {heading!r}")


def test_stale_save_is_refused_and_both_versions_are_shown(client, application, contested):
    assert contested.headers["Location"] == versions_url(application)
    page = client.get(versions_url(application)).content.decode()
    assert ("First window" in page, "Second window" in page, "Different" in page) == (True, True, True)
    assert AboutYou.objects.get().full_name == "First window"


@pytest.mark.parametrize("kept", ["First window", "Second window"])
def test_person_chooses_which_version_is_kept(client, application, contested, kept):
    response = client.post(versions_url(application), choice(client, application, kept))
    assert response.headers["Location"] == step_url(application, *NAME)
    assert AboutYou.objects.get().full_name == kept
    assert f'value="{kept}"' in client.get(step_url(application, *NAME)).content.decode()
    assert not RefusedSave.objects.exists()


def test_step_of_which_there_are_versions_leads_to_the_choice(client, application, contested):
    assert client.get(step_url(application, *NAME)).headers["Location"] == versions_url(application)


@pytest.mark.parametrize("page", ["", "check/"])
def test_versions_are_told_of_before_anything_is_sent(client, application, contested, page):
    shown = client.get(f"/applications/{application.reference}/{page}").content.decode()
    assert versions_url(application) in shown


def test_choice_of_what_has_changed_meanwhile_is_asked_again(client, application, contested):
    chosen = choice(client, application, "Second window")
    autosave(client, application, *NAME, {"full_name": "Second window, later"}, page="b", turn=2)
    response = client.post(versions_url(application), chosen, follow=True)
    assert "There is a newer version" in response.content.decode()
    assert "Second window, later" in response.content.decode()
    assert AboutYou.objects.get().full_name == "First window"


def test_stale_automatic_save_is_kept_beside_and_the_page_is_told(client, application):
    post_step(client, application, *NAME, {"full_name": "First window"}, page="a")
    for turn, text in enumerate(["Sec", "Second"], start=2):
        response = autosave(client, application, *NAME, {"full_name": text}, page="b", turn=turn)
        assert (response.status_code, response.json()) == (409, {"problem": "changed_elsewhere"})
    assert RefusedSave.objects.get().data == {"full_name": ["Second"]}
    assert draft(application).data == {"full_name": ["First window"]}


def test_three_windows_are_three_versions(client, application, contested):
    post_step(client, application, *NAME, {"full_name": "Third window"}, page="c")
    page = client.get(versions_url(application)).content.decode()
    assert all(f"{window} window" in page for window in ("First", "Second", "Third"))


@pytest.mark.parametrize("fields", [{}, {"keep": "x", "seen": ""}, {"keep": "9" * 30, "seen": "1"}])
def test_choice_that_makes_no_sense_changes_nothing(client, application, contested, fields):
    client.post(versions_url(application), fields)
    assert (AboutYou.objects.get().full_name, RefusedSave.objects.count()) == ("First window", 1)


def test_versions_page_without_versions_leads_to_the_step(client, application):
    post_step(client, application, *NAME, {"full_name": "Rose"})
    assert client.get(versions_url(application)).headers["Location"] == step_url(application, *NAME)


def test_nothing_is_sent_while_there_are_versions_to_choose_from(client, application):
    filling.fill_in(client, application)
    address = f"/applications/{application.reference}"
    assert "Send application" in client.get(f"{address}/check/").content.decode()
    # It arrives from another window while "Check your answers" is open.
    post_step(client, application, *NAME, {"full_name": "Stale"}, page="b")
    refused = client.post(f"{address}/send/")
    assert (refused.status_code, Application.objects.get().state) == (422, "draft")
    page = refused.content.decode()
    assert "Choose which version of these pages to keep before you send your application:" in page
    assert f'href="{versions_url(application)}"' in page
    assert "Send application" not in page
    assert "Send application" not in client.get(f"{address}/check/").content.decode()
    assert RefusedSave.objects.get().data["full_name"] == ["Stale"]
    client.post(versions_url(application), choice(client, application, "Stale"))
    client.post(f"{address}/send/")
    assert (Application.objects.get().state, RefusedSave.objects.count()) == ("sent", 0)
    assert AboutYou.objects.get().full_name == "Stale"


def test_versions_of_a_page_that_is_no_longer_asked_hinder_nobody(client, application):
    filling.fill_in(client, application)
    StepDraft.objects.create(
        application=application, section="interests", step="details", data={}, version=1, accepted=False
    )
    RefusedSave.objects.create(application=application, section="interests", step="details", data={})
    assert progress_of(application).contested
    assert progress_of(application).to_choose == []
    client.post(f"/applications/{application.reference}/send/")
    assert Application.objects.get().state == "sent"


def test_every_version_can_still_be_read_after_closing(client, application, contested):
    post_step(client, application, *NAME, {"full_name": "Third window"}, page="c")
    Competition.objects.update(closes=timezone.now())
    assert client.get(versions_url(application)).status_code == 302
    page = client.get(f"/applications/{application.reference}/answers/").content.decode()
    assert "Other versions of your pages" in page
    assert all(f"{window} window" in page for window in ("First", "Second", "Third"))


@pytest.mark.parametrize("count", [1, 3])
def test_cost_of_reading_versions_does_not_grow(
    client, application, contested, count, django_assert_num_queries
):
    for window in range(1, count):
        post_step(client, application, *NAME, {"full_name": f"Window {window}"}, page=f"w{window}")
    assert RefusedSave.objects.count() == count
    with django_assert_num_queries(23):
        client.get(f"/applications/{application.reference}/answers/")


@pytest.mark.parametrize("save", [post_step, autosave])
def test_null_character_in_the_name_of_a_field_is_passed_over(client, application, save):
    answer = save(client, application, *NAME, {"full_name": "Amina", "junk\x00": "x", "\x00": "y"})
    assert answer.status_code < 400
    assert StepDraft.objects.get(step="name").data["full_name"] == ["Amina"]


def test_two_pages_sent_while_signed_out_both_come_back(application):
    browser = Client()
    address = step_url(application, "about-you", "name")
    browser.post(f"{address}?return=check", {"name-full_name": "Amina Rahman", "version": "0", "page": "a"})
    post_step(browser, application, "about-you", "contact", {"phone": "07700 900 982"})
    browser.force_login(application.applicant)
    for step, text in [("name", "Amina Rahman"), ("contact", "07700 900 982")]:
        page = browser.get(step_url(application, "about-you", step), follow=True).content.decode()
        assert text in page
        assert "What you typed on this page is saved" in page


# --- Signed out in the middle ---------------------------------------------------------------------------------


def signed_out_post(application, typed, *, then):
    """Post while signed out, sign in with the same browser as `then`, and return the page that comes back."""
    browser = Client()
    response = post_step(browser, application, *NAME, typed)
    assert response.headers["Location"].startswith("/sign-in/")
    assert "what you typed is kept" in browser.get(response.headers["Location"]).content.decode()
    browser.force_login(then)
    return browser.get(step_url(application, *NAME), follow=True)


def test_page_sent_while_signed_out_comes_back_with_what_was_typed(application):
    shown = signed_out_post(application, {"full_name": "Rose"}, then=application.applicant).content.decode()
    assert 'value="Rose"' in shown
    assert "You were signed out. What you typed on this page is saved." in shown
    assert (draft(application).data, draft(application).accepted) == ({"full_name": ["Rose"]}, False)


def test_page_sent_while_signed_out_is_nobody_elses(application):
    response = signed_out_post(application, {"full_name": "Rose"}, then=factories.UserFactory())
    assert response.status_code == 404
    assert not StepDraft.objects.exists()


def test_page_sent_while_signed_out_meets_a_newer_version_side_by_side(client, application):
    post_step(client, application, *NAME, {"full_name": "Newer"}, page="a")
    shown = signed_out_post(application, {"full_name": "Rose"}, then=application.applicant)
    assert shown.redirect_chain[-1][0] == versions_url(application)
    assert "Rose" in shown.content.decode()


def test_page_sent_while_signed_out_and_late_is_shown_with_the_reason(application):
    browser = Client()
    post_step(browser, application, *NAME, {"full_name": "Rose"})
    application.competition.closes = timezone.now()
    application.competition.save()
    browser.force_login(application.applicant)
    response = browser.get(step_url(application, *NAME))
    assert (response.status_code, "Rose" in response.content.decode()) == (403, True)


def test_enormous_page_sent_while_signed_out_is_not_kept_and_the_person_is_told(application):
    browser = Client()
    response = post_step(browser, application, *NAME, {"full_name": "x" * 500_001})
    assert "was not saved" in browser.get(response.headers["Location"]).content.decode()


def test_automatic_save_while_signed_out_is_told_so(application):
    response = autosave(Client(), application, *NAME, {"full_name": "Rose"})
    assert (response.status_code, response.json()) == (401, {"problem": "signed_out"})


def old_page(application, **headers):
    """Post from a page that was opened before the person signed in again."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(application.applicant)
    data = {"name-full_name": "Rose", "section_wizard-current_step": "name", "csrfmiddlewaretoken": "x" * 64}
    return browser, browser.post(step_url(application, *NAME), data, headers=headers)


def test_page_from_before_a_new_sign_in_comes_back_with_what_was_typed(application):
    browser, response = old_page(application, **{"Sec-Fetch-Site": "same-origin"})
    assert response.headers["Location"] == step_url(application, *NAME)
    assert 'value="Rose"' in browser.get(response.headers["Location"], follow=True).content.decode()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_page_of_another_site_can_leave_nothing(application, site):
    browser, response = old_page(application, **{"Sec-Fetch-Site": site})
    assert response.status_code == 403
    browser.get(step_url(application, *NAME))
    assert not StepDraft.objects.exists()


def test_automatic_save_of_an_old_page_is_told_so(application):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(application.applicant)
    response = autosave(browser, application, *NAME, {"full_name": "Rose"})
    assert (response.status_code, json.loads(response.content)) == (403, {"problem": "page_expired"})
