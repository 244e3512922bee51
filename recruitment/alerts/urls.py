"""Addresses of the alerts. Nobody signs in: a secret in the address says whose alerts they are."""

from django.urls import path, re_path

from recruitment.alerts import views

OWNER = r"(?P<token>[A-Za-z0-9_-]{1,64})"

app_name = "alerts"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("check-your-email/", views.asked, name="asked"),
    path("confirm/<str:signed>/", views.confirm, name="confirm"),
    re_path(rf"^preferences/{OWNER}/$", views.preferences, name="preferences"),
    re_path(rf"^unsubscribe/{OWNER}/$", views.unsubscribe, name="unsubscribe"),
]
