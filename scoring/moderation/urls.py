"""Addresses of this room."""

from django.urls import path

from recruitment.competitions.models import Stage
from scoring.moderation.views import agreement, applications, meeting

app_name = "moderation"
INTERVIEW = {"stage": Stage.INTERVIEW}
urlpatterns = [
    path("<slug:slug>/", applications.competition, name="competition"),
    path("<slug:slug>/agreement/", agreement.statistics, name="agreement"),
    path("<slug:slug>/<reference:reference>/", meeting.application, name="application"),
    path("<slug:slug>/interviews/", applications.competition, INTERVIEW, "interviews"),
    path("<slug:slug>/interviews/<reference:reference>/", meeting.application, INTERVIEW, "interview"),
]
