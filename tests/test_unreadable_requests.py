"""What says that it is not in UTF-8, or cannot be parsed, is refused with a page, whatever it was meant for."""

import re

import pytest
from django.urls import reverse

from recruitment.applications.models import StepDraft
from tests import factories
from tests.pdfs import pdf
from tests.raw import Request

pytestmark = pytest.mark.django_db

# Codecs of Python that turn no text into bytes, or fail at some; encodings that are not UTF-8; names of nothing.
CHARSETS = (
    *("hex", "base64", "bz2", "zlib", "quopri", "uu", "rot13"),
    *("idna", "punycode", "undefined", "raw_unicode_escape", "unicode_escape", "mbcs", "utf-7"),
    *("utf-16", "utf-32", "utf-8-sig", "latin-1", "ascii", "shift_jis"),
    *("nothing", "x" * 300, "%00", "é", "''"),
)
# Headers that Django cannot parse, so that there is no request at all.
UNPARSABLE = (
    "text/html; charset*=nothing''x",
    "text/html; charset*=undefined''x",
    "application/x-www-form-urlencoded; charset*=utf-8''a%00b",
    "multipart/form-data; boundary*=nothing''x",
)


def refused(answer):
    """Say whether the answer is the page for what cannot be read."""
    title = re.search(r"<h1[^>]*>(.+?)</h1>", answer.page)
    return (answer.status, title and title[1]) == (400, "There is a problem with what was sent")


@pytest.mark.parametrize("charset", CHARSETS)
def test_every_other_encoding_is_refused_on_a_form_an_upload_and_a_page_that_saves_itself(sign_in, charset):
    draft = factories.ApplicationFactory()
    client = sign_in(draft.applicant)
    form = f"application/x-www-form-urlencoded; charset={charset}"
    upload = f"multipart/form-data; boundary=B; charset={charset}"
    file = (
        b'--B\r\nContent-Disposition: form-data; name="cv"; filename="a.pdf"\r\n\r\n'
        + pdf()
        + b"\r\n--B--\r\n"
    )
    page = {"reference": draft.reference, "section": "about-you", "step": "name"}
    sent = (
        Request("POST", reverse("account_request_login_code"), "", form, b"email=a@example.org"),
        Request("POST", reverse("alerts:ask"), "a=b", form, b"email=a@example.org"),
        Request("POST", reverse("documents:cv", args=[draft.reference]), "", upload, file),
        Request("POST", reverse("applications:autosave", kwargs=page), "", form, b"name-full_name=Rose"),
        Request("GET", reverse("competitions:home"), "page=1", form),
    )
    assert [refused(request.send(client)) for request in sent] == [True] * 5
    assert not draft.documents.exists()
    assert not StepDraft.objects.exists()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"', "U8"])
def test_every_name_of_utf8_is_read(charset):
    request = Request("GET", reverse("competitions:home"), "page=1", f"text/plain; charset={charset}")
    assert request.send().status == 200


def test_form_that_says_it_is_utf8_is_read():
    form = "application/x-www-form-urlencoded; charset=UTF-8"
    answer = Request("POST", reverse("alerts:ask"), "", form, b"email=").send()
    assert (answer.status, "Enter your email address" in answer.page) == (200, True)


@pytest.mark.parametrize("content_type", UNPARSABLE)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_header_that_cannot_be_parsed_is_refused(content_type, method):
    assert refused(Request(method, reverse("alerts:ask"), "a=b", content_type, b"email=").send())


def test_too_many_things_in_a_query_are_refused_whatever_its_encoding():
    query = "&".join(f"a{number}=" for number in range(600))
    request = Request("GET", reverse("accounts:home"), query, "text/plain; charset=utf-8")
    assert refused(request.send())
