"""The officials' addresses of this room."""

from django.urls import path

from scoring.assessors.views import members

app_name = "members"
urlpatterns = [
    path("<slug:slug>/assessors/", members.members, name="list"),
    path("<slug:slug>/assessors/<int:assessor>/replace/", members.replacement, name="replace"),
]
