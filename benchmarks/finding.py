"""Whether planted gaps are found, and how often something is found where nothing is planted."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import evenhand
from benchmarks.line import line
from evenhand.findings import Finding
from evenhand.publish import Release
from evenhand.synthetic import make_partnership, write_partnership

PEOPLE, SEEDS, EMPTY_SEEDS = 3000, range(1, 21), range(1, 101)


@dataclass(frozen=True, slots=True)
class Found:
    """What became of the planted gaps of one made-up partnership."""

    planted: int
    visible: int
    visible_found: int
    false: int


def run() -> Iterator[str]:
    """Yield the share of visible planted gaps that are stated, and the share of reports with a false finding."""
    for setting in ("partnership", "city"):
        results = [_look(seed, setting, disparity=True) for seed in SEEDS]
        planted, visible = sum(one.planted for one in results), sum(one.visible for one in results)
        found = sum(one.visible_found for one in results) / max(visible, 1)
        yield line(
            f"{setting}: visible planted gaps NOT found ({visible} of {planted} visible)", 1 - found, 0.2, ""
        )
        false = sum(one.false > 0 for one in results) / len(results)
        yield line(f"{setting}: reports with a false finding beside planted ones", false, 0.05, "")
        empty = [_look(seed, setting, disparity=False).false > 0 for seed in EMPTY_SEEDS]
        share = sum(empty) / len(empty)
        yield line(
            f"{setting}: reports with a finding where nothing is planted ({len(empty)})", share, 0.05, ""
        )


def _look(seed: int, setting: str, *, disparity: bool) -> Found:
    made = make_partnership(people=PEOPLE, seed=seed, setting=setting, disparity=disparity)
    with tempfile.TemporaryDirectory() as folder:
        write_partnership(made, Path(folder))
        release: Release = evenhand.run(evenhand.read(Path(folder) / "records"))
    stated = {_key(one.characteristic, one.group, one.stage) for one in _all(release)}
    planted = {_key(one["characteristic"], one["group"], one["stage"]): one for one in made.truth["planted"]}
    smallest = {
        _key(row["characteristic"], row["group"], row["stage"]): row["estimate"]
        for row in release.measures.where(measure="smallest_gap").to_rows()
    }
    visible = {
        key
        for key, one in planted.items()
        if smallest.get(key) is not None and abs(one["true_value"]) > smallest[key]
    }
    return Found(len(planted), len(visible), len(visible & stated), len(stated - set(planted)))


def _all(release: Release) -> tuple[Finding, ...]:
    return (*release.findings.headlines, *release.findings.further)


def _key(characteristic: str, group: str, stage: str) -> tuple[str, str, str]:
    return characteristic, group, stage.rsplit("/", 1)[-1]
