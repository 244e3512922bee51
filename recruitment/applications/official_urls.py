"""Addresses of the pages on which officials help applicants."""

from django.urls import path

from recruitment.applications.views import helping, letters

app_name = "helping"
urlpatterns = [
    path("<slug:slug>/extensions/", helping.extensions, name="extensions"),
    path("<slug:slug>/entered/", helping.entered, name="entered"),
    path("<slug:slug>/letters/", letters.letters, name="letters"),
    path("<slug:slug>/letters/<int:pk>/", letters.letter, name="letter"),
    path("<slug:slug>/entered/<reference:reference>/", helping.correction, name="correction"),
]
