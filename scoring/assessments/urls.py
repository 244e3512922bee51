"""Addresses of this room."""

from django.urls import path

from scoring.assessments import views

app_name = "assessments"
urlpatterns = [
    path("<slug:slug>/<str:reference>/", views.application, name="application"),
    path("<slug:slug>/<str:reference>/criteria/<str:code>/", views.criterion, name="criterion"),
    path("<slug:slug>/<str:reference>/cv/", views.cv, name="cv"),
    path("<slug:slug>/<str:reference>/send/", views.send, name="send"),
]
