"""Addresses of this room: the officials' pages, and the candidate's below the application."""

from django.urls import path

from scoring.candidate_feedback import views

app_name = "candidate_feedback"
urlpatterns = [
    path("officials/<slug:slug>/feedback/", views.letters, name="letters"),
    path("officials/<slug:slug>/feedback/<reference:reference>/", views.write, name="write"),
    path("officials/<slug:slug>/feedback/<reference:reference>/send/", views.confirm, name="send"),
    path("applications/<reference:reference>/feedback/", views.read, name="read"),
]
