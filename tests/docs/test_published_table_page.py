"""The page on published tables: its profile reads its table, and gives what the page says."""

from pathlib import Path

import pytest

from evenhand.records import read
from evenhand.vocabulary import load_vocabulary
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs/how-to/read-a-published-table.md"


@pytest.mark.slow
def test_profile_of_the_page_reads_the_table_of_the_page(tmp_path: Path) -> None:
    table, profile = list(blocks(PAGE))[:2]
    (tmp_path / "clients.csv").write_text(table, "utf-8")
    (tmp_path / "clients.toml").write_text(profile, "utf-8")
    inputs = read(
        [tmp_path / "clients.csv"], vocabulary=load_vocabulary(), profile=str(tmp_path / "clients.toml")
    )
    (account,) = inputs.files
    assert (account.read, account.accepted) == (3, 3)
    assert account.warnings == ("1 row of sums over other rows, or of something else, passed over.",)
    found = {
        (r["area"], r["stage"].split("/")[1], r["characteristic"], r["state"], r["group"]): (
            r["count"],
            r["lower"],
            r["upper"],
        )
        for r in inputs.records["count"].to_pylist()
    }
    assert found["X-NORTH", "in_need", "everyone", "reached", "everyone"] == (420, 418, 422)
    assert found["X-NORTH", "in_need", "ethnicity_broad", "reached", "BLACK"] == (35, 33, 37)
    assert found["X-SOUTH", "in_need", "ethnicity_broad", "reached", "BLACK"] == (None, 1, 4)
    assert found["X-SOUTH", "in_need", "ethnicity_broad", "reached", "WHITE"] == (None, 1, 4)
    assert found["X-NORTH", "started", "everyone", "stopped", "everyone"] == (40, 38, 42)
    assert found["X-NORTH", "in_need", "ethnicity_broad", "reached", "not_known"][1:] == (7, 23)
    assert {area for area, *_ in found} == {"X-NORTH", "X-SOUTH"}
