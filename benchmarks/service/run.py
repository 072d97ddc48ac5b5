"""Time the service under load: make the national installation once, serve it, and let seventy people work for ten minutes.

The load generator, PostgreSQL and the web server share this machine's cores; each line says how many there are.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.line import line

HERE = Path(__file__).parent
PORT = 8799
PEOPLE = int(os.environ.get("PEOPLE", "70"))
MINUTES = float(os.environ.get("MINUTES", "10"))
LIMITS_MS = {"list": 100, "search": 100, "dashboard": 100, "save": 120}
"""The 95th percentile that pages are to keep, in milliseconds."""


def run() -> Iterator[str]:
    """Yield a line for each kind of page: its 95th percentile against its limit."""
    folder = Path(os.environ.get("EVENHAND_BENCH_DATA") or tempfile.mkdtemp(prefix="evenhand-national-"))
    environment = {
        **os.environ,
        "EVENHAND_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "evenhand_service.config.settings.local",
        "EVENHAND_SESSIONS": str(folder / "sessions"),
    }
    # An installation that was kept may be older than the tables, and its sessions have ended.
    _ours(environment, "-m", "evenhand_service", "migrate", "--verbosity", "0")
    if not (folder / "sessions").exists():
        began = time.monotonic()
        yield _ours(environment, "-m", "benchmarks.service.national")
        yield f"made in {time.monotonic() - began:.0f} s"
    _ours(environment, "-m", "benchmarks.service.sessions", str(PEOPLE))
    with served(environment):
        rows = under_load(environment, folder)
    yield from lines(rows)
    yield _ours(environment, "-m", "benchmarks.service.log").rstrip()


def _ours(environment: dict[str, str], *command: str) -> str:
    return subprocess.run(
        [sys.executable, *command], env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextmanager
def served(environment: dict[str, str]) -> Iterator[None]:
    """Serve the installation as `run` does, without making the example."""
    command = [sys.executable, "-m", "evenhand_service", "run", "--no-example", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://localhost:{PORT}/health/ready", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(60)


def under_load(environment: dict[str, str], folder: Path) -> list[dict[str, str]]:
    """Let people work, and return locust's table of what they waited for.

    They come one a second, and what is counted begins when all are there: a page's first visit draws what is remembered.
    """
    out = folder / "load"
    told = folder / "load_stats.csv"
    # An earlier run's table would be read as this one's, were nothing to be measured.
    told.unlink(missing_ok=True)
    command = [sys.executable, "-m", "locust", "--headless", "--only-summary", "--skip-log", "--locustfile"]
    command += [str(HERE / "people_at_work.py"), "--host", f"http://localhost:{PORT}", "--csv", str(out)]
    command += [
        "--users",
        str(PEOPLE),
        "--spawn-rate",
        "1",
        "--run-time",
        f"{int(MINUTES * 60) + PEOPLE}s",
        "--reset-stats",
    ]
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    if not told.exists():
        raise RuntimeError(
            "Nothing was measured: locust wrote no table. Is it installed (make bench installs it)?"
        )
    with told.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(rows: list[dict[str, str]]) -> Iterator[str]:
    """Yield each page's 95th percentile beside its limit, and how many requests went wrong."""
    yield f"{os.cpu_count()} cores shared by load generator, PostgreSQL and server; {PEOPLE} people, {MINUTES:g} minutes"
    for row in rows:
        kind = row["Name"].partition(":")[0]
        if kind in LIMITS_MS:
            what = f"{row['Name']} ({row['Request Count']} requests), 95 of 100 within"
            yield line(what, float(row["95%"]), LIMITS_MS[kind], "ms")
    total = next(row for row in rows if row["Name"] == "Aggregated")
    each_second = float(total["Requests/s"])
    yield f"went wrong: {total['Failure Count']} of {total['Request Count']} requests; {each_second:.1f} a second"
