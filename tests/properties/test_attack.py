"""Whatever the table: what an attacker says of a hidden count is true, and he says it whatever order rows come in."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from evenhand.attack.run import attack
from evenhand.cli import main
from tests.unit.attack.published_tables import attacked, opened, place, with_margins, write_counts, write_rows

COUNTS = arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 30))
SURE = ("sums", "implied")


@settings(max_examples=25, deadline=None)
@given(inside=COUNTS, seed=st.integers(0, 2**16))
def test_what_is_recovered_is_true(inside: NDArray[np.int64], seed: int) -> None:
    counts = with_margins(inside)
    hidden = np.random.default_rng(seed).random(counts.shape) < 0.4
    with tempfile.TemporaryDirectory() as folder:
        report = attacked(write_counts(Path(folder) / "t.csv", counts, hidden))
    for one in report.recovered:
        if one.attack in SURE:
            true = counts[place(dict(one.cell), counts.shape)]
            assert one.least is not None
            assert one.most is not None
            assert one.least <= true <= one.most


@settings(max_examples=15, deadline=None)
@given(inside=COUNTS, seed=st.integers(0, 2**16))
def test_the_order_of_rows_is_no_matter(inside: NDArray[np.int64], seed: int) -> None:
    counts = with_margins(inside)
    drawn = np.random.default_rng(seed)
    hidden = drawn.random(counts.shape) < 0.4
    with tempfile.TemporaryDirectory() as folder:
        path = write_counts(Path(folder) / "t.csv", counts, hidden)
        first, *lines = path.read_text("utf-8").splitlines()
        before = attack([opened(path)])
        path.write_text(
            "\n".join([first, *(lines[at] for at in drawn.permutation(len(lines)))]) + "\n", "utf-8"
        )
        after = attack([opened(path)])

    def said(report: object) -> set[tuple[object, ...]]:
        return {
            (one.attack, tuple(sorted(one.cell.items())), one.least, one.most)
            for one in report.recovered  # type: ignore[attr-defined]
        }

    assert said(before) == said(after)


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["round", "suppress", "cellkey"])
@settings(max_examples=5, deadline=None)
@given(inside=COUNTS)
def test_nothing_is_recovered_of_a_protected_table(policy: str, inside: NDArray[np.int64]) -> None:
    counts = with_margins(inside)
    rows = [
        {
            "area": "Total" if area == len(counts) - 1 else f"a{area}",
            "group": "Total" if group == counts.shape[1] - 1 else f"g{group}",
            "count": int(counts[area, group]),
        }
        for area, group in np.ndindex(*counts.shape)
    ]
    with tempfile.TemporaryDirectory() as folder:
        table, out, key = (Path(folder) / name for name in ("t.csv", "out", "key"))
        write_rows(table, rows)
        key.write_text("0123456789abcdef0123456789abcdef", "utf-8")
        secret = ["--key", str(key)] if policy == "cellkey" else []
        left = main(
            ["protect", str(table), "--count", "count", "--policy", policy, "--out", str(out), *secret]
        )
        assume(left == 0)
        assert [one.words for one in attack([opened(out)]).recovered] == []
