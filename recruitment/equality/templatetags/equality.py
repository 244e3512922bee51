"""What pages of other rooms ask of this one."""

from django import template

from recruitment.applications.models import Application
from recruitment.equality.asking import is_asked

register = template.Library()


@register.simple_tag
def asks_equality_questions(application: Application) -> bool:
    """Say whether the person can still answer or skip the equality questions."""
    return is_asked(application)
