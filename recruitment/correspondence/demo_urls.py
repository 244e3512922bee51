"""Addresses that exist only in the demo."""

app_name = "demo"
urlpatterns: list = []
