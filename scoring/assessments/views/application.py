"""Scoring one application: its page, its CV, and sending."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from recruitment.documents.downloads import hand_out
from recruitment.documents.models import Document
from recruitment.documents.queries import documents
from recruitment.govuk.templatetags.moments import day
from scoring.assessments.components import status
from scoring.assessments.models import Assessment
from scoring.assessments.scorecard import Line, Scorecard, State
from scoring.assessments.scoring import REASON_LIMIT
from scoring.assessments.sending import NotComplete, send_assessment
from scoring.assessments.side_by_side import side_by_side
from scoring.assessments.views.desk import Desk, at_desk
from scoring.assessors import queries
from scoring.assessors.blinding import sift_decided


@at_desk
def application(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The application and what remains to score; after sending, the scores of all who sent theirs."""
    card = desk.scorecard()
    context = {"desk": desk, "seat": desk.seat, "file": desk.file(), "card": card}
    context["may_declare_later"] = not desk.is_interview and not sift_decided(desk.competition)
    if card.sent_at:
        readable = Assessment.objects.sent().readable_by(desk.seat)
        assessments = readable.filter(application=desk.application, stage=desk.stage)
        context["scores"] = side_by_side([line.criterion for line in card.lines], assessments)
        if not desk.is_interview:
            context["next"] = queries.next_to_score(desk.seat)
    elif desk.can_score:
        context["tasks"] = _tasks(desk, card)
        context["reopened"] = _reopened(desk)
    return render(request, "assessments/application.html", context)


@at_desk
def cv(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Hand out the CV, which names the person: only where assessors may know the name."""
    if not desk.reader.named:
        raise Http404
    document = get_object_or_404(documents(), application=desk.application, kind=Document.Kind.CV)
    return hand_out(document, by=request.user, capacity="assessor")


@at_desk
def send(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All scores of the assessor for this application, to check and send."""
    is_refused = False
    if request.method == "POST":
        try:
            send_assessment(
                assessor=desk.seat, application=desk.application, stage=desk.stage, by=request.user
            )
        except NotComplete:
            is_refused = True
        else:
            messages.success(request, f"Your scores for application {desk.application.reference} are sent.")
            return redirect(desk.address("application"))
    card = desk.scorecard()
    if card.sent_at or not desk.can_score:
        return redirect(desk.address("application"))
    context = {"desk": desk, "seat": desk.seat, "card": card, "title": desk.title()}
    if is_refused:
        context["errors"] = _error_summary(desk, card)
    return render(request, "assessments/send.html", context)


def _reopened(desk: Desk) -> str:
    """Say when and why the assessor's scores were reopened; nothing where they were not."""
    reopened = Assessment.objects.filter(
        assessor=desk.seat, application=desk.application, stage=desk.stage, reopened_at__isnull=False
    )
    last = reopened.order_by("reopened_at").last()
    return f"Your scores were reopened on {day(last.reopened_at)}: {last.reopened_why}" if last else ""


def _tasks(desk: Desk, card: Scorecard) -> dict[str, Any]:
    """Return the options of the component task-list: one row a criterion."""
    return {
        "idPrefix": "criterion",
        "items": [
            {
                "title": {"text": f"{line.criterion.code}: {line.criterion.text}"},
                "href": desk.address("criterion", line.criterion.code),
                "status": status(line.state),
            }
            for line in card.lines
        ],
    }


def _error_summary(desk: Desk, card: Scorecard) -> dict[str, Any]:
    """Return the options of the component error-summary: what keeps the scores from being sent."""
    return {
        "titleText": "There is a problem",
        "errorList": [
            {"text": _lack(line), "href": desk.address("criterion", line.criterion.code)}
            for line in card.lines
            if line.state != State.COMPLETED
        ],
    }


def _lack(line: Line) -> str:
    """Say what one criterion needs before the scores can be sent."""
    code, score = line.criterion.code, line.score
    if score and score.said and score.reason:
        return f"Reason for {code} must be {REASON_LIMIT} characters or less"
    if score and score.said:
        return f"Enter the reason for your level for {code}"
    if score and score.reason:
        return f"Select a level for {code}"
    return f"Select a level and enter a reason for {code}"
