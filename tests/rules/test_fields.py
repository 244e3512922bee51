"""Names, contact, address, dates, uploads, counts: N, P, M, A, DT, U, K; and W8, which words browsers may fill in."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from recruitment.documents.models import Document
from recruitment.govuk import dates, fields
from tests import factories, filling
from tests.rules.pages import page_of, words

pytestmark = pytest.mark.django_db

# What a browser may fill in of the person's own (WCAG 1.3.5), by the label of the question.
OWN = {
    "about-you/name": {"What is your full name?": "name"},
    "about-you/contact": {
        "Phone number": "tel",
        "Address line 1": "address-line1",
        "Address line 2 (optional)": "address-line2",
        "Town or city": "address-level2",
        "Postcode": "postal-code",
    },
    "account_request_login_code": {"Email address": "email"},
    "account_confirm_login_code": {"6-digit code": "one-time-code"},
}


def of_type(site, *types):
    """Return (page, field) of every field of these types."""
    return [
        (page, bound) for page in site.questions for bound in page.fields if isinstance(bound.field, types)
    ]


def control(page, bound):
    """Return the element of a field with one input."""
    [found] = page.by_id(bound.base_id)
    return found


def test_n1_name_is_one_question_for_any_characters(site):
    page = site.named("about-you/name")
    [bound] = page.fields
    assert (control(page, bound).get("autocomplete"), control(page, bound).get("spellcheck")) == (
        "name",
        "false",
    )
    for name in ("王小明", "O’Neill-Świątek", "Nguyễn Thị Ánh", "X", "עברית"):
        assert bound.field.clean(name) == name
    titles = [
        label
        for page, bound in of_type(site, fields.TextField)
        if (label := str(bound.label)).startswith("Title")
    ]
    assert titles == []


def test_n2_name_can_be_changed_later(sign_in):
    application = factories.ApplicationFactory()
    client = sign_in(application.applicant)
    for version, name in enumerate(("Rose", "Rosa")):
        filling.post_step(client, application, "about-you", "name", {"full_name": name}, version=version)
    assert 'value="Rosa"' in client.get(filling.step_url(application, "about-you", "name")).content.decode()


def test_p1_phone_number_is_taken_as_people_write_it(site):
    phones = of_type(site, fields.PhoneField)
    assert phones
    for page, bound in phones:
        assert control(page, bound).get("type") == "tel"
        assert control(page, bound).get("autocomplete") in {"tel", "off"}
        for number in ("07700 900 982", "+44 7700 900982", "(0117) 496-0123", "+1 212 456 7890"):
            assert bound.field.clean(number) == number
        example = bound.field.error_messages["invalid"]
        assert "01632 960 001" in example  # reserved for examples


def test_m1_email_address_may_be_long_and_its_message_shows_the_form(site):
    emails = of_type(site, fields.EmailField)
    assert emails
    for page, bound in emails:
        found = control(page, bound)
        assert (found.get("type"), found.get("spellcheck")) == ("email", "false")
        assert found.get("autocomplete") in {"email", "off"}
        assert bound.help_text, (page, "says why it is asked")
        assert bound.field.max_length == 254
        message = bound.field.error_messages["invalid"]
        assert message == "Enter an email address in the correct format, like name@example.com"


def test_a1_address_is_asked_in_lines_that_browsers_know_and_takes_any_postcode(site):
    page = site.named("about-you/contact")
    found = {str(bound.label): control(page, bound) for bound in page.fields}
    assert "govuk-input--width-10" in found["Postcode"].get("class")
    [postcode] = [bound for bound in page.fields if bound.label == "Postcode"]
    for text in ("ls1 4ap", "LS14AP", "LS1  4AP"):
        assert postcode.field.clean(text)
    assert not [label for label in found if "county" in label.lower()]


def test_w8_browser_may_fill_in_what_is_the_persons_own(site):
    for name, expected in OWN.items():
        page = site.named(name)
        found = {str(bound.label): control(page, bound).get("autocomplete") for bound in page.fields}
        assert found == expected


def test_w8_browser_does_not_fill_in_other_people(site):
    for name in ("referees/first", "referees/second"):
        page = site.named(name)
        found = {control(page, bound).get("autocomplete") for bound in page.fields}
        assert found <= {None, "off"}


def test_dt1_date_is_a_group_of_plain_inputs(site):
    found = of_type(site, dates.DateField, dates.MonthField)
    assert found
    for page, bound in found:
        parts = [page.by_id(f"{bound.base_id}-{part}")[0] for part in bound.field.widget.parts]
        assert {(each.get("type"), each.get("inputmode")) for each in parts} <= {
            ("text", "numeric"),
            ("text", None),
        }
        assert page.around(parts[0], "fieldset") is not None
        assert page.find("legend", within=page.around(parts[0], "fieldset"))


def test_dt2_months_are_taken_as_names_too(site):
    for _, bound in of_type(site, dates.DateField, dates.MonthField):
        several = [{"day": "7", "month": month, "year": "2012"} for month in ("9", "September", "sept")]
        assert len({bound.field.to_python(each) for each in several}) == 1


def test_dt3_hint_shows_a_date_that_cannot_be_read_in_two_ways(site):
    examples = [str(bound.help_text) for _, bound in of_type(site, dates.DateField)]
    numbers = [[int(each) for each in re.findall(r"\d+", text)] for text in examples if "For example" in text]
    assert numbers
    for *day, month, year in numbers:
        assert (day == [] or day[0] >= 13, month <= 9, year > 1900) == (True, True, True)


def test_dt4_what_is_missing_is_said_before_what_cannot_be(site):
    for _, bound in of_type(site, dates.DateField):
        parts = dict.fromkeys(bound.field.parts, "")
        for typed, message in (
            (parts | {"year": "12"}, "must include a"),
            (parts | {"day": "1", "month": "13", "year": "12"}, "Year must include 4 numbers"),
            (parts | {"day": "1", "month": "13", "year": "2012"}, f"must be a real {bound.field.thing}"),
        ):
            with pytest.raises(ValidationError, match=message):
                bound.field.clean(typed)


def test_dt5_only_the_wrong_part_of_a_date_is_red(sign_in):
    application = factories.ApplicationFactory()
    client = sign_in(application.applicant)
    levels = {"local_authority": "both", "police": "none", "health": "none"}
    filling.post_step(client, application, "sector-experience", "levels", levels)
    typed = filling.ROLE | {"started-month": "13"}
    response = filling.post_step(client, application, "sector-experience", "role-1-local-authority", typed)
    page = page_of("role", "applicant", response)
    red = [each.get("name") for each in page.find("input", of="govuk-input--error")]
    assert red == ["role-1-local-authority-started-month"]


def test_u1_upload_is_a_plain_input_that_says_what_it_takes(site):
    found = of_type(site, fields.UploadField)
    assert found
    for page, bound in found:
        assert control(page, bound).get("type") == "file"
        assert control(page, bound).get("name") == bound.html_name
        assert re.search(r"PDF.*\d+MB", str(bound.help_text)), page


def test_u2_messages_about_files_say_what_is_wrong_with_the_file(site):
    for _, bound in of_type(site, fields.UploadField):
        messages = bound.field.error_messages
        assert messages["required"] == "Select a CV"
        assert messages["empty"] == "The selected file is empty"
        assert messages["invalid"] == "The selected file could not be uploaded – try again"


@pytest.fixture
def cv_page(sign_in):
    """Return a function that opens the CV page of a draft with a CV, or sends it, and returns the page."""
    application = factories.filled_application()
    client, address = sign_in(application.applicant), reverse("documents:cv", args=[application.reference])
    return lambda method: page_of("documents:cv", "applicant", getattr(client, method)(address))


def test_u3_stored_file_is_kept_when_the_page_is_sent_without_choosing_one(cv_page):
    before = Document.objects.current().get()
    page = cv_page("post")
    assert page.title.startswith("Error: ")
    assert before.original_name in words(page.main)
    assert Document.objects.current().get() == before


def test_u4_stored_file_is_named_and_can_be_removed_and_replaced(cv_page):
    text = words(cv_page("get").main)
    assert "Curriculum vitae.pdf" in text
    assert "Remove" in text
    assert "replace" in text.lower()


def limited(site):
    """Return (page, field, limit, kind of limit) of the fields whose text may be so long."""
    found = []
    for page, bound in of_type(site, fields.LongTextField):
        if bound.field.max_words:
            found.append((page, bound, bound.field.max_words, "words"))
        elif bound.field.max_characters:
            found.append((page, bound, bound.field.max_characters, "characters"))
    assert found
    return found


def test_k1_limit_is_said_without_scripts_and_kept_by_the_server(site):
    for page, bound, limit, kind in limited(site):
        [message] = page.by_id(f"{bound.base_id}-info")
        assert words(message) == f"You can enter up to {limit} {kind}", page
        too_long = "word " * (limit + 1) if kind == "words" else "x" * (limit + 1)
        with pytest.raises(ValidationError, match=f"must be {limit} {kind} or"):
            bound.field.clean(too_long)


def test_k2_line_break_counts_as_one_character_as_the_browser_counts_it(site):
    for page, bound, limit, kind in limited(site):
        lines = limit if kind == "words" else (limit + 1) // 2
        posted = {"text": "\r\n".join(["x"] * lines)}
        assert bound.field.clean(bound.field.widget.value_from_datadict(posted, {}, "text")), page


def test_k2_emoji_counts_as_the_browser_counts_it(site):
    for page, bound, limit, kind in limited(site):
        if kind == "characters":
            assert bound.field.clean("🙂" * (limit // 2)), page
            with pytest.raises(ValidationError):
                bound.field.clean("🙂" * (limit // 2 + 1))
