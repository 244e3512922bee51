"""Officials write feedback and send it; candidates read theirs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from recruitment.accounts.keeping import keeps_what_was_typed, posted_or_kept
from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from recruitment.govuk.pagination import page_of, pagination
from scoring.assessors.locking import NotInCompetition
from scoring.candidate_feedback import queries
from scoring.candidate_feedback.errors import AlreadySent, ChangedElsewhere
from scoring.candidate_feedback.forms import LetterForm
from scoring.candidate_feedback.models import FeedbackLetter
from scoring.candidate_feedback.writing import save, send
from scoring.shortlisting.views.official import names_of, official_of

ALREADY_SENT = (
    "This was not saved: the feedback was sent in the meantime. Copy what you wrote if you need it, and write to the "
    "candidate"
)


@require_safe
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who was told the outcome of the sift, and how far the feedback to each is."""
    official = official_of(request, slug)
    competition = official.competition
    page = page_of(queries.to_give(competition, user=request.user), request.GET)
    context = {
        "official": official,
        "competition": competition,
        "page": page,
        "pagination": pagination(page, request.GET),
        "tasks": _tasks(request, competition, page.object_list),
    }
    return render(request, "candidate_feedback/letters.html", context)


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Write the feedback to one candidate, beginning with the portal's draft; after sending, read it."""
    official = official_of(request, slug)
    application = _application(request, official.competition, reference)
    letter = _letter_of(application)
    typed = posted_or_kept(request)
    is_sent = bool(letter and letter.sent_at)
    form = LetterForm(typed, initial=None if is_sent and not typed else _initial(application, letter))
    standing = None
    if request.method == "POST" and form.is_valid():
        if _is_saved(request, application, form):
            if "save_and_leave" in request.POST:
                messages.success(
                    request, f"The feedback on application {reference} is saved. It is not sent."
                )
                return redirect("candidate_feedback:letters", slug)
            return redirect("candidate_feedback:send", slug, reference)
        standing = FeedbackLetter.objects.get(application=application)
    elif typed and is_sent:
        form.add_error(None, ALREADY_SENT)
    context = {
        "official": official,
        "competition": official.competition,
        "application": application,
        "letter": letter,
        "form": form,
        "shows_letter": is_sent and not typed,
        "standing": standing,
        "title": names_of(request, official.competition, [application.pk])[application.pk],
    }
    return render(request, "candidate_feedback/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Show the letter as the candidate will read it, then send it."""
    official = official_of(request, slug)
    application = _application(request, official.competition, reference)
    letter = _letter_of(application)
    if letter is None or letter.sent_at:
        return redirect("candidate_feedback:write", slug, reference)
    if request.method == "POST":
        try:
            send(application=application, seen=_version(request.POST.get("version", "")), by=request.user)
        except (ChangedElsewhere, NotInCompetition):
            messages.warning(
                request, "Nothing was sent: somebody changed it in the meantime. Read it as it is now."
            )
            return redirect("candidate_feedback:write", slug, reference)
        messages.success(request, f"The feedback on application {reference} is sent.")
        return redirect("candidate_feedback:letters", slug)
    context = {
        "official": official,
        "competition": official.competition,
        "application": application,
        "letter": letter,
        "title": names_of(request, official.competition, [application.pk])[application.pk],
    }
    return render(request, "candidate_feedback/send.html", context)


@require_safe
def read(request: HttpRequest, reference: str) -> HttpResponse:
    """The feedback that was sent, for the candidate."""
    application = get_object_or_404(queries.feedback_for(request.user), reference=reference)
    context = {"application": application, "competition": application.competition}
    return render(request, "candidate_feedback/read.html", context)


def _application(request: HttpRequest, competition: Competition, reference: str) -> Application:
    return get_object_or_404(queries.to_give(competition, user=request.user), reference=reference)


def _letter_of(application: Application) -> FeedbackLetter | None:
    return getattr(application, "feedback_letter", None)


def _initial(application: Application, letter: FeedbackLetter | None) -> dict[str, Any]:
    if letter:
        return {"text": letter.text, "version": letter.version}
    return {"text": queries.draft_for(application), "version": 0}


def _is_saved(request: HttpRequest, application: Application, form: LetterForm) -> bool:
    """Keep the letter. Where it is refused, say on the form what to do."""
    try:
        save(application=application, text=form.cleaned_data["text"], seen=form.seen_version, by=request.user)
    except AlreadySent:
        form.add_error(None, ALREADY_SENT)
    except NotInCompetition:  # withdrawn in this very moment
        raise Http404 from None
    except ChangedElsewhere as change:
        form.show_version(change.letter.version if change.letter else 0)
        form.add_error(
            None,
            "Somebody else saved this feedback in the meantime. What they wrote stands below what you wrote: change "
            "yours to what you want to keep, and save again",
        )
    else:
        return True
    return False


def _version(posted: str) -> int:
    """Return the number of a version; 0, which is none, for anything else."""
    return int(posted) if posted.isascii() and posted.isdecimal() and len(posted) < 6 else 0


def _tasks(request: HttpRequest, competition: Competition, applications: list[Application]) -> dict[str, Any]:
    """Return the options of the component task-list: one row a candidate."""
    names = names_of(request, competition, [application.pk for application in applications])
    return {
        "idPrefix": "letter",
        "items": [
            {
                "title": {"text": names[application.pk]},
                "hint": {"text": application.reference},
                "href": reverse("candidate_feedback:write", args=[competition.slug, application.reference]),
                "status": _status(_letter_of(application)),
            }
            for application in applications
        ],
    }


def _status(letter: FeedbackLetter | None) -> dict[str, Any]:
    if letter is None:
        return {"tag": {"text": "Not written", "classes": "govuk-tag--blue"}}
    if letter.sent_at is None:
        return {"tag": {"text": "Not sent", "classes": "govuk-tag--light-blue"}}
    return {"text": "Sent"}
