"""How long a whole quarterly release takes: files to all formats, beside a ledger of earlier ones, then attacked."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.line import line
from evenhand.synthetic import make_partnership, write_partnership

PEOPLE = 3000
QUARTERS = ("2025-06-30", "2025-09-30", "2025-12-31", "2026-03-28")
LIMIT = 30


def run() -> Iterator[str]:
    """Yield the time of each quarter's release in its turn, and that of attacking all of them together."""
    with tempfile.TemporaryDirectory() as folder:
        data, ledger = Path(folder) / "data", Path(folder) / "ledger.jsonl"
        write_partnership(make_partnership(people=PEOPLE, seed=1), data)
        made = []
        for earlier, day in enumerate(QUARTERS):
            out = Path(folder) / day
            taken, code = _seconds(
                "report", str(data), "--as-at", day, "--ledger", str(ledger), "--out", str(out)
            )
            made += [str(out)] if code == 0 else []
            ended = "" if code == 0 else ", refused"
            yield line(f"{PEOPLE:,} people, release beside {earlier} earlier{ended}", taken, LIMIT, "s")
        taken, code = _seconds("attack", *made)
        found = "nothing recovered" if code == 0 else f"exit {code}"
        yield line(f"attack on {len(made)} releases together, {found}", taken, LIMIT, "s")


def _seconds(*arguments: str) -> tuple[float, int]:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "evenhand", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return time.perf_counter() - start, done.returncode
