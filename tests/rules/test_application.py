"""The task list, check answers and the confirmation: T1 to T5, C1 to C6, F1 to F3."""

import pytest
from django.urls import reverse

from recruitment.applications.models import AboutYou, Support
from tests import factories, filling
from tests.rules.pages import page_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return factories.ApplicationFactory(competition=factories.competition(posts=2))


@pytest.fixture
def client(application, sign_in):
    return sign_in(application.applicant)


@pytest.fixture
def completed(application, client):
    """Return the application with every section completed through its pages."""
    filling.fill_in(client, application)
    return application


def opened(client, name, application, follow=False):
    response = client.get(reverse(f"applications:{name}", args=[application.reference]), follow=follow)
    assert response.status_code == 200
    return page_of(name, "applicant", response)


def tasks(page):
    """Return {title: (link or None, status)} of a task list."""
    return {
        words(item[0].find(".//a") if item.find(".//a") is not None else item[0]): (
            item.find(".//a"),
            words(page.find(of="govuk-task-list__status", within=item)[0]),
        )
        for item in page.find("li", of="govuk-task-list__item")
    }


def test_t1_task_list_is_shown_at_the_start_and_at_each_return(client, sign_in):
    person, competition = factories.UserFactory(), factories.competition()
    begin = reverse("applications:begin", args=[competition.slug])
    begun = sign_in(person).post(begin, follow=True)
    # Whether somebody can be considered at all comes before the list.
    assert begun.resolver_match.kwargs["section"] == "eligibility"
    application = person.applications.get()
    last = filling.post_step(
        sign_in(person), application, "eligibility", "declare", filling.ELIGIBILITY["declare"]
    )
    assert last.headers["Location"] == reverse("applications:tasks", args=[application.reference])
    returned = sign_in(person).post(begin, follow=True)
    assert returned.resolver_match.view_name == "applications:tasks"
    left = filling.post_step(
        sign_in(person), application, "about-you", "name", {"full_name": "R"}, save_and_leave="yes"
    )
    assert left.headers["Location"] == reverse("applications:tasks", args=[application.reference])


def test_t2_every_task_is_one_link_and_its_hint_has_none(client, application):
    page = opened(client, "tasks", application)
    rows = page.find("li", of="govuk-task-list__item")
    assert rows
    assert [len(page.find("a", within=row)) for row in rows] == [1] * len(rows)
    assert all("govuk-task-list__item--with-link" in row.get("class") for row in rows)
    assert [each for each in page.find(of="govuk-task-list__hint") if page.find("a", within=each)] == []


def test_t3_completed_is_plain_text_and_what_is_left_has_a_tag_that_is_not_red(client, application):
    filling.post_step(client, application, "about-you", "name", {"full_name": "Rose"})
    for section, step, typed in filling.every_step(application)[-3:]:
        filling.post_step(client, application, section, step, typed)
    page = opened(client, "tasks", application)
    found = {}
    for status in page.find(of="govuk-task-list__status"):
        tags = page.find("strong", of="govuk-tag", within=status)
        found.setdefault(words(status), set()).add(tags[0].get("class") if tags else None)
    assert set(found) == {"Completed", "In progress", "Not yet started"}
    assert found.pop("Completed") == {None}
    assert all(None not in classes and "govuk-tag--red" not in "".join(classes) for classes in found.values())


def test_t4_tasks_can_be_done_in_any_order_and_sent_only_when_all_are_completed(client, application):
    page = opened(client, "tasks", application)
    for link, _ in tasks(page).values():
        assert client.get(link.get("href")).status_code == 200
    response = client.post(reverse("applications:send", args=[application.reference]))
    assert response.status_code == 422
    application.refresh_from_db()
    assert application.is_draft


def test_t5_completed_task_can_be_entered_again(client, completed):
    page = opened(client, "tasks", completed)
    found = tasks(page)
    assert {status for _, status in found.values()} == {"Completed"}
    for link, _ in found.values():
        assert client.get(link.get("href")).status_code == 200


def test_c1_check_answers_says_that_nothing_is_sent_yet(client, completed):
    page = opened(client, "check", completed)
    assert page.heading == "Check your answers before you send"
    assert "not sent until you confirm" in words(page.main)


def test_c2_every_section_has_a_heading_and_only_rows_that_concern_the_person(client, completed):
    page = opened(client, "check", completed)
    headings = {words(each) for each in page.find("h2", within=page.main)}
    titles = set(tasks(opened(client, "tasks", completed)))
    assert titles <= headings
    keys = {words(each) for each in page.find("dt")}
    assert not keys & {"Bankruptcy or arrangement with a creditor", "Details of political activity"}


def test_c3_every_row_can_be_changed_and_the_way_leads_back(client, completed):
    page = opened(client, "check", completed)
    changes = [each for each in page.find("a", within=page.main) if words(each).startswith("Change ")]
    names = [words(each) for each in changes]
    assert sorted(names) == sorted(set(names))  # each says what it changes
    rows = page.find(of="govuk-summary-list__row")
    cards = page.find(of="govuk-summary-card")  # one of several things is changed as a whole
    in_cards = [row for card in cards for row in page.find(of="govuk-summary-list__row", within=card)]
    assert len(changes) == len(rows) - len(in_cards) + len(cards)
    for address in {each.get("href") for each in changes}:
        question = page_of("question", "applicant", client.get(address))
        [back] = question.find("a", of="govuk-back-link")
        assert back.get("href") == reverse("applications:check", args=[completed.reference])
        typed = [each.get("value") or "".join(each.itertext()) for each in question.controls(question.main)]
        assert any(typed) or question.find(of="govuk-summary-list"), address  # prefilled


def test_c3_continue_returns_to_check_answers(client, completed):
    for section, step, typed in filling.every_step(completed):
        response = filling.post_step(
            client, completed, section, step, typed, version=1, query="?return=check"
        )
        assert response.headers["Location"] == reverse("applications:check", args=[completed.reference]), step


def test_c4_what_was_left_out_says_not_provided_and_what_is_missing_is_a_link(client, completed):
    AboutYou.objects.filter(application=completed).update(address_line_2="")
    page = opened(client, "check", completed)
    values = {
        words(page.find("dt", within=row)[0]): words(page.find("dd", within=row)[0])
        for row in page.find(of="govuk-summary-list__row")
    }
    assert values["Address line 2 (optional)"] == "Not provided"
    filling.post_step(
        client,
        completed,
        "support",
        "support",
        {"adjustments_needed": "yes", "disability_confident": "no"},
        version=1,
    )
    assert Support.objects.get(application=completed).adjustments_needed
    page = opened(client, "check", completed)
    [row] = [
        row
        for row in page.find(of="govuk-summary-list__row")
        if words(page.find("dt", within=row)[0]) == "Not completed"
    ]
    assert len(page.find("a", within=row)) == 1
    assert "Change" not in words(row)


def test_c5_button_names_what_it_does(client, completed):
    page = opened(client, "check", completed)
    assert [words(each) for each in page.find("button", within=page.main)] == ["Send application"]


def test_c6_summary_cards_have_titles_of_their_own_and_few_actions(site):
    for page in site.opened:
        cards = page.find(of="govuk-summary-card")
        titles = [words(page.find(of="govuk-summary-card__title", within=card)[0]) for card in cards]
        assert len(titles) == len(set(titles)), page
        for card in cards:
            actions = page.find("li", of="govuk-summary-card__action", within=card)
            assert len(actions) <= 3, page


@pytest.fixture
def sent(client, completed):
    client.post(reverse("applications:send", args=[completed.reference]))
    return completed


def test_f1_confirmation_has_a_panel_with_the_reference_and_nothing_to_click(client, sent):
    page = opened(client, "sent", sent)
    [panel] = page.find(of="govuk-panel--confirmation")
    assert sent.reference in words(panel)
    assert page.find("a", "button", within=panel) == []


def test_f2_confirmation_says_what_happens_next_and_when_and_whom_to_ask(client, sent):
    page = opened(client, "sent", sent)
    text = words(page.main)
    assert "What happens next" in text
    assert sent.competition.contact in text
    assert f"{sent.competition.sift:%B %Y}" in text
    assert reverse("applications:answers", args=[sent.reference]) in [
        each.get("href") for each in page.find("a")
    ]


def test_f3_confirmation_can_be_opened_again_by_its_owner_only_and_sends_nothing(client, sent, sign_in):
    sent.refresh_from_db()
    before = sent.sent_at
    for _ in range(2):
        opened(client, "sent", sent)
        client.post(reverse("applications:send", args=[sent.reference]))
    sent.refresh_from_db()
    assert sent.sent_at == before
    other = sign_in(factories.UserFactory())
    assert other.get(reverse("applications:sent", args=[sent.reference])).status_code == 404
