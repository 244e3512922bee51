"""Signing in by a code sent by email, and where people come in."""

import logging
import time
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET

from recruitment.accounts.asking import ask_for_code, may_have_it_again
from recruitment.accounts.codes import is_used_up
from recruitment.accounts.forms import CANNOT_ASK, WHY_NOT, CodeForm, EmailForm
from recruitment.accounts.queries import roles_of

logger = logging.getLogger(__name__)

SIGN_IN, ENTER_CODE = "account_request_login_code", "account_confirm_login_code"
# What keeps an email from leaving: the mail server is away, or refuses it.
CANNOT_SEND = (OSError, SMTPException)
NOT_SENT = "We could not send an email just now. Wait a few minutes and try again"
TOO_LONG_AGO = "It is too long since you asked for a code. Enter your email address to get a new one."


@method_decorator(login_not_required, name="dispatch")
class SignIn(RequestLoginCodeView):
    """Ask for an email address and send a code to it, whether or not the address is known."""

    extra_context = {"heading": "Sign in", "back_url": reverse_lazy("competitions:home")}

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Stay: somebody who comes back here before entering a code mistyped the address."""

    def form_valid(self, form: EmailForm) -> HttpResponse:
        """Send the code and go on to the page where it is entered."""
        try:
            process = LoginCodeVerificationProcess.initiate(
                request=self.request, user=form.asked.user, email=form.cleaned_data["email"]
            )
        except CANNOT_SEND:
            logger.exception("A sign-in code could not be sent.")
            form.add_error("email", NOT_SENT)
            return self.form_invalid(form)
        process.state["asked"] = form.asked.pk
        process.persist()
        return redirect(self.get_success_url())


@method_decorator(login_not_required, name="dispatch")
class EnterCode(ConfirmLoginCodeView):
    """Ask for the code, and sign the person in."""

    extra_context = {
        "heading": "Enter the code we sent you",
        "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a new code in place of one that has expired; on the way back to the start, keep where to go next."""
        if not request.user.is_authenticated:
            stage = LoginStageController.enter(request, LoginByCodeStage.key)
            process = LoginCodeVerificationProcess(stage=stage) if stage else None
            if process and not process.is_valid():
                return self._renew(process)
            if process is None and request.method == "POST":
                messages.info(request, TOO_LONG_AGO)
        response = super().dispatch(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect) and response.url == reverse(SIGN_IN):
            response["Location"] = self._keeping_next(SIGN_IN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way back to the address."""
        return super().get_context_data(back_url=self._keeping_next(SIGN_IN), **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say at which code somebody guesses."""
        kwargs = super().get_form_kwargs()
        return kwargs if self._action == "resend" else kwargs | {"asked": self._process.state.get("asked")}

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """Ask again while there are guesses left; a slip never ends the attempt.

        The library would count in the session, where requests at the same moment overwrite each other.
        """
        if not form.has_error("code", "incorrect_code") or not is_used_up(code=form.asked):
            return self.render_to_response(self.get_context_data(form=form))
        self._process.abort()
        messages.error(self.request, get_adapter().error_messages["too_many_login_attempts"])
        return redirect(SIGN_IN)

    def _renew(self, process: LoginCodeVerificationProcess) -> HttpResponse:
        try:
            asked = ask_for_code(self.request, email=process.state["email"])
            process.send()
        except CANNOT_ASK as refusal:
            messages.error(self.request, f"Your code has expired. {WHY_NOT[type(refusal)]}.")
            return redirect(self._keeping_next(SIGN_IN))
        except CANNOT_SEND:
            logger.exception("A sign-in code could not be sent.")
            messages.error(self.request, f"Your code has expired. {NOT_SENT}.")
            return redirect(self._keeping_next(SIGN_IN))
        process.state |= {"asked": asked.pk, "at": time.time(), "resend_count": 0}
        process.persist()
        messages.info(self.request, "Your code has expired. We have sent you a new one.")
        return redirect(self._keeping_next(ENTER_CODE))

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        """Send the same code again and give it its whole time, so that it works from whichever email comes first."""
        process, email = self._process, self._process.state["email"]
        try:
            if not may_have_it_again(self.request, email=email, code=process.state.get("asked")):
                return redirect(self._keeping_next(ENTER_CODE))  # it was sent, by requests at the same moment
            get_adapter().send_mail("account/email/login_code", email, {"code": process.code})
        except CANNOT_ASK as refusal:
            messages.error(self.request, f"{WHY_NOT[type(refusal)]}.")
        except CANNOT_SEND:
            logger.exception("A sign-in code could not be sent.")
            messages.error(self.request, f"{NOT_SENT}.")
        else:
            process.state["at"] = time.time()
            process.record_resend()
            process.persist()
            messages.success(self.request, "We have sent the email again.")
        return redirect(self._keeping_next(ENTER_CODE))

    def _keeping_next(self, name: str) -> str:
        """Return the address of a page of the sign-in, with where the person wanted to go."""
        return self.passthrough_next_url(reverse(name))


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send people to where their work is."""
    roles = roles_of(request.user)
    if roles.runs:
        return redirect("shortlisting:home")
    if roles.assesses:
        return redirect("assessors:home")
    return redirect("applications:mine")
