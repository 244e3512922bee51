"""Whether the stored files are still what their records say."""

import hashlib

from django.db.models.fields.files import FieldFile

from recruitment.documents.models import Document


def faults(document: Document) -> list[str]:
    """Return in words which stored files of a document are missing or changed; nothing if all are as recorded.

    An infected file was deleted, and a clean copy is there once the file was checked: neither is missed otherwise.
    """
    stored = [] if document.is_infected else [(document.file, document.sha256, "The file")]
    if document.is_clean:
        stored.append((document.clean_copy, document.clean_sha256, "The clean copy"))
    found = []
    for file, sha256, name in stored:
        actual = _sha256(file)
        if actual is None:
            found.append(f"{name} of the {document.get_kind_display()} is missing.")
        elif actual != sha256:
            found.append(f"{name} of the {document.get_kind_display()} is not the one that was kept.")
    return found


def _sha256(stored: FieldFile) -> str | None:
    """Return the hash of what is stored; None where nothing is."""
    try:
        with stored.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
