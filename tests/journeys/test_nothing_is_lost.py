"""What people type survives pauses, lost connections, second windows and being signed out."""

import re

import pytest
from playwright.sync_api import expect

from recruitment.applications.models import RefusedSave, SectorRole, StepDraft
from tests import factories
from tests.filling import ROLE, post_step, step_url

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# The page saves itself three seconds after the last key; the browser's clock is put forward instead of waited for.
PAUSE = 3_000
# Long enough for the next try, and too short for it to be given up before the server could answer.
NEXT_TRY = 12_000


@pytest.fixture
def application():
    return factories.ApplicationFactory()


def open_page(visitor, application, code_sent_to, section="about-you", step="name"):
    """Open a step, signing in on the way."""
    visitor.page.clock.install()
    visitor.go(step_url(application, section, step))
    if visitor.heading == "Sign in":
        sign_in(visitor, application, code_sent_to)


def sign_in(visitor, application, code_sent_to):
    visitor.type("Email address", application.applicant.email)
    visitor.press("Continue")
    visitor.type("6-digit code", code_sent_to(application.applicant.email))
    visitor.press("Continue")


def typed(application):
    """Return what is saved of the name."""
    return StepDraft.objects.get(application=application, step="name").data["full_name"]


def pause(visitor):
    visitor.page.clock.run_for(PAUSE)


def told(visitor, text):
    expect(visitor.page.locator("#autosave")).to_contain_text(text)


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_page_saves_itself_after_a_pause(visit, application, code_sent_to):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.type("What is your full name?", "Amina Rah")
    pause(visitor)
    told(visitor, "Saved at")
    assert typed(application) == ["Amina Rah"]
    visitor.type("What is your full name?", "Amina Rahman")
    pause(visitor)
    expect(visitor.page.locator("input[name=version]")).to_have_value("2")
    visitor.press("Continue")
    assert visitor.heading == "How we can reach you"
    assert typed(application) == ["Amina Rahman"]


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_page_saves_itself_when_it_is_left(visit, application, code_sent_to):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.type("What is your full name?", "Amina Rahman")
    visitor.click("Back")
    # The browser sends what is left of a page while the next one opens, and tells nobody when it has arrived.
    for _ in range(100):
        if StepDraft.objects.exists():
            break
        visitor.page.evaluate("fetch(location)")
    visitor.click("About you")
    expect(visitor.page.get_by_label("What is your full name?")).to_have_value("Amina Rahman")
    assert "There is a problem" not in visitor.text


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_page_that_is_loaded_again_at_once_has_what_was_typed_and_accuses_nobody(
    visit, application, code_sent_to
):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    name = visitor.page.get_by_label("What is your full name?")
    last_words = []
    # What the page sends on leaving arrives after the page that is loaded again.
    visitor.page.route(
        "**/autosave/", lambda route: last_words.append(route.request.post_data) or route.abort()
    )
    visitor.type("What is your full name?", "Amina Rah")
    visitor.page.reload()
    expect(name).to_have_value("Amina Rah")
    visitor.page.unroute("**/autosave/")
    assert last_words
    for each in last_words:
        visitor.page.evaluate(
            "([url, body]) => fetch(url, {method: 'POST', body: new URLSearchParams(body)})",
            [f"{step_url(application, 'about-you', 'name')}autosave/", each],
        )
    assert typed(application) == ["Amina Rah"]
    visitor.type("What is your full name?", "Amina Rahman")
    visitor.press("Continue")
    assert visitor.heading == "How we can reach you"
    assert typed(application) == ["Amina Rahman"]
    assert not RefusedSave.objects.exists()


@pytest.mark.parametrize("javascript", [True], indirect=True)
@pytest.mark.parametrize(("path", "age"), [("about-you/name/", 11_000), ("about-you/contact/", 0)])
def test_what_is_handed_over_is_for_the_same_page_at_once(visit, application, code_sent_to, path, age):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.page.evaluate(
        """([path, age]) => sessionStorage.setItem("autosave", JSON.stringify(
            [path, Date.now() - age, "name-full_name=Somebody", []]))""",
        [f"/applications/{application.reference}/{path}", age],
    )
    visitor.page.reload()
    expect(visitor.page.get_by_label("What is your full name?")).to_have_value("")
    assert visitor.page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_what_was_typed_is_saved_before_signing_out_and_nothing_stays_in_the_browser(
    visit, application, code_sent_to
):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.type("What is your full name?", "Amina Rahman")
    visitor.press("Sign out")
    assert typed(application) == ["Amina Rahman"]
    assert visitor.page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_role_that_is_removed_does_not_come_back(visit, application, code_sent_to, sign_in):
    client = sign_in(application.applicant)
    levels = {"local_authority": "both", "police": "none", "health": "none"}
    post_step(client, application, "sector-experience", "levels", levels)
    post_step(client, application, "sector-experience", "role-1-local-authority", ROLE)
    visitor = visit()
    open_page(visitor, application, code_sent_to, "sector-experience", "role-1-local-authority")
    visitor.type("Organisation", "Changed just before")
    visitor.click("Remove this role")
    visitor.press("Remove role")
    visitor.go(step_url(application, "sector-experience", "role-1-local-authority"))
    expect(visitor.page.get_by_label("Organisation")).to_have_value("")
    assert not SectorRole.objects.exists()
    assert not RefusedSave.objects.exists()


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_lost_connection_is_told_and_what_was_typed_is_saved_when_it_is_back(
    visit, application, code_sent_to
):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.page.context.set_offline(True)
    visitor.type("What is your full name?", "Amina Rahman")
    pause(visitor)
    told(visitor, "You are offline. What you typed is still on this page")
    # Continue would lead to the browser's own error page: it waits instead.
    visitor.page.get_by_role("button", name="Continue").click()
    expect(visitor.page.get_by_label("What is your full name?")).to_have_value("Amina Rahman")
    assert not StepDraft.objects.exists()
    visitor.page.context.set_offline(False)
    visitor.page.clock.run_for(NEXT_TRY)
    told(visitor, "Saved at")
    expect(visitor.page.locator("[data-problem]")).to_be_empty()
    assert typed(application) == ["Amina Rahman"]


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_connection_that_breaks_in_the_middle_of_a_save_loses_nothing(visit, application, code_sent_to):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    # The save arrives at the server, but its answer never comes back.
    visitor.page.route("**/autosave/", lambda route: (route.fetch(), route.abort()))
    visitor.type("What is your full name?", "Amina")
    pause(visitor)
    told(visitor, "You are offline")
    visitor.page.unroute("**/autosave/")
    visitor.type("What is your full name?", "Amina Rahman")
    visitor.page.clock.run_for(NEXT_TRY)
    told(visitor, "Saved at")
    assert typed(application) == ["Amina Rahman"]


@pytest.mark.parametrize("javascript", [True], indirect=True)
def test_connection_that_stalls_is_told_and_continue_works_when_it_is_back(visit, application, code_sent_to):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.page.route("**/autosave/", lambda route: None)  # neither answered nor broken
    visitor.type("What is your full name?", "Amina Rahman")
    pause(visitor)
    expect(visitor.page.locator("[data-problem]")).to_be_empty()
    visitor.page.clock.run_for(20_000)
    told(visitor, "You are offline. What you typed is still on this page")
    visitor.page.unroute("**/autosave/")
    visitor.press("Continue")
    assert visitor.heading == "How we can reach you"
    assert typed(application) == ["Amina Rahman"]


def test_two_windows_in_conflict(visit, application, code_sent_to, javascript):
    first = visit()
    open_page(first, application, code_sent_to)
    second = first.another_window()
    open_page(second, application, code_sent_to)
    first.type("What is your full name?", "In the first window")
    first.press("Continue")
    second.type("What is your full name?", "In the second window")
    if javascript:
        pause(second)
        told(second, "changed in another window or on another device")
    second.press("Continue")
    assert second.heading == "Choose which version to keep"
    assert "In the first window" in second.text
    assert "In the second window" in second.text
    assert typed(application) == ["In the first window"]
    second.follow(second.page.get_by_role("button", name=re.compile("out of date")))
    expect(second.page.get_by_label("What is your full name?")).to_have_value("In the second window")
    assert typed(application) == ["In the second window"]


def test_signed_out_in_the_middle_of_a_page(visit, application, code_sent_to, javascript):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.type("What is your full name?", "Amina Rahman")
    if javascript:
        pause(visitor)
        told(visitor, "You were signed out")
    visitor.press("Continue")
    assert visitor.heading == "Sign in"
    assert "what you typed is kept" in visitor.text
    sign_in(visitor, application, code_sent_to)
    expect(visitor.page.get_by_label("What is your full name?")).to_have_value("Amina Rahman")
    assert "What you typed on this page is saved" in visitor.text
    assert typed(application) == ["Amina Rahman"]


def test_signed_in_again_in_another_window(visit, application, code_sent_to):
    visitor = visit()
    open_page(visitor, application, code_sent_to)
    visitor.type("What is your full name?", "Amina Rahman")
    visitor.page.context.clear_cookies(name="sessionid")
    other = visitor.another_window()
    other.go("/applications/")
    sign_in(other, application, code_sent_to)
    visitor.press("Continue")
    expect(visitor.page.get_by_label("What is your full name?")).to_have_value("Amina Rahman")
    assert "What you typed is kept" in visitor.text or "What you typed on this page is saved" in visitor.text
    assert typed(application) == ["Amina Rahman"]
