"""Addresses of the feedback on the service: everybody's, and the officials'."""

from django.urls import path

from recruitment.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.give, name="give"),
    path("sent/", views.thanks, name="thanks"),
    path("responses/", views.read, name="read"),
    path("responses.csv", views.export, name="export"),
]
