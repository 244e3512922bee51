"""Addresses of this room."""

from django.urls import path

from recruitment.documents import views

app_name = "documents"
urlpatterns = [
    path("<str:reference>/cv/", views.cv, name="cv"),
    path("<str:reference>/cv/remove/", views.remove, name="remove"),
    path("<str:reference>/documents/<int:pk>/", views.download, name="download"),
]
