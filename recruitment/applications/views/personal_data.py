"""What a person takes away: everything that is held about them."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from recruitment.applications.taking_away import take_away


@require_http_methods(["GET", "POST"])
def your_data(request: HttpRequest) -> HttpResponseBase:
    """Say what can be downloaded and what cannot; by POST, hand it out."""
    if request.method == "GET":
        return render(request, "applications/your_data.html")
    response = FileResponse(
        take_away(by=request.user),
        as_attachment=True,
        filename="your-data.zip",
        content_type="application/zip",
    )
    response["Cache-Control"] = "private, no-store"
    return response
