"""Addresses of the alerts. Nobody signs in: a secret in the address says whose alerts they are."""

from django.urls import path

from recruitment.alerts import views

app_name = "alerts"
urlpatterns = [
    path("", views.ask, name="ask"),
    path("check-your-email/", views.asked, name="asked"),
    path("confirm/<str:signed>/", views.confirm, name="confirm"),
    path("preferences/<str:token>/", views.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
