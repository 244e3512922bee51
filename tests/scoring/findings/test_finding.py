"""The panel finds somebody appointable or not, once scores are agreed and conflicts were discussed."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from recruitment.applications.withdrawal import withdraw
from recruitment.competitions.models import Stage
from recruitment.records.models import AuditEvent
from scoring.assessments.reopening import AlreadyDecided, reopen
from scoring.assessors.locking import NotInCompetition
from scoring.findings.errors import (
    ConflictsNotDiscussed,
    FoundElsewhere,
    NothingSaid,
    NotTheirs,
    ScoresMissing,
    UnmetNotConfirmed,
    WordsMissing,
)
from scoring.findings.models import CriterionFinding, Finding
from scoring.moderation.agreeing import AlreadyFound
from tests.scoring.acting import (
    agree_all,
    declare_none,
    discuss,
    find_on,
    recuse,
    score_and_send,
    score_interview,
)

pytestmark = pytest.mark.django_db

CODES = ("E1", "E2", "D3")


@pytest.fixture
def ready(met, seats, official):
    """Return a candidate on whom everything is there that a finding needs."""
    for seat in seats:
        declare_none(seat, met)
    score_interview(met, by=official)
    discuss(met, by=official)
    return met


def page_of(application, name="finding"):
    return reverse(f"findings:{name}", args=["panel", application.reference])


def filled(**more):
    typed = {"outcome": "appointable", "reason": "Convincing.", "version": "0"}
    return typed | {f"{code}-strengths": f"Strong on {code}." for code in CODES} | more


def test_finding_is_kept_with_strengths_and_weaknesses_for_each_criterion(ready, official):
    made = find_on(ready, by=official, said={"E1": ("Clear.", ""), "E2": ("", "Vague."), "D3": ("A", "B")})
    assert [(each.criterion.code, each.strengths, each.weaknesses) for each in made.on_criteria.all()] == [
        ("E1", "Clear.", ""),
        ("E2", "", "Vague."),
        ("D3", "A", "B"),
    ]
    event = AuditEvent.objects.get(action="interview.found")
    assert (event.subject, event.details) == (
        ready.reference,
        {"outcome": "appointable", "version": 1, "unmet_essentials": []},
    )


def test_nothing_is_found_before_every_score_is_sent_and_agreed(met, seats, official):
    for seat in seats:
        declare_none(seat, met)
    discuss(met, by=official)
    with pytest.raises(ScoresMissing):
        find_on(met, by=official)
    for seat in seats:
        score_and_send(seat, met, stage=Stage.INTERVIEW)
    with pytest.raises(ScoresMissing):
        find_on(met, by=official)
    agree_all(met, by=official, stage=Stage.INTERVIEW)
    assert find_on(met, by=official).outcome == "appointable"


def test_nothing_is_found_before_conflicts_are_discussed(met, seats, official):
    for seat in seats:
        declare_none(seat, met)
    score_interview(met, by=official)
    with pytest.raises(ConflictsNotDiscussed):
        find_on(met, by=official)


def test_a_reason_and_something_on_every_criterion_is_needed(ready, official):
    with pytest.raises(WordsMissing):
        find_on(ready, by=official, reason=" ")
    with pytest.raises(NothingSaid) as refusal:
        find_on(ready, by=official, said={"E1": ("Clear.", ""), "E2": (" ", "")})
    assert [criterion.code for criterion in refusal.value.criteria] == ["E2", "D3"]
    assert not Finding.objects.exists()


def test_below_the_acceptable_level_appointable_is_confirmed_and_not_refused(met, seats, official):
    for seat in seats:
        declare_none(seat, met)
    score_interview(met, by=official, E2=3, D3=1)  # a desirable criterion need not be met
    discuss(met, by=official)
    with pytest.raises(UnmetNotConfirmed) as refusal:
        find_on(met, by=official)
    assert refusal.value.unmet == ["E2"]
    find_on(met, by=official, despite_unmet=True)
    assert AuditEvent.objects.get(action="interview.found").details["unmet_essentials"] == ["E2"]
    assert find_on(met, by=official, outcome="not_appointable").version == 2


def test_only_the_chair_and_officials_who_may_read_the_scores_find(ready, seats):
    with pytest.raises(NotTheirs):
        find_on(ready, by=seats[1].user)
    assert find_on(ready, by=seats[0].user).found_by == seats[0].user


def test_recused_chair_finds_nothing_and_sees_nothing(met, seats, official, sign_in):
    recuse(seats[0], met)
    for seat in seats[1:]:
        declare_none(seat, met)
    score_interview(met, by=official)
    discuss(met, by=official)
    find_on(met, by=official)
    with pytest.raises(NotTheirs):
        find_on(met, by=seats[0].user)
    chair = sign_in(seats[0].user)
    for name in ("person", "discussion", "finding"):
        assert chair.get(page_of(met, name)).status_code == 404
    listed = chair.get(reverse("findings:list", args=["panel"])).text
    assert (met.reference in listed, "Okonkwo" in listed) == (False, False)
    handed = chair.get(reverse("findings:appointable", args=["panel"])).text
    assert "You declared a conflict of interest with somebody on this list" in handed
    assert (met.reference in handed, "Okonkwo" in handed) == (False, False)


def test_who_withdrew_is_found_nothing(ready, official, sign_in):
    withdraw(application=ready, by=ready.applicant)
    with pytest.raises(NotInCompetition):
        find_on(ready, by=official)
    browser = sign_in(official)
    assert browser.get(page_of(ready)).status_code == 404
    assert "Nobody who withdrew can be found appointable" in browser.get(page_of(ready, "person")).text


def test_reversal_is_a_new_row_with_a_reason(ready, official, seats):
    first = find_on(ready, by=official)
    assert find_on(ready, by=official) == first
    second = find_on(ready, by=seats[0].user, outcome="not_appointable", reason="A reference came.", seen=1)
    assert (second.version, list(Finding.objects.current())) == (2, [second])
    with pytest.raises(FoundElsewhere):
        find_on(ready, by=official, reason="Something else.", seen=1)


def test_the_database_keeps_what_was_found(ready, official):
    find_on(ready, by=official)
    for rows, change in (
        (Finding.objects.all(), {"outcome": "not_appointable"}),
        (CriterionFinding.objects.all(), {"strengths": "Changed."}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        CriterionFinding.objects.all().delete()


def test_scores_under_a_finding_are_fixed(ready, official, seats, sign_in):
    find_on(ready, by=official)
    with pytest.raises(AlreadyFound):
        agree_all(ready, by=official, value=6, stage=Stage.INTERVIEW)
    with pytest.raises(AlreadyDecided):
        reopen(
            assessor=seats[1], application=ready, stage=Stage.INTERVIEW, reason="A slip.", by=seats[0].user
        )
    meeting = sign_in(official).get(reverse("moderation:interview", args=["panel", ready.reference])).text
    assert "The finding on the candidate is recorded, so the agreed scores are fixed" in meeting
    assert "Save agreed scores" not in meeting


def test_page_takes_a_finding_and_keeps_what_was_typed(ready, official, sign_in):
    browser = sign_in(official)
    page = browser.get(page_of(ready))
    assert {form_field.value() for form_field in page.context["form"] if form_field.name != "version"} == {
        None
    }
    refused = browser.post(page_of(ready), filled() | {"E2-strengths": "", "outcome": ""})
    assert "Enter strengths, weaknesses or both on E2" in refused.text
    assert "Select whether the candidate is appointable" in refused.text
    assert "Strong on D3." in refused.text
    assert browser.post(page_of(ready), filled()).url == page_of(ready, "person")
    shown = browser.get(page_of(ready, "person")).text
    for said in ("Appointable", "Convincing.", "Strong on E1."):
        assert said in shown
    assert "Strong on E1." in browser.get(page_of(ready)).text  # their own words, to go on from
    elsewhere = browser.post(page_of(ready), filled(reason="Other."))
    assert "Somebody recorded ‘Appointable’ while this page was open" in elsewhere.text
    again = browser.post(page_of(ready), filled(outcome="not_appointable", reason="Other.", version="1"))
    assert again.url == page_of(ready, "person")
    assert "Earlier findings" in browser.get(page_of(ready, "person")).text


def test_page_asks_to_confirm_what_is_below_the_acceptable_level(met, seats, official, sign_in):
    for seat in seats:
        declare_none(seat, met)
    score_interview(met, by=official, E1=2)
    discuss(met, by=official)
    browser = sign_in(official)
    assert "Agreed below the acceptable level: E1" in browser.get(page_of(met)).text
    refused = browser.post(page_of(met), filled())
    assert "Select that the panel means it, or that the candidate is not appointable" in refused.text
    assert browser.post(page_of(met), filled(despite_unmet="yes")).status_code == 302
    assert Finding.objects.get().outcome == "appointable"


def test_page_says_what_has_to_come_first(met, seats, official, sign_in):
    browser = sign_in(official)
    assert "Record finding" not in browser.get(page_of(met)).text
    refused = browser.post(page_of(met), filled())
    assert "Have every interview score sent and agreed before you record a finding" in refused.text
    for seat in seats:
        declare_none(seat, met)
    score_interview(met, by=official)
    refused = browser.post(page_of(met), filled())
    assert "Record what was said of conflicts of interest before you record a finding" in refused.text


def test_chair_sees_no_score_and_no_finding_before_they_sent_theirs(met, seats, official, sign_in):
    for seat in seats:
        declare_none(seat, met)
    score_and_send(seats[1], met, value=7, reason="Outstanding in the room.", stage=Stage.INTERVIEW)
    chair = sign_in(seats[0].user)
    page = chair.get(page_of(met, "person")).text
    assert "Outstanding in the room." not in page
    assert "after you sent yours" in page
    assert chair.get(page_of(met)).status_code == 404
    assert "Outstanding in the room." in sign_in(official).get(page_of(met, "person")).text
