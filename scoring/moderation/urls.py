"""Addresses of this room."""

from django.urls import path

from scoring.moderation.views import agreement, meeting

app_name = "moderation"
urlpatterns = [
    path("<slug:slug>/", meeting.competition, name="competition"),
    path("<slug:slug>/agreement/", agreement.statistics, name="agreement"),
    path("<slug:slug>/<reference:reference>/", meeting.application, name="application"),
    path("<slug:slug>/<reference:reference>/<slug:code>/", meeting.criterion, name="criterion"),
]
