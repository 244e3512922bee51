"""Stop uploads that are too large while they arrive."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

# A file over the limit is read to its end and thrown away, so that the browser gets to see the answer. Of one that is
# this many times over it, no more is read.
_PATIENCE = 10


class LimitedUploadHandler(FileUploadHandler):
    """The first of the upload handlers: passes a file on until it is larger than a CV may be, then drops it.

    `is_too_large(request)` tells afterwards.
    """

    request: Any

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        """Refuse at once what says of itself that it is far too large."""
        self.hopeless = content_length > settings.CV_MAX_BYTES * _PATIENCE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what came, or raise SkipFile or StopUpload."""
        self.received += len(raw_data)
        if self.received > settings.CV_MAX_BYTES or self.hopeless:
            self.request.upload_too_large = True
            raise StopUpload(connection_reset=True) if self.hopeless else SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


def is_too_large(request: Any) -> bool:
    """Say whether a file of this request was dropped because it is too large."""
    request.POST  # noqa: B018 (the request is read when this is first used)
    return getattr(request, "upload_too_large", False)
