"""Write the figures of docs/explanation/calibration.md from calibration.csv, or say with --check what is out of date.

`evenhand calibrate --out docs/explanation/calibration.csv` makes the figures (with --only, those of one family). A family
is out of date when the code of its intervals, or of its simulation, is no longer that which the file names.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from evenhand.calibration import Kind, Row, families, load_plan, out_of_date, read_rows

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path("docs/explanation/calibration.md")
TABLE = Path("docs/explanation/calibration.csv")
ABSTAINED = Path("docs/explanation/calibration-abstained.csv")
BEGIN = "<!-- figures: written by tools/calibration_page.py -->"
END = "<!-- end of figures -->"
PLAIN = "as recorded"
REASONS = (
    ("interval", ("ok",)),
    ("interval, a count is hidden", ("below_threshold",)),
    ("kept back to protect people", ("withheld",)),
    ("too few people or events", ("too_few",)),
    ("nobody, or no reference", ("no_one", "no_reference")),
)


def main(arguments: list[str] | None = None) -> int:
    """Write the figures into the page, or with --check return 1 where page or figures are out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when something is out of date"
    )
    check = parser.parse_args(arguments).check
    rows = read_rows(ROOT / TABLE)
    old = (ROOT / PAGE).read_text(encoding="utf-8")
    new = with_figures(old, rows)
    faults = [f"{PAGE} is not current. Type: make docs"] if check and new != old else []
    if not check and new != old:
        (ROOT / PAGE).write_text(new, encoding="utf-8", newline="\n")
        print(f"{PAGE}: written")
    late = out_of_date(rows)
    faults += [f"{TABLE}: {name} is out of date ({why})." for name, why in late.items()]
    if late:
        named = " ".join(f"--only {name}" for name in late)
        faults.append(f"Type: .venv/bin/evenhand calibrate --jobs 2 {named} --out {TABLE}; make docs")
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if check and faults else 0


def with_figures(page: str, rows: Sequence[Row]) -> str:
    """Return the page with the figures between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n" + "\n".join(figures(rows)).strip() + f"\n\n{END}{after}"


def figures(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the generated part: how often the goal is met, where it is missed, and every family."""
    yield from _goal(rows)
    for name, of_family in groupby(rows, key=lambda row: row.family):
        mine = list(of_family)
        yield f"## {families()[name].title}\n"
        yield from _coverage([one for one in mine if one.kind == Kind.COVERAGE])
        yield from _others([one for one in mine if one.kind != Kind.COVERAGE])
    yield from _abstained()


def _abstained() -> Iterator[str]:
    """How many rows of whole reports have an interval, and why the others have none."""
    with (ROOT / ABSTAINED).open(encoding="utf-8", newline="") as text:
        lines = [one for one in csv.DictReader(text) if int(one["ok"]) + int(one["below_threshold"])]
    yield "## What we abstain from\n"
    yield (
        "Rows of whole reports under the default protection, of each measure that has intervals: of 100, how many have "
        "one (from counts that are shown, from counts of which one is hidden as small), and why the others have none.\n"
    )
    for source, of_source in groupby(lines, key=lambda one: one["source"]):
        yield f"{source[:1].upper()}{source[1:]}:\n"
        yield from _table(
            ("measure", "rows", *(words for words, _ in REASONS)),
            (
                (one["measure"], one["rows"], *(_of_rows(one, states) for _, states in REASONS))
                for one in of_source
            ),
        )


def _of_rows(line: Mapping[str, str], states: Iterable[str]) -> str:
    return f"{100 * sum(int(line[state]) for state in states) / int(line['rows']):.0f}"


def _goal(rows: Sequence[Row]) -> Iterator[str]:
    low, high = load_plan().goal
    counted = [one for one in rows if one.in_goal and one.figure is not None]
    missed = [one for one in counted if one.verdict != "holds"]
    near = sum(_off(one) <= 2 * (one.error or 0) for one in missed)
    yield "## How often the goal is met\n"
    yield (
        f"Goal: {low:.0%} to {high:.0%} of 95% intervals hold the truth wherever every group has "
        f"{load_plan().least_group} people or more. Of {len(counted):,} lines to which it applies "
        f"**{len(counted) - len(missed):,} ({1 - len(missed) / max(len(counted), 1):.1%}) meet it**; of the other "
        f"{len(missed)} lines {near} are within twice their Monte Carlo error of it. All that miss it:\n"
    )
    if missed:
        yield from _table(
            ("measures", "size", "true shares", "level", "held", "no interval", ""), _together(missed)
        )


def _together(missed: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Lines of what misses the goal, the worst first; measures of which everything is the same on one line."""
    lines: dict[tuple[str, ...], list[str]] = {}
    for one in sorted(missed, key=lambda one: one.figure or 0):
        level = "95%" if one.nominal == 0.95 else f"{one.nominal:.1%}"
        held = f"{_share(one.figure)} ± {_share(one.error)}"
        line = (one.size, one.pattern, level, held, _some(one.abstained), one.verdict)
        lines.setdefault(line, []).append(one.measure)
    yield from ((", ".join(measures), *line) for line, measures in lines.items())


def _off(row: Row) -> float:
    """How far a figure is from the goal of its level."""
    low, high = (one - 0.95 + (row.nominal or 0) for one in load_plan().goal)
    return max(low - (row.figure or 0), (row.figure or 0) - high)


def _coverage(rows: Sequence[Row]) -> Iterator[str]:
    plain = [one for one in rows if one.condition == PLAIN]
    if plain:
        error = max(one.error or 0 for one in plain)
        yield (
            f"Intervals that held the truth, of 100: lowest and highest over the true shares that were tried "
            f"({', '.join(dict.fromkeys(one.pattern for one in plain))}). {plain[0].draws:,} made-up areas a line; Monte "
            f"Carlo error at most {100 * error:.1f}. In brackets: of 100 places, those without an interval.\n"
        )
        sizes = list(dict.fromkeys(one.size for one in plain))
        measures = dict.fromkeys(one.measure for one in plain)
        lines = []
        for measure in measures:
            cells = [[one for one in plain if (one.measure, one.size) == (measure, size)] for size in sizes]
            lines.append((measure, *(_range(cell) for cell in cells)))
        yield from _table(("measure", *sizes), lines)
    others = [one for one in rows if one.condition != PLAIN]
    if others:
        yield "Where something happens between the truth and the count:\n"
        yield from _table(
            ("measure", "what happens", "size", "true shares", "held", "no interval"),
            (
                (
                    one.measure,
                    one.condition,
                    one.size,
                    one.pattern,
                    _held(one),
                    _some(one.abstained),
                )
                for one in others
            ),
        )


def _others(rows: Sequence[Row]) -> Iterator[str]:
    alarms = [one for one in rows if one.kind == Kind.FALSE_ALARM]
    if alarms:
        yield "False alarms, of 100:\n"
        yield from _table(
            ("rule", "size", "true shares", "what happens", "stated rate", "false alarms"),
            (
                (
                    one.measure,
                    one.size,
                    one.pattern,
                    "" if one.condition == PLAIN else one.condition,
                    "none" if one.nominal is None else _share(one.nominal),
                    _marked(f"{_share(one.figure)} ± {_share(one.error)}", one.verdict),
                )
                for one in alarms
            ),
        )
    plain = [one for one in rows if one.kind == Kind.FIGURE]
    if plain:
        yield "Means:\n"
        yield from _table(
            ("what", "size", "true shares", "what happens", "mean"),
            (
                (
                    one.measure,
                    one.size,
                    one.pattern,
                    "" if one.condition == PLAIN else one.condition,
                    "" if one.figure is None else f"{one.figure:.3g} ± {one.error or 0:.2g}",
                )
                for one in plain
            ),
        )


def _range(rows: Sequence[Row]) -> str:
    """The lowest and the highest coverage of a measure at a size, and how often there was no interval."""
    given = [one for one in rows if one.figure is not None]
    if not given:
        return "none given" if rows else ""
    low, high = (end(one.figure or 0 for one in given) for end in (min, max))
    text = _share(low) if _share(low) == _share(high) else f"{_share(low)}–{_share(high)}"
    bad = [one.verdict for one in given if one.verdict not in ("", "holds")]
    none = max(one.abstained for one in rows)
    return _marked(text, bad[0] if bad else "") + (f" ({_some(none)})" if none >= 0.005 else "")


def _held(row: Row) -> str:
    if row.figure is None:
        return "none given"
    return _marked(f"{_share(row.figure)} ± {_share(row.error)}", row.verdict)


def _marked(text: str, verdict: str) -> str:
    """Bold where the figure is not as it should be."""
    return text if verdict in ("", "holds") else f"**{text}**"


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _some(value: float) -> str:
    return f"{100 * value:.0f}"


def _table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table and an empty line."""
    head = tuple(head)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(line)} |" for line in lines)
    yield ""


if __name__ == "__main__":
    sys.exit(main())
