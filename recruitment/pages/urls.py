"""Addresses of this room."""

app_name = "pages"
urlpatterns: list = []
