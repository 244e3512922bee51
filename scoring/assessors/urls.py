"""Addresses of this room."""

app_name = "assessors"
urlpatterns: list = []
