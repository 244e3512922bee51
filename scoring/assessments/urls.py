"""Addresses of this room."""

from django.urls import path

from recruitment.competitions.models import Stage
from scoring.assessments.views import application, criteria, criterion, reopening

app_name = "assessments"
INTERVIEW = {"stage": Stage.INTERVIEW}
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
    # The same at the interview.
    path(
        "<slug:slug>/interviews/<reference:reference>/",
        application.application,
        INTERVIEW,
        "interview-application",
    ),
    path(
        "<slug:slug>/interviews/<reference:reference>/criteria/<slug:code>/",
        criterion.by_application,
        INTERVIEW,
        "interview-criterion",
    ),
    path(
        "<slug:slug>/interviews/<reference:reference>/criteria/<slug:code>/autosave/",
        criterion.autosave,
        INTERVIEW,
        "interview-autosave",
    ),
    path("<slug:slug>/interviews/<reference:reference>/cv/", application.cv, INTERVIEW, "interview-cv"),
    path("<slug:slug>/interviews/<reference:reference>/send/", application.send, INTERVIEW, "interview-send"),
    path(
        "<slug:slug>/interviews/<reference:reference>/reopen/<int:assessor>/",
        reopening.reopening,
        INTERVIEW,
        "interview-reopen",
    ),
]
