"""An official who also assesses is an assessor (decision 0010): what waits there for them waits here too."""

import pytest
from django.urls import reverse

from recruitment.applications.withdrawal import reinstate, withdraw
from recruitment.competitions.models import Stage
from scoring.assessments.reopening import reopen
from scoring.packs.models import Pack
from scoring.packs.requesting import NotAllowed, build_for_operator, request_pack
from scoring.shortlisting.deciding import decide, pass_over
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import below_the_line, ranking_of
from tests.factories import OfficialFactory, sent_application
from tests.scoring.acting import (
    agree_all,
    confirm_and_release,
    declare_none,
    recuse,
    score_and_send,
    send,
    sift,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(sifting, seats):
    """Return the last of the seats, whose holder runs the competition too."""
    OfficialFactory(competition=sifting, user=seats[2].user)
    return seats[2]


@pytest.fixture
def browser(both, sign_in):
    """Return the browser of the official who assesses."""
    return sign_in(both.user)


def page(browser, name, *more):
    return browser.get(reverse(name, args=["panel", *more])).text


def reopened(application, seat, *, by):
    return reopen(assessor=seat, application=application, stage=Stage.SIFT, reason="A slip.", by=by)


def test_the_application_is_read_after_declaring(both, browser, application):
    reference, evidence = application.reference, "My evidence for E1"
    before = page(browser, "shortlisting:application", reference)
    assert evidence not in before
    assert reverse("assessors:conflict", args=["panel", reference]) in before
    declare_none(both, application)

    assert evidence in page(browser, "shortlisting:application", reference)


def test_a_withdrawn_application_that_was_not_declared_on_stays_closed(browser, application):
    withdraw(application=application, by=application.applicant)

    found = page(browser, "shortlisting:application", application.reference)
    assert "My evidence" not in found
    assert (
        "declare whether you have a conflict of interest." in found
    )  # without a link: it cannot be declared now


def test_the_ranking_leaves_out_who_waits_for_own_scores(
    sifting, seats, both, official, browser, application
):
    sift(application, by=official, E1=2)
    reopened(application, both, by=seats[0].user)

    ranking, _, _ = ranking_of(sifting, post=None, user=both.user)
    assert (ranking.above, ranking.below, ranking.not_agreed) == ((), (), ())
    for name in ("ranking", "below", "what-if", "equals"):
        assert application.reference not in page(browser, f"shortlisting:{name}")
    assert len(ranking_of(sifting, post=None, user=official)[0].below) == 1
    send(both, application)
    assert application.reference in page(browser, "shortlisting:ranking")


def test_the_form_of_a_decision_says_no_level_before_own_scores(seats, both, official, browser, application):
    sift(application, by=official, E1=2)
    reopened(application, both, by=seats[0].user)
    address = reverse("shortlisting:decide", args=["panel", application.reference])

    found = browser.post(address, {"outcome": "shortlisted", "reason": "Strong.", "version": 0}).text

    assert "Agree a score for every criterion before you decide" in found
    assert "Not met" not in found


def test_nobody_is_passed_over_whose_scores_were_reopened(sifting, seats, official, application):
    sift(application, by=official, E1=2)
    reopened(application, seats[1], by=seats[0].user)

    assert below_the_line(sifting, user=official) == {}
    assert (
        pass_over(competition=sifting, references=[application.reference], reason="Weak.", by=official) == 0
    )
    assert not SiftDecision.objects.exists()


def test_counts_leave_out_from_whom_the_official_is_recused(sifting, seats, both, official, browser):
    known, other = sent_application(competition=sifting), sent_application(competition=sifting)
    recuse(both, known)
    declare_none(both, other)
    for seat in (*seats[:2], both):
        for application in (known, other):
            if (seat, application) != (both, known):
                score_and_send(seat, application)
    for application in (known, other):
        agree_all(application, by=official)
        decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    assert "Confirm 1 decision<" in page(browser, "shortlisting:competition")
    confirm_and_release(competition=sifting, by=official)

    assert "0 are free for 1 person" in page(browser, "shortlisting:competition")


def test_packs_and_letters_wait_while_names_are_hidden_again(sifting, both, official, browser, application):
    later = sent_application(competition=sifting)
    withdraw(application=later, by=later.applicant)
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    confirm_and_release(competition=sifting, by=official)
    pack = build_for_operator(competition=sifting, kind=Pack.Kind.SHORTLIST)
    download = reverse("packs:download", args=["panel", pack.pk])
    letter = reverse("candidate_feedback:write", args=["panel", application.reference])
    for address in (download, letter):
        response = browser.get(address)
        assert response.status_code == 200
        if response.streaming:
            response.getvalue()

    reinstate(application=later, by=official, reason="They changed their mind.")

    assert [browser.get(address).status_code for address in (download, letter)] == [404, 404]
    with pytest.raises(NotAllowed):
        request_pack(competition=sifting, kind=Pack.Kind.SHORTLIST, by=both.user)
