"""Addresses of this room."""

from django.urls import path

from recruitment.documents import views

app_name = "documents"
urlpatterns = [
    path("<reference:reference>/cv/", views.cv, name="cv"),
    path("<reference:reference>/cv/status/", views.status, name="status"),
    path("<reference:reference>/cv/remove/", views.remove, name="remove"),
    path("<reference:reference>/documents/<int:pk>/", views.download, name="download"),
]
