"""Addresses of this room. Those that allauth looks up have the names that it knows."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from recruitment.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_request_login_code"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/not-possible/", allauth.account_inactive, name="account_inactive"),
    path("sign-out/", login_not_required(allauth.logout), name="account_logout"),
    path("account/", include(([path("", views.home, name="home")], "accounts"))),
]
