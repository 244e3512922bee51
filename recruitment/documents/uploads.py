"""Stop uploads that are too large while they arrive."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LimitedUploadHandler(FileUploadHandler):
    """The first of the upload handlers: passes a file on until it is larger than a CV may be, then drops it.

    What comes after that is read and thrown away, so that it takes neither memory nor disk and the browser still gets
    to see the answer. `is_too_large(request)` tells afterwards.
    """

    request: Any

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what came, or raise SkipFile."""
        self.received += len(raw_data)
        if self.received > settings.CV_MAX_BYTES:
            self.request.upload_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def is_too_large(request: Any) -> bool:
    """Say whether a file of this request was dropped because it is too large; true once the request was read."""
    return getattr(request, "upload_too_large", False)
