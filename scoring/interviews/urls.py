"""Addresses of this room: the officials' pages, and the applicant's below the application."""

from django.urls import path

from scoring.interviews.views import applicants, officials

app_name = "interviews"
urlpatterns = [
    path("officials/<slug:slug>/interviews/", officials.schedule, name="schedule"),
    path("officials/<slug:slug>/interviews/add/", officials.add, name="add"),
    path("officials/<slug:slug>/interviews/<int:slot>/remove/", officials.remove, name="remove"),
    path("officials/<slug:slug>/interviews/invite/", officials.invitation, name="invite"),
    path("applications/<reference:reference>/interview/", applicants.interview, name="interview"),
    path("applications/<reference:reference>/interview/time/", applicants.choose_time, name="choose"),
    path("applications/<reference:reference>/interview/needs/", applicants.needs, name="needs"),
    path(
        "applications/<reference:reference>/interview/cannot-come/",
        applicants.cannot_come_at_all,
        name="cannot-come",
    ),
]
