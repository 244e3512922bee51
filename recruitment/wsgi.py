"""The WSGI entry point: `gunicorn recruitment.wsgi`."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from recruitment.reading import ReadableRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitment.settings")

application: WSGIHandler = get_wsgi_application()
application.request_class = ReadableRequest
