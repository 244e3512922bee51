"""`{% load govuk %}`: components of the Design System in templates."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from recruitment.govuk.render import component

register = template.Library()


@register.simple_tag
def govuk(name: str, params: Mapping[str, Any] | None = None, /, **options: Any) -> SafeString:
    """`{% govuk "button" text="Continue" %}` or `{% govuk "task-list" tasks %}`; single options win."""
    return component(name, {**(params or {}), **options})


@register.simple_block_tag(end_name="end_govuk_block")
def govuk_block(content: SafeString, name: str, /, **options: Any) -> SafeString:
    """A component around HTML: `{% govuk_block "details" summaryText="Help" %}...{% end_govuk_block %}`."""
    return component(name, {**options, "html": content})


@register.simple_tag
def notification_banner(messages: Iterable[Message]) -> SafeString:
    """One banner for all messages of the request: green where all of them tell of success."""
    told = list(messages)
    lines = ((message.message,) for message in told)
    html = format_html_join("\n", '<p class="govuk-notification-banner__heading">{}</p>', lines)
    succeeded = all(message.level == constants.SUCCESS for message in told)
    return component("notification-banner", {"html": html, "type": "success" if succeeded else None})


@register.simple_tag(takes_context=True)
def service_navigation(context: template.Context) -> SafeString:
    """The service's name and the items of `navigation`: dicts of text, href and, on its own page, current.

    An item with `post` is a button that posts to its href, for what changes something (signing out).
    """
    items = context.get("navigation") or []
    links = [{**item, "post": None} for item in items if not item.get("post")]
    buttons = format_html_join("\n", "{}", ((_button(context, item),) for item in items if item.get("post")))
    params = {
        "serviceName": context.get("service_name") or "Public appointments",
        "serviceUrl": "/",
        "navigation": links,
        "collapseNavigationOnMobile": len(items) > 1,
        "slots": {"navigationEnd": buttons},
    }
    return component("service-navigation", params)


def _button(context: template.Context, item: Mapping[str, Any]) -> SafeString:
    return format_html(
        '<li class="govuk-service-navigation__item"><form method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="govuk-service-navigation__link portal-link-button">{}</button></form></li>',
        item["href"],
        get_token(context["request"]),
        item["text"],
    )
