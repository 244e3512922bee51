"""Anybody gives feedback on the service; officials read it."""

from datetime import timedelta
from http import HTTPStatus

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.accounts.queries import roles_of
from recruitment.feedback import queries, spreadsheet
from recruitment.feedback.forms import FeedbackForm
from recruitment.feedback.models import Feedback, Satisfaction
from recruitment.govuk.pagination import page_of, pagination

# As long as the limit in settings.py counts.
WAIT = timedelta(minutes=10)


@login_not_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Take feedback. Who sends too much gets the form back with what was typed."""
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "feedback/give.html", {"form": form})
    if not ratelimit.consume(request, action="give_feedback"):
        minutes = WAIT // timedelta(minutes=1)
        form.add_error(
            None, f"Too much feedback has come from your network. Wait {minutes} minutes, then send it again"
        )
        response = render(request, "feedback/give.html", {"form": form}, status=HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(int(WAIT.total_seconds()))
        return response
    Feedback.objects.create(**form.cleaned_data)
    return redirect("feedback:thanks")


@login_not_required
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that it arrived."""
    return render(request, "feedback/thanks.html")


@require_GET
def read(request: HttpRequest) -> HttpResponse:
    """Show officials what people think: how many gave which answer, and what they wrote."""
    _officials_only(request)
    counts, chosen = queries.counts(), _chosen(request)
    page = page_of(queries.newest_first(chosen), request.GET)
    context = {
        "chosen": chosen,
        "counts": counts.items(),
        "total": sum(counts.values()),
        "page": page,
        "pagination": pagination(page, request.GET),
    }
    return render(request, "feedback/read.html", context)


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Give officials the same as a file for a spreadsheet, all of it or with one answer."""
    _officials_only(request)
    given = queries.newest_first(_chosen(request)).iterator(chunk_size=1000)
    return StreamingHttpResponse(
        spreadsheet.lines(given),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="feedback-on-this-service.csv"'},
    )


def _officials_only(request: HttpRequest) -> None:
    """Raise Http404 for everybody who runs no competition."""
    if not roles_of(request.user).runs:
        raise Http404


def _chosen(request: HttpRequest) -> Satisfaction | None:
    """Return the answer that the address asks for; None for all."""
    return next((each for each in Satisfaction if each == request.GET.get("satisfaction")), None)
