"""Answer the equality questions as a browser would: with the hidden fields of each page."""

import re
from html import unescape

from django.urls import reverse

# An answer to every page that can apply, none of which another table could hold by chance.
EVERYTHING = {
    "age": {"age_band": "60_or_over"},
    "disability": {"disability": "disability_yes"},
    "disability-effect": {"disability_effect": "yes_a_little"},
    "ethnic-group": {"ethnic_group": "white"},
    "ethnic-background": {"ethnic_background": "any_other_white"},
    "ethnic-description": {"ethnic_description": "Zarquonian Sámi"},
    "religion": {"religion": "any_other_religion"},
    "religion-description": {"religion_description": "Zarquonism & peace"},
    "sex-and-gender": {"sex": "female", "gender_same": "gender_no"},
    "gender-description": {"gender_description": "Zarquonian woman"},
    "sexual-orientation": {"sexual_orientation": "other_orientation"},
    "orientation-description": {"orientation_description": "Zarquosexual"},
    "occupation": {"occupation": "small_business"},
    "region": {"region": "yorkshire_and_the_humber"},
}
COLUMNS = {name: value for page in EVERYTHING.values() for name, value in page.items()}
CODE = re.compile(r"\b[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}\b")


def questions_url(application):
    """Return the address of the questions."""
    return reverse("equality:questions", args=[application.reference])


def hidden(response):
    """Return the hidden fields of a page, as they go along with the next."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.text)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def page_of(response):
    """Return the key of the page that is shown, or None after the last."""
    return hidden(response).get("page")


def walk(client, application, typed=EVERYTHING):
    """Go through the pages, typing what there is for each; return the keys of the pages and the last response."""
    response, pages = client.get(questions_url(application)), []
    while page := page_of(response):
        pages.append(page)
        response = client.post(questions_url(application), hidden(response) | typed.get(page, {}))
        assert response.status_code == 200
    return pages, response


def code_on(response):
    """Return the code that a page shows."""
    return CODE.search(response.text).group()
