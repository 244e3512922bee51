"""Builds the committed assets from GOV.UK Frontend. Needs npm; nobody else does: `npm run build`.

The versions stand in package.json and package-lock.json. What it makes is in recruitment/govuk/static/govuk,
with a MANIFEST that a test checks.
"""

import hashlib
import json
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FRONTEND = ROOT / "node_modules" / "govuk-frontend"
ASSETS = HERE / "static" / "govuk"
MANIFEST = ASSETS / "MANIFEST"


def build() -> None:
    """Make the style sheet, copy the script, write the MANIFEST."""
    _run("npm", "ci")
    source, target = HERE / "styles" / "neutral.scss", ASSETS / "neutral.css"
    _run("npx", "sass", "--style=compressed", "--no-source-map", "--quiet-deps", str(source), str(target))
    target.write_text(_in_own_brand(target.read_text()))
    script = (FRONTEND / "dist" / "govuk" / "govuk-frontend.min.js").read_text()
    # The last line holds the exports too: only the comment that points to the map goes.
    (ASSETS / "govuk-frontend.min.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script))
    MANIFEST.write_text(manifest(json.loads((FRONTEND / "package.json").read_text())["version"]))


def manifest(version: str) -> str:
    """The text of the MANIFEST: the version of GOV.UK Frontend, then the SHA-256 and name of each file."""
    files = sorted(path for path in ASSETS.iterdir() if path != MANIFEST)
    hashes = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files)
    return "\n".join([f"govuk-frontend {version}", *hashes]) + "\n"


def _in_own_brand(style_sheet: str) -> str:
    """With the own brand colour in the two places where GOV.UK Frontend names its blue outright."""
    brand = re.search(r"--govuk-brand-colour: (#[0-9a-f]{6})", style_sheet)[1]
    return style_sheet.replace("#1d70b8", brand)


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - the commands above


if __name__ == "__main__":
    build()
