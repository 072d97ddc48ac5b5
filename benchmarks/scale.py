"""Time and peak memory of the whole report at 3,000, 50,000 and 500,000 people, each in a process of its own."""

import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.line import line
from evenhand.synthetic import make_partnership, write_partnership

SIZES = (3_000, 50_000, 500_000)
FORMATS = "ods,csvw"
"""PDF and pictures do not depend on the number of people; they are timed with the report of 3,000 (see speed)."""

# The process measures itself, since only it knows its own peak; the page cache of the files is warm.
_MEASURED = """
import json, resource, sys, time
from evenhand.cli import main
started = time.perf_counter()
code = main(sys.argv[1:])
took = time.perf_counter() - started
print(json.dumps({"code": code, "seconds": took, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}),
      file=sys.stderr)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One report: how many people, rows of their files, seconds, and mebibytes at the peak."""

    people: int
    rows: int
    seconds: float
    mib: float


def run() -> Iterator[str]:
    """Yield seconds and memory at each size, and how they grow: a ratio of 1 is linear."""
    found = []
    for people in SIZES:
        found.append(measure(people))
        one = found[-1]
        yield f"whole report, {people:,} people ({one.rows:,} rows): {one.seconds:.1f} s, {one.mib:,.0f} MiB at the peak"
    for before, after in itertools.pairwise(found):
        growth = (after.seconds / before.seconds) / (after.rows / before.rows)
        name = f"seconds by row, {after.people:,} against {before.people:,} people (1 is linear)"
        yield line(name, growth, 1.3, "")


def measure(people: int) -> Measured:
    """Return what a report on so many made-up people takes."""
    with tempfile.TemporaryDirectory() as folder:
        data, out = Path(folder) / "data", Path(folder) / "out"
        write_partnership(make_partnership(people=people, seed=1), data)
        rows = sum(path.read_bytes().count(b"\n") - 1 for path in (data / "records").glob("*.csv"))
        arguments = ["report", str(data), "--out", str(out), "--formats", FORMATS]
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, *arguments], check=True, capture_output=True, text=True
        )
    told = json.loads(done.stderr.strip().splitlines()[-1])
    if told["code"]:
        raise RuntimeError(f"The report on {people:,} people ended with {told['code']}.")
    return Measured(people=people, rows=rows, seconds=told["seconds"], mib=told["mib"])
