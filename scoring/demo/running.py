"""Run the site and one background worker until somebody stops them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from django.conf import settings

HOST = "127.0.0.1"
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class CouldNotStart(Exception):
    """The site did not start; the text says why."""


def run(*, port: int, when_ready: Callable[[], None]) -> None:
    """Start both processes, call `when_ready` once the site answers, and wait for a signal or for one of them to end.

    Whatever happens, both have ended when this is left. Raises KeyboardInterrupt for a signal (Ctrl-C, a closed
    terminal, kill), and CouldNotStart.
    """
    for number in STOPPING:
        signal.signal(number, _stop)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in (_site(port), _worker()):  # one by one, so that the first is ended if the second fails
            processes.append(  # noqa: PERF401
                subprocess.Popen(  # noqa: S603 - the commands are our own
                    command, cwd=settings.BASE_DIR, env=_environment(port), start_new_session=True
                )
            )
        _wait_for_answer(port, processes)
        when_ready()
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise CouldNotStart("A process of the demo ended by itself; what it said stands above.")
    finally:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        _end(processes)


def _site(port: int) -> list[str]:
    # One process with threads: the demo's SQLite file takes one writer at a time.
    options = ["--bind", f"{HOST}:{port}", "--workers", "1", "--threads", "6", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", "recruitment.wsgi", *options]


def _worker() -> list[str]:
    return [
        sys.executable,
        "manage.py",
        "db_worker",
        "--verbosity",
        "0",
        "--interval",
        "0.5",
        "--no-startup-delay",
    ]


def _environment(port: int) -> dict[str, str]:
    return {**os.environ, "SITE_URL": site_url(port)}


def site_url(port: int) -> str:
    """Return where people find the site: what SITE_URL says, otherwise this machine."""
    return os.environ.get("SITE_URL", "").rstrip("/") or f"http://localhost:{port}"


def refuse_taken(port: int) -> None:
    """Raise CouldNotStart if another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CouldNotStart(f"Port {port} is taken. Choose another: make demo PORT={port + 1}") from error


def _wait_for_answer(port: int, processes: list[subprocess.Popen[bytes]]) -> None:
    for _ in range(240):
        if any(process.poll() is not None for process in processes):
            raise CouldNotStart("The demo could not start; what went wrong stands above.")
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise CouldNotStart(f"The site did not answer on port {port} within a minute.")


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
