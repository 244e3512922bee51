"""Validation and its messages: E1 to E10."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from recruitment.competitions.models import Competition
from recruitment.govuk import fields
from tests import factories, filling
from tests.recruitment.govuk.form_messages import FORBIDDEN, all_forms, faults
from tests.rules.pages import words

pytestmark = pytest.mark.django_db

FOCUSABLE = {"input", "textarea", "select", "button", "a"}


def summary(page):
    """Return the error summary of a page that was refused."""
    [found] = page.find(of="govuk-error-summary")
    return found


def entries(page):
    """Return (text, id that it links to) for each error of the summary."""
    items = page.find("li", within=summary(page))
    links = [page.find("a", within=item) for item in items]
    return [
        (words(item), link[0].get("href").removeprefix("#") if link else None)
        for item, link in zip(items, links, strict=True)
    ]


def messages(page):
    """Return the messages beside the fields, without the hidden word before them."""
    return [words(each).removeprefix("Error: ") for each in page.find("p", of="govuk-error-message")]


def test_e1_the_browser_checks_nothing_itself(site):
    checked = [
        page for page in site.everything for form in page.entry_forms if "novalidate" not in form.attrib
    ]
    assert checked == []
    required = [page for page in site.everything for each in page.elements if "required" in each.attrib]
    assert required == []


def test_e2_refused_page_says_so_in_its_title_and_first_in_its_main_part(site):
    assert site.refused
    assert [page for page in site.refused if not page.title.startswith("Error: ")] == []
    assert [page for page in site.refused if page.main[0] is not summary(page)] == []
    late = [
        page
        for page in site.refused
        for back in page.find("a", of="govuk-back-link")
        if page.position(back) > page.position(summary(page))
    ]
    assert late == []


def test_e2_refused_page_shows_what_was_typed(site):
    lost = {
        (page, name)
        for page in site.refused
        for name, typed in page.typed.items()
        for control in page.find("input", "textarea", name=name)
        if control.get("type") not in {"hidden", "file"}
        and typed.split() != (control.get("value") or "".join(control.itertext())).split()
    }
    assert lost == set()


def test_e3_summary_is_headed_and_read_aloud(site):
    for page in site.refused:
        found = summary(page)
        assert found.get("data-module") == "govuk-error-summary", page
        assert found[0].get("role") == "alert", page
        assert [words(each) for each in page.find("h2", within=found)] == ["There is a problem"], page


def test_e4_summary_and_fields_say_the_same_and_its_links_lead_to_what_can_have_the_focus(site):
    for page in site.refused:
        linked = [(text, target) for text, target in entries(page) if target]
        assert sorted(text for text, _ in linked) == sorted(messages(page)), page
        for _, target in linked:
            [found] = page.by_id(target)
            assert found.tag in FOCUSABLE, (page, target)
            assert found.get("type") != "hidden", (page, target)


def test_e5_message_belongs_to_its_field(site):
    for page in site.refused:
        for message in page.find("p", of="govuk-error-message"):
            name = message.get("id")
            assert name.endswith("-error"), page
            [hidden] = page.find("span", of="govuk-visually-hidden", within=message)
            assert words(hidden) == "Error:", page
            assert "govuk-form-group--error" in page.around(message, of="govuk-form-group").get("class"), page
            [described] = [
                each.get("aria-describedby").split()
                for each in page.elements
                if name in each.get("aria-describedby", "").split()
            ]
            hints = [each for each in described if each.endswith("-hint")]
            assert [*hints, name] == [each for each in described if each.endswith(("-hint", "-error"))], page


def test_e6_no_form_has_a_message_of_django_or_a_forbidden_word():
    assert [fault for form_class in all_forms() for fault in faults(form_class)] == []


def test_e6_no_message_that_people_got_says_too_little_or_blames(site):
    shown = {(page.name, text) for page in site.refused for text, _ in entries(page)}
    assert {(name, text) for name, text in shown if FORBIDDEN.search(text) or len(text.split()) < 2} == set()


def test_e7_message_for_an_empty_field_says_what_to_do(site):
    """`Enter a date`, `Select yes if ...`: of each field that has to be answered, whatever its page."""
    wrong = {
        (page.name, bound.name, bound.field.error_messages["required"])
        for page in (*site.opened, *site.steps)
        for bound in page.fields
        if bound.field.required and not re.match(r"(Enter|Select) ", bound.field.error_messages["required"])
    }
    assert wrong == set()
    yes_no = {
        bound.field.error_messages["required"]
        for page in site.steps
        for bound in page.fields
        if isinstance(bound.field, fields.YesNoField)
    }
    assert [text for text in yes_no if not text.startswith("Select yes if ")] == []


def test_e7_message_for_a_text_that_is_too_long_says_how_long_it_may_be(site):
    form = re.compile(r"\S.* must be [\d,]+ (characters or less|words or fewer)")
    for page in site.steps:
        for bound in page.fields:
            for code, text in bound.field.error_messages.items():
                if code in {"max_length", "max_words"} and isinstance(bound.field, fields.TextField):
                    assert form.fullmatch(text.replace("%(limit_value)d", "100")), (page, bound.name)


def test_e8_white_space_around_what_is_typed_does_not_matter(site):
    texts = [
        bound.field
        for page in site.questions
        for bound in page.fields
        if isinstance(bound.field, fields.TextField)
    ]
    assert texts
    assert [field for field in texts if field.to_python(" \u00a0x\t\r\n") != "x"] == []


def test_e9_what_is_closed_is_a_page_and_not_an_error_of_a_form(sign_in):
    application = factories.ApplicationFactory()
    Competition.objects.update(closes=timezone.now() - timedelta(minutes=1))
    response = filling.post_step(
        sign_in(application.applicant), application, "about-you", "name", {"full_name": "Rose"}
    )
    page = response.content.decode()
    assert "This page was not saved" in page
    assert "govuk-error" not in page


def test_e9_who_cannot_be_considered_gets_a_page_and_not_an_error_of_a_form(sign_in):
    application = factories.ApplicationFactory()
    client = sign_in(application.applicant)
    stops = filling.ELIGIBILITY["stops"] | {"right_to_work": "no"}
    response = filling.post_step(client, application, "eligibility", "stops", stops)
    page = client.get(response.headers["Location"]).content.decode()
    assert "govuk-error" not in page
    assert "cannot be considered" in page


def test_e10_errors_and_banners_never_share_a_page(site):
    both = [
        page
        for page in site.everything
        if page.find(of="govuk-error-summary") and page.find(of="govuk-notification-banner")
    ]
    assert both == []
