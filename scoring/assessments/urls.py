"""Addresses of this room."""

from django.urls import path

from scoring.assessments import views

app_name = "assessments"
urlpatterns = [
    path("<slug:slug>/<reference:reference>/", views.application, name="application"),
    path("<slug:slug>/<reference:reference>/criteria/<slug:code>/", views.criterion, name="criterion"),
    path("<slug:slug>/<reference:reference>/cv/", views.cv, name="cv"),
    path("<slug:slug>/<reference:reference>/send/", views.send, name="send"),
]
