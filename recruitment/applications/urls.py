"""Addresses of this room."""

app_name = "applications"
urlpatterns: list = []
