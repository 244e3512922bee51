"""The demo's page of sent emails."""

import importlib
import os

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import clear_url_caches, reverse

import recruitment.urls
from recruitment.correspondence.demo_mail import sent_emails

ADDRESS = "/demo/emails/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


def send(folder, *messages: EmailMessage, at: int) -> None:
    """Send through the backend of the demo, as if at this number of seconds."""
    before = set(folder.glob("*")) if folder.exists() else set()
    get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(folder)).send_messages(
        messages
    )
    for file in set(folder.glob("*")) - before:
        os.utime(file, (at, at))


def test_emails_are_listed_the_newest_first(folder):
    send(folder, EmailMessage("First", "1", to=["a@example.org"]), at=1)
    send(
        folder,
        EmailMessage("Second", "2", to=["a@example.org"]),
        EmailMessage("Third", "3", to=["a@example.org"]),
        at=2,
    )
    assert [email.subject for email in sent_emails(folder, limit=50)] == ["Third", "Second", "First"]
    assert [email.subject for email in sent_emails(folder, limit=2)] == ["Third", "Second"]


def test_email_is_shown_as_a_person_reads_it(folder):
    body = "Dear Nguyễn Thị Hồng,\n\n" + "-" * 79 + " not an end\n\n<b>" + "long line " * 200
    send(folder, EmailMessage("Ứng viên – 王小明", body, to=["hồng@example.org"]), at=1)
    [email] = sent_emails(folder, limit=1)
    assert email.subject == "Ứng viên – 王小明"
    assert email.body.strip() == body.strip()
    html = Client().get(ADDRESS).content.decode()
    assert "Dear Nguyễn Thị Hồng" in html
    assert "&lt;b&gt;" in html


def test_page_without_emails_says_so(folder):
    assert "No email was sent yet." in Client().get(ADDRESS).content.decode()


def test_page_does_not_exist_outside_the_demo(settings):
    try:
        settings.DEMO = False
        importlib.reload(recruitment.urls)
        clear_url_caches()
        assert Client().get(ADDRESS).status_code == 404
    finally:
        settings.DEMO = True
        importlib.reload(recruitment.urls)
        clear_url_caches()
    assert reverse("demo:emails") == ADDRESS
