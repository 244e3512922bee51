"""The committed style sheet, scripts and icons (ui.md 1.7 and 2)."""

import json
import re
from pathlib import Path

import pytest

from recruitment.govuk.build_assets import ASSETS, MANIFEST, ROOT, manifest


def version() -> str:
    return json.loads((ROOT / "package.json").read_text())["devDependencies"]["govuk-frontend"]


def test_manifest_lists_every_file_with_its_hash():
    assert MANIFEST.read_text() == manifest(version())


def test_style_sheet_and_script_are_of_the_version():
    assert f'--govuk-frontend-version: "{version()}"' in (ASSETS / "neutral.css").read_text()
    assert f'"{version()}"' in (ASSETS / "govuk-frontend.min.js").read_text()


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.[cj]s*")), ids=lambda path: path.name)
def test_assets_point_to_nothing_that_is_not_here(path):
    text = path.read_text()
    assert re.findall(r"url\([^)]*\)|sourceMappingURL|@import", text) == []


@pytest.mark.parametrize("only_of_govuk", ["GDS Transport", "#1d70b8", "#1a65a6", "crest.svg"])
def test_neutral_brand_has_nothing_that_only_govuk_may_use(only_of_govuk):
    assert only_of_govuk.lower() not in (ASSETS / "neutral.css").read_text().lower()


def test_lock_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_scripts_and_styles_are_external():
    """The content security policy allows nothing inline."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:")
    templates = [path for path in Path(ROOT / "templates").rglob("*.html") if inline.search(path.read_text())]
    assert templates == []


def test_collected_assets_get_hashed_names(settings, tmp_path):
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

    storage = ManifestStaticFilesStorage(location=tmp_path)
    for path in ASSETS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    found = {path.name: (storage, path.name) for path in ASSETS.iterdir()}
    problems = [result for *_, result in storage.post_process(found) if isinstance(result, Exception)]
    assert problems == []
    assert storage.hashed_files.keys() == found.keys()
