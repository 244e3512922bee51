"""The way through the equality questions."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.extending import LONGEST
from recruitment.equality import responses
from recruitment.equality.asking import TIME_TO_ANSWER, counted_from
from recruitment.equality.models import Response, Settled
from tests import factories, filling
from tests.recruitment.equality.answering import (
    COLUMNS,
    EVERYTHING,
    code_on,
    hidden,
    page_of,
    questions_url,
    walk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.sent_application()


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


def ask_url(application):
    return reverse("equality:ask", args=[application.reference])


def close_long_ago(competition):
    competition.closes = timezone.now() - TIME_TO_ANSWER
    competition.opens = competition.closes - timedelta(days=1)
    competition.save()


def sent_page(client, application):
    return client.get(reverse("applications:sent", args=[application.reference])).text


def back_to(client, application, response, typed):
    return client.post(questions_url(application), hidden(response) | typed | {"back": "yes"})


def test_sending_leads_to_the_explainer_once(sign_in):
    application = factories.ApplicationFactory()
    client = sign_in(application.applicant)
    filling.fill_in(client, application)
    send = reverse("applications:send", args=[application.reference])
    first, second = client.post(send), client.post(send)
    assert first.headers["Location"] == ask_url(application)
    assert second.headers["Location"] == reverse("applications:sent", args=[application.reference])
    application.refresh_from_db()
    assert application.state == "sent"


def test_explainer_says_that_the_application_is_sent_and_who_sees_the_answers(client, application):
    page = client.get(ask_url(application)).text
    for words in (
        f"Your application is sent. Your reference is <strong>{application.reference}</strong>",
        "The people who assess applications, and the officials and ministers who decide, never see an answer of yours.",
        "Officials see numbers alone: how many people gave an answer, where 5 or more did.",
        "With it you can have your answers removed.",
        "Do you want to answer the equality questions?",
        "These questions are optional and your answers will not affect your application",
    ):
        assert words in page


def test_explainer_asks_for_an_answer(client, application):
    page = client.post(ask_url(application), {})
    assert "Select yes if you want to answer the equality questions" in page.text
    assert not Settled.objects.exists()


def test_skipping_leads_to_the_confirmation_and_is_not_asked_again(client, application):
    assert ask_url(application) in sent_page(client, application)
    response = client.post(ask_url(application), {"answers": "no"})
    assert response.headers["Location"] == reverse("applications:sent", args=[application.reference])
    assert ask_url(application) not in sent_page(client, application)
    assert "closed for you" in client.get(ask_url(application)).text
    assert "closed for you" in client.get(questions_url(application)).text
    assert not Response.objects.exists()


def test_every_page_in_order_and_every_answer_kept(client, application):
    assert client.post(ask_url(application), {"answers": "yes"}).headers["Location"] == questions_url(
        application
    )
    pages, last = walk(client, application)
    assert pages == list(EVERYTHING)
    assert "Keep your code" in last.text
    assert Response.objects.values(*COLUMNS).get() == COLUMNS
    assert Response.objects.get().competition == application.competition
    assert ask_url(application) not in sent_page(client, application)


def test_nothing_chosen_is_fine(client, application):
    pages, last = walk(client, application, {})
    assert pages == [
        "age",
        "disability",
        "ethnic-group",
        "religion",
        "sex-and-gender",
        "sexual-orientation",
        "occupation",
        "region",
    ]
    assert "Keep your code" in last.text
    assert set(Response.objects.values_list(*COLUMNS).get()) == {""}


def test_preferring_not_to_say_asks_no_further_and_is_told_from_not_answered(client, application):
    prefer = "prefer_not_to_say"
    pages, _ = walk(
        client,
        application,
        {"ethnic-group": {"ethnic_group": prefer}, "disability": {"disability": prefer}},
    )
    assert not {"ethnic-background", "disability-effect"} & set(pages)
    response = Response.objects.get()
    assert (response.ethnic_group, response.disability, response.religion) == (prefer, prefer, "")


def test_back_shows_what_was_answered_and_loses_nothing(client, application):
    response = client.get(questions_url(application))
    for page in ("age", "disability", "disability-effect", "ethnic-group"):
        response = client.post(questions_url(application), hidden(response) | EVERYTHING[page])
    response = back_to(client, application, response, {"ethnic_background": "irish"})
    assert page_of(response) == "ethnic-group"
    assert 'value="white" checked' in response.text
    assert hidden(response)["ethnic_background"] == "irish"
    response = back_to(client, application, response, {"ethnic_group": "white"})
    assert page_of(response) == "disability-effect"
    assert 'value="yes_a_little" checked' in response.text


def test_changed_answer_drops_what_hung_on_it(client, application):
    typed = hidden(client.get(questions_url(application))) | {
        "page": "ethnic-group",
        "ethnic_group": "asian",
        "ethnic_background": "any_other_white",
        "ethnic_description": "Not any more",
        "religion": "sikh",
    }
    response = client.post(questions_url(application), typed)
    assert page_of(response) == "ethnic-background"
    assert "your Asian or Asian British background" in response.text
    assert "Not any more" not in response.text
    assert hidden(response)["religion"] == "sikh"


def test_choice_that_is_none_is_asked_again_and_a_long_description_refused(client, application):
    fields = hidden(client.get(questions_url(application)))
    response = client.post(questions_url(application), fields | {"age_band": "120"})
    assert page_of(response) == "age"
    assert "Select your age" in response.text
    fields |= {
        "page": "religion-description",
        "religion": "any_other_religion",
        "religion_description": "x" * 101,
    }
    response = client.post(questions_url(application), fields)
    assert "Religion must be 100 characters or less" in response.text
    assert "x" * 101 in response.text


def test_last_page_sent_twice_shows_the_same_code_and_stores_once(client, application):
    response = client.get(questions_url(application))
    while page_of(response):
        last, response = hidden(response), client.post(questions_url(application), hidden(response))
    again = client.post(questions_url(application), last)
    assert code_on(again) == code_on(response)
    assert Response.objects.count() == 1


def test_second_go_from_another_window_stores_nothing(client, application):
    other = hidden(client.get(questions_url(application)))
    walk(client, application)
    page = client.post(questions_url(application), other | {"page": "region"})
    assert "closed for you" in page.text
    assert Response.objects.count() == 1


def test_answers_sent_while_signed_out_are_kept_nowhere(client, application):
    client.logout()
    response = client.post(questions_url(application), COLUMNS | {"page": "region"})
    assert response.status_code == 302
    assert "Zarquon" not in f"{response.headers['Location']} {dict(client.session)}"
    assert not Response.objects.exists()


def test_draft_is_not_asked(sign_in):
    draft = factories.filled_application()
    client = sign_in(draft.applicant)
    assert client.get(ask_url(draft)).status_code == 404
    assert client.post(questions_url(draft), {"page": "region"}).status_code == 404
    assert not Settled.objects.exists()


def test_after_five_weeks_the_answers_are_counted_and_no_more_are_taken(client, application):
    close_long_ago(application.competition)
    assert "Answers are being counted" in client.get(ask_url(application)).text
    assert "Answers are being counted" in client.post(questions_url(application), {"page": "region"}).text
    assert ask_url(application) not in sent_page(client, application)
    assert not Response.objects.exists()
    assert not Settled.objects.exists()


def test_who_was_given_longer_answers_while_nothing_is_counted_and_not_after(client, application):
    competition = application.competition
    application.extended_until = competition.closes + LONGEST
    application.save()
    assert application.extended_until < counted_from(competition)
    close_long_ago(competition)
    application.extended_until = timezone.now() + LONGEST
    application.save()
    walk(client, application)
    assert not Response.objects.exists()


@pytest.mark.parametrize("change", [str.lower, lambda code: f" {code.replace('-', ' ')} ", lambda code: code])
def test_code_removes_the_answers_without_signing_in(client, application, change):
    cache.clear()
    _, last = walk(client, application)
    page = Client().post(reverse("equality:remove"), {"code": change(code_on(last))})
    assert "If the code was right, your answers are removed" in page.text
    assert not Response.objects.exists()
    assert "closed for you" in client.get(ask_url(application)).text


def test_wrong_code_and_removed_code_are_answered_alike(client, application):
    cache.clear()
    _, last = walk(client, application)
    texts = {
        Client().post(reverse("equality:remove"), {"code": code}).text
        for code in ("3333-4444-6666-7777", code_on(last), code_on(last))
    }
    assert len(texts) == 1
    assert not Response.objects.exists()


@pytest.mark.parametrize("code", ["", "K7QM", "AAAA-AAAA-AAAA-AAAA", "x" * 10_000])
def test_what_cannot_be_a_code_is_told_what_a_code_is(code):
    cache.clear()
    page = Client().post(reverse("equality:remove"), {"code": code})
    assert "Enter your code" in page.text
    assert "removed</h1>" not in page.text


def test_codes_cannot_be_tried_for_long():
    cache.clear()
    client = Client()
    code = {"code": "3333-4444-6666-7777"}
    found = [client.post(reverse("equality:remove"), code).status_code for _ in range(11)]
    assert found == [200] * 10 + [429]
    assert client.get(reverse("equality:remove")).status_code == 200
    cache.clear()


def test_going_through_the_questions_costs_the_same_with_many_responses(client, application):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.post(questions_url(application), {"page": "age", "age_band": "60_or_over"})
        return len(found)

    before = queries()
    Response.objects.bulk_create(
        Response(competition=application.competition, code_hash=str(number)) for number in range(30)
    )
    assert queries() == before


def test_answers_that_could_not_be_kept_are_told_so(sign_in):
    first, second = factories.sent_application(), factories.sent_application()
    _, kept = walk(sign_in(first.applicant), first)
    client = sign_in(second.applicant)
    response = client.get(questions_url(second))
    while page_of(response):
        # Two answers with one code cannot both be stored: as good a fault as any.
        response = client.post(questions_url(second), hidden(response) | {"code": code_on(kept)})
    assert response.status_code == 503
    assert "We could not keep your answers" in response.text
    assert "This does not affect your application." in response.text
    assert Response.objects.count() == 1


def test_skipping_goes_on_where_nothing_can_be_stored(client, application, monkeypatch):
    def fail(**_):
        raise responses.NotStored("The answers to the equality questions could not be stored.")

    monkeypatch.setattr(responses, "store_nothing", fail)
    done = client.post(ask_url(application), {"answers": "no"})
    assert done.headers["Location"] == f"/applications/{application.reference}/sent/"
    assert Settled.objects.get().application == application
