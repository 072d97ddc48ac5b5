"""How long a user waits: the help text, and 3,000 people from files to page."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.line import line
from evenhand.synthetic import make_partnership, write_partnership

PEOPLE = 3000


def run() -> Iterator[str]:
    """Yield the times of whole processes: the first run (cold) and the median of five more (warm)."""
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder) / "data", Path(folder) / "out"
        write_partnership(make_partnership(people=PEOPLE, seed=1), data)
        report = ["report", str(data), "--out", str(out)]
        first = _seconds(report)
        yield line(f"{PEOPLE:,} people, files to page, first run", first, 10, "s")
        yield line(
            f"{PEOPLE:,} people, files to page, median of 5",
            median(_seconds(report) for _ in range(5)),
            5,
            "s",
        )
        yield line("evenhand --help, median of 5", median(_seconds(["--help"]) for _ in range(5)), 0.3, "s")


def _seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "evenhand", *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
