"""Addresses of this room."""

from django.urls import path

from scoring.moderation import views

app_name = "moderation"
urlpatterns = [
    path("<slug:slug>/", views.competition, name="competition"),
    path("<slug:slug>/<reference:reference>/", views.application, name="application"),
    path("<slug:slug>/<reference:reference>/<slug:code>/", views.criterion, name="criterion"),
]
