"""The page around every page: base.html, question_page.html, the error pages (ui.md 3.1, 3.2, 3.12)."""

from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory
from html5lib import parse

from recruitment.govuk import fields, forms

NAVIGATION = [
    {"text": "My applications", "href": "/applications/", "current": True},
    {"text": "Sign out", "href": "/sign-out/", "post": True},
]


class Name(forms.Form):
    """One question."""

    name = fields.TextField("What is your full name?", noun="your full name", heading=True)


class Contact(forms.Form):
    """Several questions."""

    email = fields.EmailField(noun="your email address")
    phone = fields.PhoneField(noun="your phone number")


def page(template: str, **context) -> SimpleNamespace:
    """The page as elements in the order of the document, found by tag or attribute."""
    request = RequestFactory().get("/")
    html = render_to_string(template, {"navigation": [], **context}, anonymous(request))
    found = [each for each in parse(html, namespaceHTMLElements=False).iter() if isinstance(each.tag, str)]
    return SimpleNamespace(
        html=html,
        all=found,
        tagged=lambda tag: [each for each in found if each.tag == tag],
        of_class=lambda name: [each for each in found if name in each.get("class", "").split()],
    )


def anonymous(request):
    """A request without a session: nobody is signed in."""
    request.user = SimpleNamespace(is_authenticated=False, is_anonymous=True)
    return request


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def title(found) -> str:
    [element] = found.tagged("title")
    return words(element)


def position(found, wanted) -> int:
    return found.all.index(wanted)


def test_skip_link_comes_first_and_leads_to_the_main_content():
    found = page("question_page.html", form=Name())
    [main] = found.tagged("main")
    assert found.tagged("a")[0].attrib["href"] == f"#{main.attrib['id']}"


def test_title_is_the_question_and_the_service():
    found = page("question_page.html", form=Name(), service_name="Apply to join")
    assert title(found) == "What is your full name? – Apply to join"
    assert [words(each) for each in found.tagged("h1")] == ["What is your full name?"]


def test_title_of_several_questions_is_the_heading():
    found = page(
        "question_page.html", form=Contact(), heading="How we reach you", service_name="Apply to join"
    )
    assert title(found) == "How we reach you – Apply to join"
    assert [words(each) for each in found.tagged("h1")] == ["How we reach you"]


def test_page_with_errors_says_so_in_its_title_and_first_in_its_main_content():
    found = page("question_page.html", form=Name({}), service_name="Apply to join")
    [main], [summary] = found.tagged("main"), found.of_class("govuk-error-summary")
    assert title(found) == "Error: What is your full name? – Apply to join"
    assert next(iter(main)) is summary


def test_back_link_stands_before_the_main_content():
    found = page("question_page.html", form=Name(), back_url="/before/")
    [main], [back] = found.tagged("main"), found.of_class("govuk-back-link")
    assert back.attrib["href"] == "/before/"
    assert position(found, back) < position(found, main)


def test_form_is_checked_by_the_server_and_has_one_button():
    found = page("question_page.html", form=Name())
    [form] = found.tagged("form")
    assert (form.attrib["method"], "novalidate" in form.attrib) == ("post", True)
    assert [words(each) for each in form.iter("button")] == ["Continue"]


def test_second_button_saves_and_leaves():
    found = page("question_page.html", form=Name(), save_and_leave=True)
    [form] = found.tagged("form")
    assert [(words(each), each.get("name")) for each in form.iter("button")] == [
        ("Continue", None),
        ("Save and come back later", "save_and_leave"),
    ]


def test_messages_of_success_are_one_green_banner_read_aloud():
    told = [Message(constants.SUCCESS, "Saved"), Message(constants.SUCCESS, "Sent <now>")]
    found = page("question_page.html", form=Name(), messages=told)
    [banner] = found.of_class("govuk-notification-banner--success")
    assert banner.attrib["role"] == "alert"
    assert words(banner) == "Success Saved Sent <now>"


def test_other_message_is_a_plain_banner():
    found = page("question_page.html", form=Name(), messages=[Message(constants.INFO, "Nothing was changed")])
    [banner] = found.of_class("govuk-notification-banner")
    assert (banner.attrib["role"], words(banner)) == ("region", "Important Nothing was changed")


def test_banner_waits_while_there_are_errors():
    found = page("question_page.html", form=Name({}), messages=[Message(constants.SUCCESS, "Saved")])
    assert found.of_class("govuk-notification-banner") == []


def test_navigation_marks_the_page_and_signs_out_by_post():
    found = page("question_page.html", form=Name(), navigation=NAVIGATION)
    [navigation] = found.tagged("nav")
    [link] = navigation.iter("a")
    [form] = navigation.iter("form")
    assert (words(link), link.attrib["aria-current"]) == ("My applications", "page")
    assert (form.attrib["method"], form.attrib["action"], words(form)) == ("post", "/sign-out/", "Sign out")
    assert [each.attrib["name"] for each in form.iter("input")] == ["csrfmiddlewaretoken"]


def test_anonymous_visitor_has_no_navigation():
    assert page("question_page.html", form=Name(), navigation=[]).tagged("nav") == []


def test_footer_links_to_help_and_policies_on_every_page():
    found = page("question_page.html", form=Name())
    [footer] = found.tagged("footer")
    assert [words(each) for each in footer.iter("a")] == [
        "Help",
        "Privacy",
        "Cookies",
        "Accessibility statement",
        "Terms and conditions",
        "Give feedback on this service",
    ]


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "There is a problem with what was sent"),
        ("403.html", "You do not have access to this page"),
        ("403_csrf.html", "Your answer was not saved"),
        ("404.html", "Page not found"),
        ("413.html", "What you sent is too large"),
        ("429.html", "You have tried too many times"),
        ("500.html", "Sorry, there is a problem with the service"),
        ("503.html", "Sorry, the service is unavailable"),
    ],
)
def test_error_page_is_drawn_without_request_or_database(template, heading):
    html = render_to_string(template)
    found = [each for each in parse(html, namespaceHTMLElements=False).iter() if isinstance(each.tag, str)]
    assert [words(each) for each in found if each.tag == "h1"] == [heading]
    assert [words(each) for each in found if each.tag == "title"] == [f"{heading} – Public appointments"]
    text = words(next(each for each in found if each.tag == "main"))
    assert {word for word in ("404", "500", "Oops", "forbidden", "invalid") if word in text} == set()
