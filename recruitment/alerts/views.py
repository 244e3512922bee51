"""The pages of the alerts: anybody may open them, and the address says whose alerts they are about."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from recruitment.alerts import subscribing
from recruitment.alerts.addresses import CONFIRM_WITHIN
from recruitment.alerts.forms import ALL, AskForm, BodiesForm
from recruitment.alerts.models import Subscription
from recruitment.limits import TooManyRequests


@login_not_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address. The answer is the same whether or not it is known."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        if not ratelimit.consume(request, action="ask_for_alerts", key=email):
            # A minute for one place, a day for one address: which it is cannot be told apart.
            raise TooManyRequests
        subscribing.ask(email=email, **form.choice())
        return redirect("alerts:asked")
    return render(request, "alerts/ask.html", {"form": form})


@login_not_required
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Say where to look for the link."""
    return render(request, "alerts/asked.html", {"days": CONFIRM_WITHIN.days})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """Confirm by a button: programs that look into e-mails follow links, and must not confirm."""
    subscription = subscribing.to_confirm(signed)
    if subscription is None:
        return render(request, "alerts/expired.html", {"days": CONFIRM_WITHIN.days})
    if request.method == "POST":
        subscribing.confirm(subscription=subscription)
        return render(request, "alerts/confirmed.html", {"subscription": subscription})
    return render(request, "alerts/confirm.html", {"subscription": subscription})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """Change which bodies, or stop."""
    subscription = Subscription.objects.filter(token=token).first()
    if subscription is None:
        return render(request, "alerts/stopped.html")
    chosen = tuple(each.name for each in subscription.bodies.all())
    form = BodiesForm(
        request.POST if request.method == "POST" else None,
        chosen=chosen,
        initial={"bodies": [ALL] if subscription.all_bodies else list(chosen)},
    )
    if form.is_valid():
        subscribing.choose(subscription=subscription, **form.choice())
        messages.success(request, "Your alerts are changed.")
        return redirect("alerts:preferences", token)
    return render(request, "alerts/preferences.html", {"form": form, "subscription": subscription})


# A mail program posts here by itself and has no CSRF token (RFC 8058). The address holds the secret instead.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the alerts. Opened by a link it shows a button, because programs that look into e-mails follow links."""
    if request.method == "POST":
        subscribing.stop(token=token)
    elif subscription := Subscription.objects.filter(token=token).first():
        return render(request, "alerts/unsubscribe.html", {"subscription": subscription})
    return render(request, "alerts/stopped.html")
