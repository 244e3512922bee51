"""Addresses of this room."""

app_name = "moderation"
urlpatterns: list = []
