"""The measures as tables that anybody can read: what was counted, and what is then measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evenhand.foundations import CountTable
from evenhand.vocabulary import Polarity, Programme
from tests.unit.measures.counted import groups, in_strata, measured, programme, steps_of, table, visits

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "reference" / "measures.md"
ORDER = (
    "proportion",
    "rate",
    "share",
    "difference",
    "ratio",
    "relative-rate",
    "difference-within",
    "ratio-within",
    "difference-adjusted",
    "ratio-adjusted",
    "difference-bounds",
    "ratio-bounds",
    "shrunken",
    "rung",
    "waterfall",
    "smallest-gap",
    "over-areas",
)
OVER_AREAS = (
    "difference_crude",
    "ratio_crude",
    "difference_within_areas",
    "ratio_within_areas",
    "difference_between_areas",
)
HEAD = """<!-- Written from tests/spec by `python -m tests.spec.write_page`; the tests run every table. -->

# Measures

Each table of counts below is measured by the tests, and must give the table under it. Group A is the group that the
others are compared with; *not_stated* are people whose group nobody knows. An empty place means: no figure is given, and
the state says why.
"""
MADE_OF = {"waterfall": ("waterfall_part", "waterfall_total"), "over_areas": OVER_AREAS}
"""The measures of a file that is about several."""
Table = list[dict[str, str]]


@dataclass(frozen=True)
class Case:
    """One pair of tables: its title, policy and polarity, the counts, and what is measured."""

    measure: str
    title: str
    policy: str | None
    polarity: Polarity
    counted: Table
    expected: Table


def cases() -> Iterator[Case]:
    """Yield every pair of tables of every measure."""
    for name in ORDER:
        text = (FOLDER / f"{name}.md").read_text("utf-8")
        for section in text.split("\n## ")[1:]:
            title, _, body = section.partition("\n")
            counted, expected = tables_in(body)
            policy = "open-5" if "Protected by open-5." in body else None
            polarity = Polarity.ADVERSE if "Getting there is a harm." in body else Polarity.FAVOURABLE
            yield Case(name.replace("-", "_"), title, policy, polarity, counted, expected)


def tables_in(text: str) -> list[Table]:
    """Return the tables of a Markdown text as rows by heading."""
    found: list[Table] = []
    lines: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            lines.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif lines:
            found.append([dict(zip(lines[0], row, strict=True)) for row in lines[2:]])
            lines = []
    return found


def measured_like(case: Case) -> Table:
    """Return what Evenhand measures from a case's counts, in the columns and figures of its expected table."""
    steps = [name for name in case.counted[0] if name not in ("area", "group", "drug group")]
    plan = _plan(steps, case.polarity)
    rows = measured(_counts(case, steps, plan), plan).to_rows()
    wanted = MADE_OF.get(case.measure, (case.measure,))
    last = plan.stage_key(plan.stages[-1])
    rows = [
        row
        for row in rows
        if row["measure"] in wanted and (row["stage"] == last or case.measure == "waterfall")
    ]
    names = list(case.expected[0])
    return [{name: _shown(row, name) for name in names} for row in rows]


def page() -> str:
    """Return the page of the reference: every file of this folder, one after the other."""
    parts = [HEAD.rstrip()]
    for name in ORDER:
        text = (FOLDER / f"{name}.md").read_text("utf-8").strip()
        parts.append(text.replace("\n## ", "\n### ").replace("# ", "## ", 1))
    return "\n\n".join(parts) + "\n"


def _counts(case: Case, steps: Sequence[str], plan: Programme) -> CountTable:
    if "area" in case.counted[0]:
        cells = [
            cell
            for row in case.counted
            for cell in steps_of(plan, row["group"], *(int(row[step]) for step in steps), area=row["area"])
        ]
        return table(cells, policy=case.policy, plan=plan)
    if "drug group" not in case.counted[0]:
        counts = {row["group"]: [int(row[step]) for step in steps] for row in case.counted}
        return groups(plan, counts, policy=case.policy)
    strata: dict[str, dict[str, tuple[int, int]]] = {}
    for row in case.counted:
        strata.setdefault(row["group"], {})[row["drug group"]] = (int(row[steps[0]]), int(row[steps[1]]))
    return in_strata(plan, strata, policy=case.policy)


def _plan(steps: Sequence[str], polarity: Polarity) -> Programme:
    return (
        visits(polarity=polarity)
        if steps[0] == "residents"
        else programme(polarity=polarity, steps=steps[1:])
    )


def _shown(row: dict, name: str) -> str:
    if name == "what":
        return (
            "the whole gap"
            if row["measure"] == "waterfall_total"
            else f"part of {row['stage'].split('/')[1]}"
        )
    value = row[name]
    if value is None:
        return ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)
