"""Addresses of what lies on a desk."""

from django import template

from scoring.assessments.views.desk import Desk

register = template.Library()


@register.simple_tag
def address(desk: Desk, name: str, *more: str) -> str:
    """Return the address of a page of the desk's application, at the stage that is scored."""
    return desk.address(name, *more)
