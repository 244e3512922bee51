"""Every address of the site. tests/test_access.py lists each of them with who may open it."""

from django.conf import settings
from django.urls import include, path

# Registers <reference:...> before the addresses below are read.
from recruitment.applications import converters  # noqa: F401

urlpatterns = [
    path("", include("recruitment.competitions.urls")),
    path("", include("recruitment.pages.urls")),
    path("", include("recruitment.accounts.urls")),
    # The equality questions stand below the application, and their counts among the officials' pages.
    path("", include("recruitment.equality.urls")),
    path("alerts/", include("recruitment.alerts.urls")),
    path("service-feedback/", include("recruitment.feedback.urls")),
    # Those of interviews and of feedback to candidates too, and they are looked for before the application's sections.
    path("", include("scoring.interviews.urls")),
    path("", include("scoring.candidate_feedback.urls")),
    path("officials/", include("scoring.findings.urls")),
    # The CV's pages stand where those of other sections do, so they are looked for first.
    path("applications/", include("recruitment.documents.urls")),
    path("applications/", include("recruitment.applications.urls")),
    # The assessors' and the Department's half. Its addresses are included by name, so that nothing is imported here.
    path("assessing/", include("scoring.assessors.urls")),
    path("assessing/", include("scoring.assessments.urls")),
    path("moderation/", include("scoring.moderation.urls")),
    path("officials/", include("recruitment.applications.official_urls")),
    path("officials/", include("scoring.shortlisting.urls")),
    path("officials/", include("scoring.packs.urls")),
    path("officials/", include("scoring.assessors.official_urls")),
]

if settings.DEMO:
    urlpatterns += [path("demo/", include("recruitment.correspondence.demo_urls"))]

handler400 = "recruitment.pages.errors.bad_request"
handler429 = "recruitment.pages.errors.too_many_requests"  # sign-in's limits ask for this name
handler500 = "recruitment.pages.errors.server_error"
