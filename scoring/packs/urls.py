"""Addresses of this room."""

from django.urls import path

from scoring.packs import views

app_name = "packs"
urlpatterns = [
    path("<slug:slug>/packs/", views.packs, name="list"),
    path("<slug:slug>/packs/<int:pk>/", views.pack, name="pack"),
    path("<slug:slug>/packs/<int:pk>/status/", views.status, name="status"),
    path("<slug:slug>/packs/<int:pk>/download/", views.download, name="download"),
]
