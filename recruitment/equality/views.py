"""The equality questions, the removal of answers, and their counts."""

from datetime import timedelta

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.applications.queries import own_application
from recruitment.equality import question_pages, responses
from recruitment.equality.asking import AlreadySettled, TooLate, answer, counted_from, is_asked, skip
from recruitment.equality.codes import new_code, read_code
from recruitment.equality.counting import count
from recruitment.equality.figures import LEAST_ANSWERS, LEAST_SHOWN
from recruitment.equality.forms import Answers, AskForm, QuestionForm, RemoveForm
from recruitment.equality.question_pages import Page
from recruitment.limits import TooManyRequests


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Explain the questions, and ask whether the person wants to answer them."""
    application = _sent_application(request, reference)
    if not is_asked(application):
        return _not_asked(request, application)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["answers"] == "yes":
            return redirect("equality:questions", reference)
        try:
            skip(application=application, by=request.user)
        except (AlreadySettled, TooLate):
            return _not_asked(request, application)
        except responses.NotStored:
            pass  # nothing was to be kept but that somebody skipped
        return redirect("applications:sent", reference)
    context = {
        "form": form,
        "application": application,
        "back_url": reverse("applications:sent", args=[reference]),
        "least_shown": LEAST_SHOWN,
    }
    return render(request, "equality/ask.html", context)


# Not "no-store": going back through pages that travel by POST needs what the browser kept.
@cache_control(private=True)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, reference: str) -> HttpResponse:
    """Go through the questions. All answers travel with the page; the last page stores them and shows the code."""
    application = _sent_application(request, reference)
    # The code is made at the start, so that a last page that is sent twice shows the same code twice.
    code = read_code(request.POST.get("code", "")) or new_code()
    answers = question_pages.accepted(request.POST)
    if not is_asked(application):
        return _not_asked(request, application, code=code)
    page = question_pages.BY_KEY.get(request.POST.get("page", ""), question_pages.FIRST)
    if request.method == "GET" or not page.applies(answers):
        return _question(request, application, question_pages.FIRST, answers, code)
    if "back" in request.POST:
        before = question_pages.page_before(page, answers) or question_pages.FIRST
        return _question(request, application, before, answers, code)
    form = page.form(request.POST, answers=answers)
    if not form.is_valid():
        return _question(request, application, page, answers, code, form)
    if after := question_pages.page_after(page, answers):
        return _question(request, application, after, answers, code)
    try:
        answer(application=application, answers=answers, code=code, by=request.user)
    except (AlreadySettled, TooLate):
        return _not_asked(request, application, code=code)
    except responses.NotStored:
        return render(request, "equality/not_stored.html", {"application": application}, status=503)
    return _stored(request, application, code)


@login_not_required
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest) -> HttpResponse:
    """Remove answers by their code; whether there were any is not said."""
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not ratelimit.consume(request, action="remove_equality_answers"):
        raise TooManyRequests(timedelta(minutes=1))
    if form.is_valid():
        responses.remove(code=form.cleaned_data["code"])
        return render(request, "equality/removed.html")
    return render(request, "equality/remove.html", {"form": form})


@require_GET
def counts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an official how many people gave which answer, in groups that are large enough."""
    official = get_object_or_404(
        Official.objects.select_related("competition"), user=request.user, competition__slug=slug
    )
    since = counted_from(official.competition)
    context = {
        "official": official,
        "competition": official.competition,
        "counted_from": since,
        "counts": count(official.competition) if timezone.now() >= since else None,
        "least_shown": LEAST_SHOWN,
        "least_answers": LEAST_ANSWERS,
    }
    return render(request, "equality/counts.html", context)


def _sent_application(request: HttpRequest, reference: str) -> Application:
    own = own_application(request.user).owned_by(request.user).exclude(state=Application.State.DRAFT)
    return get_object_or_404(own, reference=reference)


@sensitive_variables()
def _question(
    request: HttpRequest,
    application: Application,
    page: Page,
    answers: Answers,
    code: str,
    form: QuestionForm | None = None,
) -> HttpResponse:
    """Show a page, filled in with the answer given before; what other pages asked goes along hidden."""
    form = form or page.form(initial=answers, answers=answers)
    context = {
        "form": form,
        "page": page,
        "is_first": page == question_pages.FIRST,
        "carried": {name: value for name, value in answers.items() if name not in form.fields},
        "code": code,
        "heading": form.heading_text,
        "back_url": reverse("equality:ask", args=[application.reference]),
    }
    return render(request, "equality/question.html", context)


def _not_asked(request: HttpRequest, application: Application, *, code: str = "") -> HttpResponse:
    """Say why nothing is asked; where it is because these very answers were stored, show their code again."""
    if code and responses.is_stored(code):
        return _stored(request, application, code)
    too_late = timezone.now() >= counted_from(application.competition)
    return render(request, "equality/not_asked.html", {"application": application, "too_late": too_late})


def _stored(request: HttpRequest, application: Application, code: str) -> HttpResponse:
    return render(request, "equality/stored.html", {"application": application, "code": code})
