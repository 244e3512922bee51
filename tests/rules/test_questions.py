"""Question pages: Q1 to Q12."""

import re

import pytest

from recruitment.govuk import fields
from tests.rules.pages import words

pytestmark = pytest.mark.django_db


def primary_buttons(page, form):
    """Return the buttons of a form that look like its main one."""
    second = re.compile(r"govuk-button--(secondary|warning)")
    return [
        each
        for each in page.find("button", of="govuk-button", within=form)
        if not second.search(each.get("class"))
    ]


def test_q1_every_page_has_one_h1(site):
    assert [page for page in site.everything if len(page.find("h1")) != 1] == []


def test_q1_every_question_page_has_a_way_back_before_its_main_part(site):
    def is_right(page):
        links = [*page.find("a", of="govuk-back-link"), *page.find("nav", of="govuk-breadcrumbs")]
        return len(links) == 1 and page.position(links[0]) < page.position(page.main)

    assert [page for page in site.questions if not is_right(page)] == []


def test_q1_every_form_has_one_main_button_and_it_is_never_called_next(site):
    found = {
        page: [words(each) for each in primary_buttons(page, form)]
        for page in site.questions
        for form in page.entry_forms
        if form.get("method") == "post"
    }
    assert {page: texts for page, texts in found.items() if len(texts) > 1} == {}
    assert {page: texts for page, texts in found.items() if "Next" in texts} == {}


def test_q1_every_step_of_an_application_ends_with_continue(site):
    found = {
        page.name: [words(each) for form in page.entry_forms for each in primary_buttons(page, form)]
        for page in site.steps
    }
    assert {name: texts for name, texts in found.items() if texts != ["Continue"]} == {}


def test_q2_question_that_is_alone_on_its_step_is_the_h1(site):
    # A step that has to show something before it asks (the years that were counted) has a statement for its h1.
    alone = [page for page in site.steps if len(page.fields) == 1 and not page.forms[0].guidance]
    in_question = [
        page
        for page in alone
        for h1 in page.find("h1")
        if page.around(h1, "legend") or "govuk-label-wrapper" in h1.get("class", "").split()
    ]
    assert alone == in_question
    assert alone


def test_q2_several_questions_on_a_step_stand_under_a_heading_of_their_own(site):
    several = [page for page in site.steps if len(page.fields) > 1]
    assert [page for page in several if page.around(page.find("h1")[0], "legend", "label", "form")] == []


def test_q3_every_question_of_an_application_has_a_heading_of_its_own(site):
    headings = [page.heading for page in site.steps]
    assert sorted(headings) == sorted(set(headings))


def test_q3_every_step_names_its_section_above_the_heading(site):
    def is_right(page):
        [caption] = page.find("span", of="govuk-caption-l")
        return words(caption) in page.title and page.position(caption) < page.position(page.find("h1")[0])

    assert [page for page in site.steps if not is_right(page)] == []


def test_q4_what_may_be_left_out_says_so_and_nothing_is_marked_by_an_asterisk(site):
    def says_so(bound):
        text = f"{bound.label} {bound.help_text}".lower()
        return (
            "(optional)" in text
            or "leave blank" in text
            or text.startswith("if yes")
            or "Prefer not to say" in dict(getattr(bound.field, "choices", [])).values()  # equality questions
            or isinstance(bound.field, fields.CheckboxField)
        )

    silent = {
        (page.name, bound.name)
        for page in site.questions
        for bound in page.fields
        if not bound.field.required and not says_so(bound) and page.entry_forms[0].get("method") == "post"
    }
    assert silent == set()
    assert {
        (page.name, bound.name) for page in site.questions for bound in page.fields if "*" in str(bound.label)
    } == set()


def test_q5_hints_are_one_short_sentence_without_a_full_stop_or_a_link(site):
    hints = {
        (page.name, words(hint))
        for page in site.questions
        for hint in page.find(of="govuk-hint", within=page.main)
        if "govuk-character-count__message" not in hint.get("class", "")
    }
    assert {
        (name, text) for name, text in hints if text.endswith(".") or ". " in text.replace("e.g. ", "")
    } == set()
    assert [
        page for page in site.questions for hint in page.find(of="govuk-hint") if page.find("a", within=hint)
    ] == []


def test_q5_there_are_no_placeholders_and_no_colons_after_labels(site):
    assert [page for page in site.everything for each in page.elements if "placeholder" in each.attrib] == []
    labels = {
        (page.name, words(each))
        for page in site.everything
        for each in page.find("label", "legend", within=page.main)
    }
    assert {(name, text) for name, text in labels if text.endswith(":")} == set()


def test_q6_w5_nothing_is_asked_twice_in_an_application(site):
    asked = {}
    for page in site.steps:
        for form in page.forms:
            for bound in form:
                # A page for each of several things (sectors, referees) asks the same of each of them.
                asked.setdefault(str(bound.label), set()).add((type(form), bound.name))
    assert {label: places for label, places in asked.items() if len(places) > 1} == {}


def test_q7_doing_a_thing_a_second_time_shows_a_page_that_makes_sense(site):
    assert site.repeated
    assert {(page, page.status, page.heading) for page in site.repeated if page.status != 200} == set()


def test_q8_there_are_no_bars_of_steps_and_no_sliders(site):
    assert [
        page for page in site.everything if page.find("progress", "meter") or page.find("input", type="range")
    ] == []
    assert [
        page for page in site.everything if re.search(r"\bstep \d+ of \d+", words(page.main), re.IGNORECASE)
    ] == []


def test_q9_nothing_is_selected_before_a_person_selects_it(site):
    chosen = [page for page in site.steps for each in page.controls(page.main) if "checked" in each.attrib]
    assert chosen == []


def test_q9_labels_stand_right_of_their_radios_and_boxes(site):
    wrong = [
        page
        for page in site.everything
        for kind in ("radios", "checkboxes")
        for item in page.find(of=f"govuk-{kind}__item")
        if [each.tag for each in item][:2] != ["input", "label"]
    ]
    assert wrong == []


def test_q9_radios_stand_side_by_side_only_for_two_short_choices(site):
    rows = [
        (page.name, [words(each) for each in page.find("label", within=group)])
        for page in site.everything
        for group in page.find(of="govuk-radios--inline")
    ]
    assert [each for each in rows if len(each[1]) > 2 or any(len(text) > 20 for text in each[1])] == []


def test_q9_none_is_the_last_choice_after_or_and_excludes_the_others(site):
    several = [
        bound
        for page in site.questions
        for bound in page.fields
        if isinstance(bound.field, fields.CheckboxesField)
    ]
    none = [
        bound for bound in several if any(str(label).startswith("None") for _, label in bound.field.choices)
    ]
    assert none
    for bound in none:
        value, label = list(bound.field.choices)[-1]
        assert str(label).startswith("None")
        assert bound.options["divider_before"] == bound.options["exclusive"] == value
        chosen = [each for each, _ in bound.field.choices]
        with pytest.raises(Exception, match=f"or select ‘{label}’"):
            bound.field.clean(chosen)


def test_q10_lists_that_drop_down_take_one_choice_and_begin_with_none(site):
    lists = [(page, each) for page in site.everything for each in page.find("select")]
    assert [page for page, each in lists if "multiple" in each.attrib] == []
    texts = {words(option) for page, each in lists for option in page.find("option", within=each)}
    assert {text for text in texts if "---" in text} == set()
    for page in site.steps:
        for each in page.find("select"):
            assert page.find("option", within=each, selected="")[1:] == [], page


def test_q11_numbers_are_typed_as_text_and_nothing_cuts_off_what_is_pasted(site):
    assert [page for page in site.everything if page.find("input", type="number")] == []
    limited = [page for page in site.everything for each in page.controls() if "maxlength" in each.attrib]
    assert limited == []
    numbers = [
        (page, page.by_id(bound.base_id))
        for page in site.questions
        for bound in page.fields
        if isinstance(bound.field, fields.WholeNumberField)
    ]
    assert numbers
    assert [page for page, found in numbers if [each.get("inputmode") for each in found] != ["numeric"]] == []
    assert [page for page in site.everything for each in page.elements if "onpaste" in each.attrib] == []


def test_q12_title_is_the_heading_and_the_service(site, settings):
    def is_right(page):
        beginning = page.heading if not page.find(of="govuk-error-summary") else f"Error: {page.heading}"
        return page.title.startswith(beginning) and page.title.endswith(f" – {settings.SERVICE_NAME}")

    assert {(page, page.title, page.heading) for page in site.everything if not is_right(page)} == set()


def test_q12_every_page_has_a_title_of_its_own(site):
    titles = {}
    for page in (*site.opened, *site.steps):
        titles.setdefault((page.role, page.title), set()).add(page.name)
    # Two addresses of the page for signing in; one page of all steps, which are named one by one as well.
    same = {"account_login", "applications:step"}
    twice = {title: names for title, names in titles.items() if len(names - same) > 1}
    assert twice == {}
