"""Addresses of this room."""

from django.urls import path

from scoring.shortlisting.views import application, competition, ranking

app_name = "shortlisting"
urlpatterns = [
    path("", competition.home, name="home"),
    path("<slug:slug>/", competition.competition, name="competition"),
    path("<slug:slug>/applications/", competition.applications, name="applications"),
    path("<slug:slug>/applications/<reference:reference>/", application.application, name="application"),
    path("<slug:slug>/applications/<reference:reference>/decide/", application.decision, name="decide"),
    path(
        "<slug:slug>/applications/<reference:reference>/reinstate/",
        application.reinstatement,
        name="reinstate",
    ),
    path("<slug:slug>/ranking/", ranking.ranking, name="ranking"),
    path("<slug:slug>/ranking/below/", ranking.below_the_line, name="below"),
    path("<slug:slug>/ranking/equals/", ranking.equals, name="equals"),
    path("<slug:slug>/ranking/what-if/", ranking.what_if, name="what-if"),
    path("<slug:slug>/confirm/", competition.confirmation, name="confirm"),
    path("<slug:slug>/outcomes/", competition.outcomes, name="outcomes"),
]
