"""Addresses that exist only in the demo."""

from django.urls import path

from recruitment.correspondence import demo_views

app_name = "demo"
urlpatterns = [path("emails/", demo_views.emails, name="emails")]
