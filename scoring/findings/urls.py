"""Addresses of this room, below the officials' pages of interviews."""

from django.urls import path

from scoring.findings.views import lists, person

app_name = "findings"
urlpatterns = [
    path("<slug:slug>/interviews/findings/", lists.everybody, name="list"),
    path("<slug:slug>/interviews/appointable/", lists.appointable, name="appointable"),
    path("<slug:slug>/interviews/findings/<reference:reference>/", person.person, name="person"),
    path(
        "<slug:slug>/interviews/findings/<reference:reference>/conflicts/",
        person.discussion,
        name="discussion",
    ),
    path("<slug:slug>/interviews/findings/<reference:reference>/finding/", person.finding, name="finding"),
]
