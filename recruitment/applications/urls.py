"""Addresses of the applicant's pages."""

from django.urls import path

from recruitment.applications import views

app_name = "applications"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("start/<slug:slug>/", views.start, name="start"),
    path("begin/<slug:slug>/", views.begin, name="begin"),
    path("<reference:reference>/", views.tasks, name="tasks"),
    path("<reference:reference>/check/", views.check, name="check"),
    path("<reference:reference>/send/", views.send, name="send"),
    path("<reference:reference>/sent/", views.sent, name="sent"),
    path("<reference:reference>/answers/", views.answers, name="answers"),
    path("<reference:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<reference:reference>/ruled-out/", views.ruled_out, name="ruled-out"),
    path("<reference:reference>/<slug:section>/<slug:step>/", views.step, name="step"),
]
