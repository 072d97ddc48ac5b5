"""`run` as somebody types it: it says where pages are, answers there, and leaves nothing behind however it ends."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from evenhand_service.config.runner.code import code_at

pytestmark = pytest.mark.slow
SECONDS = 90


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that other accounts can pass through, as the database's account must."""
    with tempfile.TemporaryDirectory(prefix="evenhand-run-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"


def free_port() -> int:
    with socket.socket() as looking:
        looking.bind(("127.0.0.1", 0))
        return int(looking.getsockname()[1])


def start(data: Path, port: int) -> subprocess.Popen[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "evenhand_service", "run", "--no-example", "--port", str(port)],
        env={**environment, "EVENHAND_DATA": str(data), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"it ended without {words!r}, having said: {said}")


def left_running(data: Path) -> list[str]:
    """What still runs with this data folder in its command line or environment."""
    found = []
    for process in psutil.process_iter(["pid", "cmdline"]):
        try:
            told = [*(process.info["cmdline"] or ()), process.environ().get("EVENHAND_DATA", "")]
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
        if process.pid != os.getpid() and any(str(data) in part for part in told):
            found.append(" ".join(process.info["cmdline"] or ("unnamed",)))
    return found


def wait_until_nothing_runs(data: Path) -> None:
    deadline = time.monotonic() + 30
    while left_running(data) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left_running(data) == []


def test_it_runs_stops_when_asked_and_starts_again(data: Path) -> None:
    port = free_port()
    with start(data, port) as process:
        said = read_until(process, "Ctrl-C stops it.")
        assert f"http://localhost:{port}" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            assert json.load(answer)["ready"] is True
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
    wait_until_nothing_runs(data)
    assert not list(Path(data, "postgresql", "run").iterdir())

    # Again; and this time the process that holds it all together is killed.
    with start(data, port) as process:
        read_until(process, "Ctrl-C stops it.")
        os.kill(process.pid, signal.SIGKILL)
    wait_until_nothing_runs(data)

    logs = "".join(file.read_text() for file in (data / "log").glob("*.log"))
    assert [line for line in logs.splitlines() if not line.startswith("{")] == [], "every line is JSON"
    assert [json.loads(line) for line in logs.splitlines()]
    assert not re.search(r"password|Traceback", logs)


def test_a_port_that_is_taken_is_said(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with start(data, taken.getsockname()[1]) as process:
            said, _ = process.communicate(timeout=SECONDS)
        assert process.returncode == 1
        assert "PORT=" in said
    wait_until_nothing_runs(data)


def test_a_code_is_what_an_authenticator_shows() -> None:
    """RFC 6238, appendix B, for SHA-1: the last six of eight digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [code_at(secret, seconds) for seconds in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]
