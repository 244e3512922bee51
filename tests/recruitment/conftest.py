"""Fixtures that the tests of several rooms use."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from recruitment.documents.models import Document
from tests.scanner import running_clamd

SOFFICE = shutil.which("soffice")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that keeps the documents of this test alone."""
    storage = FileSystemStorage(location=tmp_path / "documents", base_url=None)
    for field in ("file", "clean_copy"):
        monkeypatch.setattr(Document._meta.get_field(field), "storage", storage)
    return tmp_path / "documents"


@pytest.fixture(scope="session")
def clamd() -> Iterator[str]:
    """Return the socket of a scanner that runs for the whole session."""
    # Not below pytest's own folders: the path of a socket may have 107 letters at most.
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder, running_clamd(Path(folder)) as address:
        yield address


@pytest.fixture
def scanner(clamd: str, settings: Any) -> str:
    """Have uploads scanned in this test."""
    settings.CLAMD_ADDRESS = clamd
    return clamd


@pytest.fixture
def libreoffice(settings: Any) -> str:
    """Have DOCX and ODT taken in this test, and turned into PDF by the real LibreOffice."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed. To convert: apt-get install libreoffice-writer-nogui")
    settings.LIBREOFFICE = SOFFICE
    return SOFFICE
