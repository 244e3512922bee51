"""Settings come from the environment; production refuses what would be unsafe and names the variable to set."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

SAFE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "0123456789" * 5,
    "DATABASE_URL": "postgres://someone@localhost/portal",
    "SITE_URL": "https://appointments.example.org",
    "CLAMD_ADDRESS": "scanner.example.org:3310",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.org:587",
    "ALLOWED_HOSTS": "appointments.example.org",
}
CHECK = (
    "from recruitment import settings as s; print(s.STORAGES['packs']['BACKEND'], s.SESSION_COOKIE_SECURE)"
)


def start(code=CHECK, **variables):
    """Read the settings in a process of its own, with these variables and no others of the portal's."""
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment | variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_demo_starts_without_any_variable():
    done = start()
    assert (done.returncode, done.stdout.split()) == (
        0,
        ["django.core.files.storage.FileSystemStorage", "False"],
    )


def test_production_starts_with_safe_variables():
    done = start(**SAFE)
    assert (done.returncode, done.stdout.split()[1]) == (0, "True")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("DEBUG", "true"),
        ("DATABASE_URL", None),
        ("DATABASE_URL", "sqlite:///portal.sqlite3"),
        ("EMAIL_URL", None),
        ("EMAIL_URL", "consolemail://"),
        ("SITE_URL", None),
        ("CLAMD_ADDRESS", None),
        ("SITE_URL", "http://appointments.example.org"),
    ],
)
def test_production_refuses_what_is_unsafe_and_names_the_variable(variable, value):
    variables = {name: text for name, text in SAFE.items() if name != variable}
    if value is not None:
        variables[variable] = value
    done = start(**variables)
    assert done.returncode == 1
    assert f"- {variable}: " in done.stderr


def test_production_names_everything_that_is_unsafe_at_once():
    done = start(ENVIRONMENT="production", DEBUG="true")
    unsafe = ["SECRET_KEY", "DEBUG", "DATABASE_URL", "EMAIL_URL", "CLAMD_ADDRESS", "SITE_URL"]
    assert [name for name in unsafe if f"- {name}: " in done.stderr] == unsafe


def test_unknown_environment_is_refused():
    done = start(ENVIRONMENT="staging")
    assert (done.returncode, "ENVIRONMENT must be demo or production" in done.stderr) == (1, True)


def test_one_setting_puts_every_file_into_a_private_bucket():
    code = "from recruitment import settings as s; print(s.STORAGES['documents'], s.STORAGES['packs'])"
    done = start(code, **SAFE, S3_BUCKET="portal")
    assert done.returncode == 0
    assert done.stdout.count("storages.backends.s3.S3Storage") == 2
    assert done.stdout.count("'default_acl': 'private'") == 2


def test_demo_pages_do_not_exist_in_production():
    code = "import django; django.setup(); from django.urls import resolve; resolve('/demo/emails/')"
    done = start(code, **SAFE, DJANGO_SETTINGS_MODULE="recruitment.settings")
    assert done.returncode == 1
    assert "Resolver404" in done.stderr


def test_production_passes_djangos_own_deployment_checks():
    code = (
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('check', deploy=True, fail_level='WARNING', databases=[])"
    )
    done = start(code, **SAFE, DJANGO_SETTINGS_MODULE="recruitment.settings")
    assert done.returncode == 0, done.stderr


def test_every_variable_is_in_the_operators_table():
    source = (settings.BASE_DIR / "recruitment" / "settings.py").read_text()
    table = (settings.BASE_DIR / "docs" / "operators.md").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", source))
    explained = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert read == explained
