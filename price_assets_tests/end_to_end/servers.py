"""Real servers for tests, on 127.0.0.1 only, ended with all their children."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(
    command: list[str | Path], log: Path, *, gently: bool = True, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server in a process group of its own; end the group, and wait until it has ended."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
    try:
        yield process
    finally:
        for number in (signal.SIGINT, signal.SIGKILL) if gently else (signal.SIGKILL,):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
                break


def wait_until(what: str, holds: Callable[[], Any], log: Path, seconds: float = 120) -> Any:
    """Ask again and again until the answer is true; fail with the server's last words."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if answer := holds():
                return answer
        time.sleep(0.3)
    tail = log.read_text(errors="replace")[-3000:]
    raise AssertionError(f"waited {seconds} s in vain until {what}; the log ends:\n{tail}")
