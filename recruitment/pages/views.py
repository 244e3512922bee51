"""The pages that say what this site is and does."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from recruitment.pages.cookies import COOKIES


@require_GET
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the pages."""
    context = {
        "signed_in_hours": settings.SESSION_COOKIE_AGE // 3600,
        "code_minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        "cookies": COOKIES,
    }
    return render(request, f"pages/{name}.html", context)
