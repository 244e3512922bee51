"""Addresses of the applicant's pages."""

from django.urls import path

from recruitment.applications import views

app_name = "applications"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("start/<slug:slug>/", views.start, name="start"),
    path("begin/<slug:slug>/", views.begin, name="begin"),
    path("<str:reference>/", views.tasks, name="tasks"),
    path("<str:reference>/check/", views.check, name="check"),
    path("<str:reference>/send/", views.send, name="send"),
    path("<str:reference>/sent/", views.sent, name="sent"),
    path("<str:reference>/answers/", views.answers, name="answers"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:reference>/ruled-out/", views.ruled_out, name="ruled-out"),
    path("<str:reference>/<slug:section>/<slug:step>/", views.step, name="step"),
]
