"""Settings, read from the environment.

Every variable has a default that makes the demo run. `ENVIRONMENT=production` refuses the defaults that would be
unsafe and names the variables to set. docs/operators.md explains each variable.
"""

from datetime import datetime
from pathlib import Path
from shutil import which
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

# --- Which kind of site this is -----------------------------------------------------------------------------

DEMO_SECRET_KEY = "demo-only: production refuses to start with this key"  # noqa: S105 (it says what it is)

ENVIRONMENT = env.str("ENVIRONMENT", default="demo")
if ENVIRONMENT not in {"demo", "production"}:
    raise ImproperlyConfigured(f"ENVIRONMENT must be demo or production, not {ENVIRONMENT!r}.")
DEMO = ENVIRONMENT == "demo"

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEMO_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SERVICE_NAME = env.str("SERVICE_NAME", default="Apply to join a public panel")

# --- What the site is made of -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "formtools",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "recruitment.govuk",
    "recruitment.records",
    "recruitment.accounts",
    "recruitment.competitions",
    "recruitment.documents",
    "recruitment.applications",
    "recruitment.correspondence",
    "recruitment.alerts",
    "recruitment.feedback",
    "recruitment.equality",
    "recruitment.pages",
    "scoring.assessors",
    "scoring.assessments",
    "scoring.moderation",
    "scoring.shortlisting",
    "scoring.interviews",
    "scoring.findings",
    "scoring.candidate_feedback",
    "scoring.packs",
    "scoring.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "recruitment.pages.errors.closed_for_maintenance",
    "recruitment.reading.utf8_only",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every page asks for sign-in unless its view says otherwise, so a forgotten decorator cannot open a page.
    "recruitment.accounts.middleware.SignInRequired",
    "recruitment.accounts.middleware.sliding_session",
    "recruitment.accounts.middleware.private_pages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "recruitment.pages.errors.TooOften",
]

ROOT_URLCONF = "recruitment.urls"
WSGI_APPLICATION = "recruitment.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recruitment.pages.context.site",
            ],
            "builtins": [
                "recruitment.govuk.templatetags.govuk",
                "recruitment.govuk.templatetags.moments",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'demo.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # The site and the worker write to one file: take the write lock at once and wait for it.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Holds only the counts of the rate limits. In memory each worker process counts for itself; an address that they share,
# such as dbcache://cache, makes the limits exact.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# Uploads and packs: folders below MEDIA_ROOT, or a private S3 bucket where S3_BUCKET is set. Neither has a public
# address; every download passes a view that checks who asks.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
S3_BUCKET = env.str("S3_BUCKET", default="")
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")
S3_REGION = env.str("S3_REGION", default="")


def _private_storage(folder: str) -> dict:
    """Return the STORAGES entry of one private folder."""
    if not S3_BUCKET:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            # base_url None: asking for a public address of a file raises.
            "OPTIONS": {"location": str(Path(str(MEDIA_ROOT)) / folder), "base_url": None},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "location": folder,
            "endpoint_url": S3_ENDPOINT_URL or None,
            "region_name": S3_REGION or None,
            "default_acl": "private",
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }


STORAGES = {
    "default": _private_storage("files"),
    "documents": _private_storage("documents"),
    "packs": _private_storage("packs"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
# The demo serves assets straight from the source tree; production collects them first.
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = False

# --- Checking uploads ---------------------------------------------------------------------------------------

# Where clamd listens: host:port, or the path of its socket. "none" says that uploads are not scanned.
_clamd_address = env.str("CLAMD_ADDRESS", default="")
CLAMD_ADDRESS = "" if _clamd_address == "none" else _clamd_address
# The program that turns DOCX and ODT into PDF. "none" says that there is none: then only PDF is taken.
_libreoffice = env.str("LIBREOFFICE", default=which("soffice") or "none")
LIBREOFFICE = "" if _libreoffice == "none" else _libreoffice

# --- Limits -------------------------------------------------------------------------------------------------

CV_MAX_BYTES = env.int("CV_MAX_BYTES", default=10 * 1024 * 1024)
CV_MAX_PAGES = env.int("CV_MAX_PAGES", default=20)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = [
    "recruitment.documents.uploads.LimitedUploadHandler",  # drops what is larger than CV_MAX_BYTES
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- People -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "competitions:home"
# WCAG 2.2.1: nobody is signed out of a half-written application in less than 20 hours. The middleware
# `sliding_session` gives the time again with use.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
CSRF_FAILURE_VIEW = "recruitment.accounts.keeping.csrf_failure"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # every sign-in proves the address by a code
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 2 * 60 * 60  # an expired code is replaced on the same page for so long
ACCOUNT_RATE_LIMITS = {
    # "key" is an email address and a network together; accounts/codes.py limits what one address is sent from all
    # networks. docs/decisions/0021 has the reasons, and what somebody who guesses can hope for.
    "request_login_code": "20/m/ip,500/d/ip,5/10m/key,20/d/key",
    # Not of an account, but counted by the same library: codes that remove equality answers.
    "remove_equality_answers": "10/m/ip",
    # Letters that ask to confirm an address for alerts.
    "ask_for_alerts": "10/m/ip,5/d/key",
    # Feedback on the service.
    "give_feedback": "5/10m/ip",
}
# Somebody at home often holds a whole /56 or /48 of addresses.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 48
# How many proxies stand before the site: without it everybody behind them would share the limits of one address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0 if DEMO else 1)
ACCOUNT_ADAPTER = "recruitment.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "recruitment.accounts.forms.EmailForm",
    "confirm_login_code": "recruitment.accounts.forms.CodeForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False

# --- Background work and e-mail -----------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

DEMO_MAIL_DIR = VAR_DIR / "mail"
_email = env.email_url("EMAIL_URL", default=f"filemail:///{DEMO_MAIL_DIR}")
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
vars().update(_email)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Public panel appointments <no-reply@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds: a mail server that does not answer holds nobody up for longer
# One cookie fewer: messages are kept with the session.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Words and time -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

# While it is set, every page says that the service is unavailable, and until when: "2026-05-04 09:00" by the clock
# of TIME_ZONE.
MAINTENANCE_UNTIL = None
if _until := env.str("MAINTENANCE_UNTIL", default=""):
    try:
        MAINTENANCE_UNTIL = datetime.fromisoformat(_until)
    except ValueError as error:
        raise ImproperlyConfigured("MAINTENANCE_UNTIL must be a moment like 2026-05-04 09:00.") from error
    if MAINTENANCE_UNTIL.tzinfo is None:
        MAINTENANCE_UNTIL = MAINTENANCE_UNTIL.replace(tzinfo=ZoneInfo(TIME_ZONE))

# --- Lock-down ----------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if not DEMO:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# --- Logging ------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # It greets whoever imports it.
    "loggers": {"pikepdf": {"level": "WARNING"}},
}


def _refusals() -> list[str]:
    """Return what is unsafe for production, one sentence a fault, each naming the variable to set."""
    found = []
    if SECRET_KEY == DEMO_SECRET_KEY or len(SECRET_KEY) < 50:
        found.append("SECRET_KEY: set it to a random text of at least 50 characters.")
    if DEBUG:
        found.append("DEBUG: unset it, or set it to false.")
    if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        found.append("DATABASE_URL: set it to a PostgreSQL address (postgres://user:password@host/name).")
    if EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend":
        found.append("EMAIL_URL: set it to a mail server (smtp+tls://user:password@host:587).")
    if not _clamd_address:
        found.append(
            "CLAMD_ADDRESS: set it to the address of clamd, or to none to take uploads without a scan."
        )
    if not SITE_URL.startswith("https://"):
        found.append("SITE_URL: set it to the site's own address, with https.")
    return found


if ENVIRONMENT == "production" and (refusals := _refusals()):
    raise ImproperlyConfigured("Production will not start:\n" + "\n".join(f"- {line}" for line in refusals))
