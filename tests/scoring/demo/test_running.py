"""`manage.py demo` as somebody at a terminal uses it."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

Process = subprocess.Popen[str]


class Demo:
    """A demo with files and a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "demo.sqlite3"
        # Without PYTHONUNBUFFERED, which some machines set: what the demo says must come through a pipe at once.
        self.environment = {
            **{name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"},
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def start(self) -> Process:
        """Start it, in a process group of its own as a terminal does."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(self.port)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )

    @contextmanager
    def running(self) -> Iterator[Process]:
        """Start it, and wait until it has said how to sign in."""
        with self.start() as process:
            too_long = threading.Timer(180, process.kill)
            too_long.start()
            try:
                assert process.stdout
                lines = iter(process.stdout)
                assert any(f"http://localhost:{self.port}/officials/" in line for line in lines)
                yield process
            finally:
                too_long.cancel()
                process.kill()

    def ask(self, query: str) -> list[Any]:
        """Ask its database."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(query).fetchall()


def children(process: Process) -> list[int]:
    tasks = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(pid) for pid in tasks.read_text().split()]


def all_ended(pids: list[int]) -> bool:
    """Say whether these processes end within five seconds."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.long
def test_demo_keeps_what_was_typed_and_leaves_no_process_behind(tmp_path: Path) -> None:
    demo = Demo(tmp_path)

    with demo.running() as process:
        with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/competitions/panel-members-2021/") as page:
            assert page.status == 200
        assert demo.ask(
            "SELECT state, count(*) FROM applications_application GROUP BY state ORDER BY state"
        ) == [
            ("draft", 6),
            ("sent", 53),
            ("withdrawn", 5),
        ]
        letters = demo.ask("SELECT body FROM correspondence_email")
        assert letters
        assert all(f"http://localhost:{demo.port}/" in body for (body,) in letters)
        demo.ask("UPDATE competitions_competition SET title = 'Typed by somebody'")
        with demo.start() as second:
            _, said = second.communicate(timeout=60)
        assert (
            said
            == f"CommandError: Port {demo.port} is taken. Choose another: make demo PORT={demo.port + 1}\n"
        )
        assert second.returncode == 1
        site_and_worker = children(process)
        assert len(site_and_worker) == 2
        os.killpg(process.pid, signal.SIGINT)  # Ctrl-C
        assert process.wait(timeout=30) == 0
        assert all_ended(site_and_worker)

    with demo.running() as process:
        assert demo.ask("SELECT DISTINCT title FROM competitions_competition") == [("Typed by somebody",)]
        assert demo.ask("SELECT count(*) FROM applications_application") == [(64,)]
        site_and_worker = children(process)
        os.killpg(process.pid, signal.SIGHUP)  # the terminal is closed
        assert process.wait(timeout=30) == 0
        assert all_ended(site_and_worker)

    with demo.running() as process:
        site, worker = children(process)
        os.kill(site, signal.SIGKILL)
        assert process.wait(timeout=30) == 1
        assert all_ended([worker])
