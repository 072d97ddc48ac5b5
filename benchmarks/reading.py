"""How fast files are read with full validation, beside DuckDB's reader of CSV; and the peak of memory."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import csv as pa_csv

from benchmarks.line import line
from evenhand.records import read
from evenhand.vocabulary import load_vocabulary

ROWS, TURNS = 500_000, 3
LEAST_SHARE = 3.0
"""Reading may take this many times as long as DuckDB's reader of the same file."""
MOST_MEMORY = 2000
_GROUPS = ("White British", "Indian", "Pakistani", "African", "Caribbean", "not stated")
_RESULTS = ("negative", "opiates", "cocaine", "both")


def run() -> Iterator[str]:
    """Yield the time of reading as a multiple of DuckDB's for the same file, in one run, and the peak of memory."""
    vocabulary = load_vocabulary()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tests.csv"
        write_tests(path, ROWS)
        read([path], vocabulary=vocabulary)  # once for what is loaded only once
        pairs = [
            (_seconds(lambda: _duckdb(path)), _seconds(lambda: read([path], vocabulary=vocabulary)))
            for _ in range(TURNS)
        ]
        theirs, ours = (median(times) for times in zip(*pairs, strict=True))
        yield line(f"{ROWS:,} rows, DuckDB's read_csv alone, median of {TURNS}", theirs, theirs, "s")
        yield line(
            f"{ROWS:,} rows, read with full validation, median of {TURNS}", ours, LEAST_SHARE * theirs, "s"
        )
        yield line("  times as long as DuckDB's reader", ours / theirs, LEAST_SHARE, "x")
        yield line("  peak of memory of a process that reads it", _peak(path), MOST_MEMORY, "MB")


def write_tests(path: Path, rows: int) -> None:
    """Write a file of made-up tests (native-tests) with this many rows; the same file every time."""
    draws = np.random.default_rng(1)
    days = np.datetime64("2020-01-01") + draws.integers(0, 1500, rows)
    people = pa.array(draws.integers(0, rows, rows)).cast(pa.string())
    columns = {
        "person_id": people,
        "test_date": np.datetime_as_string(days),
        "area": np.char.add("E0600", draws.integers(1000, 1060, rows).astype(str)),
        "suite": np.char.add("Suite ", draws.integers(1, 30, rows).astype(str)),
        "result": np.array(_RESULTS)[draws.integers(0, len(_RESULTS), rows)],
        "age": draws.integers(18, 70, rows),
        "ethnicity": np.array(_GROUPS)[draws.integers(0, len(_GROUPS), rows)],
        "sex": np.array(["F", "M"])[draws.integers(0, 2, rows)],
    }
    pa_csv.write_csv(pa.table(columns), path, pa_csv.WriteOptions(quoting_style="none"))


def _duckdb(path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE rows AS SELECT * FROM read_csv(?)", [str(path)])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak(path: Path) -> float:
    """Return the peak of memory (MB) of a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "evenhand", "check", str(path)], check=True, stdout=subprocess.DEVNULL
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
