"""Count of which cells a whole report gives an interval: docs/explanation/calibration-abstained.csv.

Made-up partnerships always; published files where EVENHAND_REAL_DATA names their folder, otherwise their lines stay as
they were. Figures go into the table, never a count of the files.
"""

import csv
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evenhand.flow import read, run
from evenhand.measures import MeasureTable, State
from evenhand.synthetic import make_partnership, write_partnership

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path("docs/explanation/calibration-abstained.csv")
STATES = tuple(str(one) for one in State)
COLUMNS = ("source", "licence", "measure", "rows", *STATES)
MADE_UP = (800, 3_000)
SEEDS = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Files that were published by others, as they are named in the folder of real data."""

    words: str
    licence: str
    files: tuple[str, ...]
    population: tuple[str, ...] = ()


REAL = (
    Published(
        words="adults in treatment in Barnet, 2009 to 2019 (NDTMS ViewIt)",
        licence="Contains public sector information licensed under the Open Government Licence v3.0",
        files=("ndtms/viewit_barnet_2009-2019.csv",),
    ),
    Published(
        words="stop and search in four forces, two months (data.police.uk), by residents of the Census 2011",
        licence="Contains public sector information licensed under the Open Government Licence v3.0",
        files=("stop_search",),
        population=("population/census2011_ethnic_group_by_la.csv",),
    ),
)


def main() -> int:
    """Write the table."""
    lines = [line for people in MADE_UP for line in _lines(*_made_up(people))]
    folder = Path(os.environ.get("EVENHAND_REAL_DATA") or "not-set")
    lines += list(_published(folder)) if folder.is_dir() else _kept()
    with (ROOT / TABLE).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    print(f"{TABLE}: {len(lines)} lines")
    return 0


def _made_up(people: int) -> tuple[str, str, Counter[tuple[str, str]]]:
    """States of all rows of a made-up partnership's report, over the seeds."""
    found: Counter[tuple[str, str]] = Counter()
    for seed in SEEDS:
        with TemporaryDirectory() as folder:
            write_partnership(make_partnership(people=people, seed=seed), Path(folder))
            found += _states(run(read([folder])).measures)
    return f"made-up partnership of {people:,} people", "", found


def _published(folder: Path) -> Iterator[Mapping[str, object]]:
    for one in REAL:
        inputs = read(
            [folder / name for name in one.files], population=[folder / name for name in one.population]
        )
        yield from _lines(one.words, one.licence, _states(run(inputs).measures))


def _kept() -> list[Mapping[str, object]]:
    if not (ROOT / TABLE).exists():
        return []
    with (ROOT / TABLE).open(encoding="utf-8", newline="") as lines:
        return [one for one in csv.DictReader(lines) if one["licence"]]


def _states(measures: MeasureTable) -> Counter[tuple[str, str]]:
    columns = (measures.rows.column(name).to_pylist() for name in ("measure", "state"))
    return Counter(zip(*columns, strict=True))


def _lines(words: str, licence: str, found: Counter[tuple[str, str]]) -> Iterator[Mapping[str, object]]:
    for measure in dict.fromkeys(name for name, _ in found):
        by_state = {state: found[measure, state] for state in STATES}
        yield {
            "source": words,
            "licence": licence,
            "measure": measure,
            "rows": sum(by_state.values()),
        } | by_state


if __name__ == "__main__":
    sys.exit(main())
