"""Addresses of this room."""

app_name = "competitions"
urlpatterns: list = []
