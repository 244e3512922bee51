"""Addresses of this room."""

from django.urls import path

from scoring.assessments.views import application, criteria, criterion, reopening

app_name = "assessments"
urlpatterns = [
    path("<slug:slug>/criteria/", criteria.criteria, name="criteria"),
    path("<slug:slug>/criteria/send/", criteria.send_all, name="send-all"),
    path("<slug:slug>/criteria/<slug:code>/", criteria.by_criterion, name="by-criterion"),
    path(
        "<slug:slug>/criteria/<slug:code>/<reference:reference>/", criterion.by_criterion, name="on-criterion"
    ),
    path("<slug:slug>/<reference:reference>/", application.application, name="application"),
    path(
        "<slug:slug>/<reference:reference>/criteria/<slug:code>/", criterion.by_application, name="criterion"
    ),
    path(
        "<slug:slug>/<reference:reference>/criteria/<slug:code>/autosave/",
        criterion.autosave,
        name="autosave",
    ),
    path("<slug:slug>/<reference:reference>/cv/", application.cv, name="cv"),
    path("<slug:slug>/<reference:reference>/send/", application.send, name="send"),
    path("<slug:slug>/<reference:reference>/reopen/<int:assessor>/", reopening.reopening, name="reopen"),
]
