"""Addresses of this room."""

app_name = "packs"
urlpatterns: list = []
