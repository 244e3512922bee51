"""Addresses of the applicant's pages."""

from django.urls import path

from recruitment.applications.views import (
    after_sending,
    keeping,
    personal_data,
    receipts,
    roles,
    sending,
    starting,
    writing,
)

app_name = "applications"
urlpatterns = [
    path("", starting.mine, name="mine"),
    path("start/<slug:slug>/", starting.start, name="start"),
    path("begin/<slug:slug>/", starting.begin, name="begin"),
    path("your-data/", personal_data.your_data, name="your-data"),
    path("<reference:reference>/", writing.tasks, name="tasks"),
    path("<reference:reference>/check/", sending.check, name="check"),
    path("<reference:reference>/send/", sending.send, name="send"),
    path("<reference:reference>/waiting/", sending.waiting, name="waiting"),
    path("<reference:reference>/sent/", after_sending.sent, name="sent"),
    path("<reference:reference>/receipt/", receipts.receipt, name="receipt"),
    path("<reference:reference>/answers/", after_sending.answers, name="answers"),
    path("<reference:reference>/withdraw/", after_sending.withdraw, name="withdraw"),
    path("<reference:reference>/contact/", after_sending.contact, name="contact"),
    path("<reference:reference>/delete/", starting.delete, name="delete"),
    path("<reference:reference>/ruled-out/", writing.ruled_out, name="ruled-out"),
    path("<reference:reference>/sector-experience/<slug:step>/remove/", roles.remove, name="remove-role"),
    path("<reference:reference>/<slug:section>/<slug:step>/", writing.step, name="step"),
    path("<reference:reference>/<slug:section>/<slug:step>/autosave/", keeping.autosave, name="autosave"),
    path("<reference:reference>/<slug:section>/<slug:step>/versions/", keeping.versions, name="versions"),
]
