"""Addresses of this room."""

from django.urls import path

from scoring.moderation.views import agreement, applications, meeting

app_name = "moderation"
urlpatterns = [
    path("<slug:slug>/", applications.competition, name="competition"),
    path("<slug:slug>/agreement/", agreement.statistics, name="agreement"),
    path("<slug:slug>/<reference:reference>/", meeting.application, name="application"),
]
