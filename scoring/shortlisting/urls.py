"""Addresses of this room."""

app_name = "shortlisting"
urlpatterns: list = []
