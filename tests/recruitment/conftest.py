"""Fixtures that the tests of several rooms use."""

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from recruitment.documents.models import Document


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that keeps the documents of this test alone."""
    storage = FileSystemStorage(location=tmp_path / "documents", base_url=None)
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", storage)
    return tmp_path / "documents"
