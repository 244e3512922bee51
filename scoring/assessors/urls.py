"""Addresses of this room."""

from django.urls import path

from scoring.assessors.views import applications, conflict, interviews, rulings

app_name = "assessors"
urlpatterns = [
    path("", applications.home, name="home"),
    path("<slug:slug>/", applications.competition, name="competition"),
    path("<slug:slug>/interviews/", interviews.interviews, name="interviews"),
    path("<slug:slug>/connections/", rulings.connections, name="connections"),
    path("<slug:slug>/connections/<int:pk>/", rulings.ruling, name="rule"),
    path("<slug:slug>/<reference:reference>/conflict/", conflict.conflict, name="conflict"),
    path("<slug:slug>/<reference:reference>/conflict/later/", conflict.noticed_later, name="conflict-later"),
]
