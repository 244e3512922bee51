"""What a person takes away: the receipt of an application."""

from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from recruitment.applications import queries
from recruitment.applications.progress import progress_of
from recruitment.applications.receipt import file_name, write_receipt


@require_GET
def receipt(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out what was sent as a PDF document, made on request."""
    application = get_object_or_404(queries.handled_application(request.user), reference=reference)
    if application.is_draft:
        return redirect("applications:tasks", reference)
    progress = progress_of(application)
    file = BytesIO()
    write_receipt(application=application, outline=progress.outline, answers=progress.answers, file=file)
    file.seek(0)
    response = FileResponse(
        file, as_attachment=True, filename=file_name(application), content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response
