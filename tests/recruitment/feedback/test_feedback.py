"""Anybody says what they think of the service, and officials read it without learning who said it (feedback)."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recruitment.feedback.models import IMPROVEMENT_LENGTH, Feedback, Satisfaction
from recruitment.feedback.spreadsheet import as_text
from recruitment.govuk.pagination import PAGE_SIZE
from recruitment.records.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db

GIVE, READ, EXPORT = (reverse(f"feedback:{page}") for page in ("give", "read", "export"))


@pytest.fixture(autouse=True)
def _no_limits_yet():
    """Begin with fresh counts of the rate limits."""
    cache.clear()


@pytest.fixture
def official(sign_in):
    """Return the browser of somebody who runs a competition."""
    return sign_in(factories.OfficialFactory().user)


def give(improvement="", satisfaction="satisfied", client=None):
    return (client or Client()).post(GIVE, {"satisfaction": satisfaction, "improvement": improvement})


def rows(response):
    """Return the rows of the file, without its headings."""
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


def test_anybody_gives_feedback_without_an_account():
    response = Client().post(
        GIVE, {"satisfaction": "dissatisfied", "improvement": " Bigger letters \U0001f600 "}, follow=True
    )
    assert response.redirect_chain == [(reverse("feedback:thanks"), 302)]
    assert "Feedback sent" in response.text
    [given] = Feedback.objects.all()
    assert (given.satisfaction, given.improvement) == ("dissatisfied", "Bigger letters \U0001f600")
    assert given.given_on == timezone.localdate()


def test_the_text_may_be_left_out_and_the_answer_may_not():
    assert give("").status_code == 302
    page = give("Kept as typed", satisfaction="")
    assert "Select how you feel about this service" in page.text
    assert "Kept as typed" in page.text
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("improvement", "message"),
    [
        ("a\0b", "How we could improve this service must not include a null character"),
        ("x" * 100_000, f"How we could improve this service must be {IMPROVEMENT_LENGTH} characters or less"),
        (
            "\U0001f600" * 601,
            f"How we could improve this service must be {IMPROVEMENT_LENGTH} characters or less",
        ),
    ],
)
def test_what_cannot_be_kept_is_answered_with_a_message_that_names_the_field(improvement, message):
    page = give(improvement)
    assert page.status_code == 200
    assert message in page.text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("satisfaction", ["delighted", "a\0b", "x" * 10_000])
def test_an_answer_that_was_not_offered_is_refused(satisfaction):
    assert "Select how you feel about this service" in give(satisfaction=satisfaction).text
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(satisfaction="delighted")


def test_text_of_the_greatest_length_is_kept():
    give("\U0001f600" * 600)
    assert Feedback.objects.get().improvement == "\U0001f600" * 600


def test_nothing_of_a_person_is_kept(sign_in):
    columns = {field.name: type(field) for field in Feedback._meta.get_fields()}
    assert columns == {
        "id": models.UUIDField,
        "given_on": models.DateField,
        "satisfaction": models.CharField,
        "improvement": models.TextField,
    }
    client = sign_in(factories.UserFactory())
    kept, events = dict(client.session.items()), AuditEvent.objects.count()
    assert give("From somebody signed in", client=client).status_code == 302
    assert dict(client.session.items()) == kept
    assert AuditEvent.objects.count() == events


def test_too_much_feedback_comes_back_with_what_was_typed_and_when_to_send_it():
    assert [give().status_code for _ in range(5)] == [302] * 5
    page = give("Written with care", satisfaction="very_dissatisfied")
    assert page.status_code == 429
    assert page["Retry-After"] == "600"
    assert "Wait 10 minutes, then send it again" in page.text
    assert "Written with care" in page.text
    assert page.context["form"]["satisfaction"].value() == "very_dissatisfied"
    assert Feedback.objects.count() == 5


def test_a_form_with_a_mistake_does_not_count_towards_the_limit():
    for _ in range(10):
        give(satisfaction="")
    assert give().status_code == 302


def test_officials_read_counts_and_texts_newest_first(official):
    day = timezone.localdate()
    for age, (satisfaction, text) in enumerate(
        [("satisfied", "The newest"), ("neither", "The middle"), ("satisfied", "The oldest")]
    ):
        given_on = day - timedelta(days=age)
        Feedback.objects.create(satisfaction=satisfaction, improvement=text, given_on=given_on)
    page = official.get(READ)
    assert [each.improvement for each in page.context["page"]] == ["The newest", "The middle", "The oldest"]
    assert [count for _, count in page.context["counts"]] == [0, 2, 1, 0, 0]
    assert "All (3)" in page.text
    assert "Very dissatisfied (0)" in page.text


def test_officials_filter_by_answer_on_the_page_and_in_the_file(official):
    give("Liked", satisfaction="very_satisfied")
    give("Not liked", satisfaction="dissatisfied")
    page = official.get(READ, {"satisfaction": "dissatisfied"})
    assert [each.improvement for each in page.context["page"]] == ["Not liked"]
    assert f'href="{EXPORT}?satisfaction=dissatisfied"' in page.text
    [row] = rows(official.get(EXPORT, {"satisfaction": "dissatisfied"}))
    assert row == [timezone.localdate().isoformat(), "Dissatisfied", "Not liked"]
    assert len(rows(official.get(EXPORT))) == 2


@pytest.mark.parametrize("nonsense", ["delighted", "a\0b", "", "x" * 1000])
def test_a_filter_that_is_not_there_shows_everything(official, nonsense):
    give()
    assert len(official.get(READ, {"satisfaction": nonsense}).context["page"]) == 1
    assert len(rows(official.get(EXPORT, {"satisfaction": nonsense}))) == 1


def test_a_long_list_comes_in_pages_that_keep_the_filter(official):
    Feedback.objects.bulk_create(
        Feedback(satisfaction="satisfied", improvement=f"Text {number}") for number in range(PAGE_SIZE + 1)
    )
    first = official.get(READ, {"satisfaction": "satisfied"})
    assert len(first.context["page"]) == PAGE_SIZE
    assert "?satisfaction=satisfied&amp;page=2" in first.text
    second = official.get(READ, {"satisfaction": "satisfied", "page": 2})
    shown = {each.pk for page in (first, second) for each in page.context["page"]}
    assert len(shown) == PAGE_SIZE + 1


def test_markup_in_a_text_is_text(official):
    give("<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in official.get(READ).text


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_file_begins_a_formula(beginning):
    assert as_text(f"{beginning}1+1") == f"'{beginning}1+1"
    assert as_text(f"Fine {beginning}1") == f"Fine {beginning}1"


def test_the_file_streams_and_keeps_lines_quotes_and_letters(official):
    give('=HYPERLINK("http://example.org")')
    text = 'Two\nlines, "quoted", Łódź \U0001f600'
    give(text)
    response = official.get(EXPORT)
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="feedback-on-this-service.csv"'
    assert {row[2] for row in rows(response)} == {'\'=HYPERLINK("http://example.org")', text}


@pytest.mark.parametrize("address", [READ, EXPORT])
def test_pages_for_officials_cost_the_same_with_much_feedback(official, address):
    costs = []
    for number in (1, 3, 30):
        Feedback.objects.all().delete()
        Feedback.objects.bulk_create(Feedback(satisfaction=Satisfaction.NEITHER) for _ in range(number))
        with CaptureQueriesContext(connection) as queries:
            response = official.get(address)
            assert response.getvalue() if response.streaming else response.text
        costs.append(len(queries))
    assert len(set(costs)) == 1


def test_links_lead_to_the_form_and_to_what_officials_read(official, sign_in):
    application = factories.sent_application()
    status = sign_in(application.applicant).get(reverse("applications:sent", args=[application.reference]))
    main, footer = status.text.split("<footer")
    assert f'<a class="govuk-link" href="{GIVE}">What did you think of this service?</a>' in main
    assert f'href="{GIVE}">Give feedback on this service</a>' in footer
    assert f'href="{READ}">Feedback on this service</a>' in official.get(reverse("shortlisting:home")).text


@pytest.mark.django_db(transaction=True)
def test_the_table_can_be_taken_away_and_made_again():
    call_command("migrate", "feedback", "zero", verbosity=0)
    assert Feedback._meta.db_table not in connection.introspection.table_names()
    call_command("migrate", "feedback", verbosity=0)
    assert Feedback._meta.db_table in connection.introspection.table_names()
