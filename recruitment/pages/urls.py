"""Addresses of the pages that say what this site is and does."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from recruitment.pages import views

app_name = "pages"
urlpatterns = [
    path(f"{name}/", login_not_required(views.page), {"name": name}, name=name)
    for name in ("help", "privacy", "cookies", "accessibility", "terms")
]
