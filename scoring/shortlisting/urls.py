"""Addresses of this room."""

from django.urls import path

from scoring.shortlisting import views

app_name = "shortlisting"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.competition, name="competition"),
    path("<slug:slug>/applications/", views.applications, name="applications"),
    path("<slug:slug>/applications/<reference:reference>/", views.application, name="application"),
    path("<slug:slug>/applications/<reference:reference>/decide/", views.decision, name="decide"),
    path("<slug:slug>/applications/<reference:reference>/reinstate/", views.reinstatement, name="reinstate"),
    path("<slug:slug>/ranking/", views.ranking, name="ranking"),
    path("<slug:slug>/ranking/equals/", views.equals, name="equals"),
    path("<slug:slug>/ranking/what-if/", views.what_if, name="what-if"),
    path("<slug:slug>/outcomes/", views.outcomes, name="outcomes"),
]
