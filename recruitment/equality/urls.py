"""Addresses of the equality questions: the applicant's, everybody's, and the officials'."""

from django.urls import path

from recruitment.equality import views

app_name = "equality"
urlpatterns = [
    path("applications/<reference:reference>/equality/", views.ask, name="ask"),
    path("applications/<reference:reference>/equality/questions/", views.questions, name="questions"),
    path("equality/remove/", views.remove, name="remove"),
    path("officials/<slug:slug>/equality/", views.counts, name="counts"),
]
