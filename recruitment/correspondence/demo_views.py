"""The pages of the demo."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from recruitment.correspondence.demo_mail import sent_emails


@login_not_required
@never_cache
@require_GET
def emails(request: HttpRequest) -> HttpResponse:
    """Show the latest emails, with the codes to sign in. Only the demo has this page."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", settings.DEMO_MAIL_DIR))
    return render(request, "demo/emails.html", {"emails": sent_emails(folder, limit=50)})
