"""Addresses of the public pages about competitions."""

from django.urls import path

from recruitment.competitions import views

app_name = "competitions"
urlpatterns = [
    path("", views.home, name="home"),
    path("competitions/<slug:slug>/", views.advert, name="advert"),
]
