"""Turn a DOCX or ODT into a PDF by LibreOffice, shut in as far as the system allows."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import which

from django.conf import settings

_SECONDS = 60
_MEMORY = 4 * 1024**3  # bytes of address space; it uses a twentieth of that
_PROCESSOR_SECONDS = 45
_WRITTEN = 64 * 1024 * 1024  # bytes of one file
_FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
# No macro runs, and nothing is fetched that the document itself does not hold: not from the web, not from a disk.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
_LIMITED = f"""
import os, resource, sys
for limit, most in (("RLIMIT_AS", {_MEMORY}), ("RLIMIT_CPU", {_PROCESSOR_SECONDS}),
                    ("RLIMIT_FSIZE", {_WRITTEN}), ("RLIMIT_CORE", 0)):
    resource.setrlimit(getattr(resource, limit), (most, most))
os.execvp(sys.argv[1], sys.argv[1:])
"""


class CannotConvert(Exception):
    """LibreOffice made no PDF of the file."""


def to_pdf(source: Path, *, folder: Path) -> Path:
    """Return the PDF made of `source`, a file named .docx or .odt, inside `folder`, an empty one for this alone.

    Raises CannotConvert where none comes of it within the limits.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        *_without_network(),
        *(sys.executable, "-I", "-c", _LIMITED),
        settings.LIBREOFFICE,
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        f"--infilter={_FILTERS[source.suffix[1:]]}",
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)),
    ]
    process = subprocess.Popen(  # noqa: S603 - the only names in it are our own
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise CannotConvert("LibreOffice took too long.") from error
    finally:
        with suppress(ProcessLookupError):  # what it started ends with it
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    made = folder / f"{source.stem}.pdf"
    if not made.exists():
        raise CannotConvert("LibreOffice made no PDF.")
    return made


@cache
def _without_network() -> tuple[str, ...]:
    """Return the words before a command that leave it without a network; none where the system does not allow it."""
    unshare = which("unshare")
    for options in (("--map-root-user", "--net"), ("--net",)):
        if unshare and _works(unshare, *options, "true"):
            return (unshare, *options)
    return ()


def _works(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - as above
