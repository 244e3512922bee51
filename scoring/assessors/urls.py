"""Addresses of this room."""

from django.urls import path

from scoring.assessors import views

app_name = "assessors"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.competition, name="competition"),
    path("<slug:slug>/<reference:reference>/conflict/", views.conflict, name="conflict"),
]
