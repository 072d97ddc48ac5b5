"""Tables from elsewhere, protected: every pair of tables in protect-tables.md holds."""

from pathlib import Path

import pytest

from evenhand.disclosure.tables import Reading, policy_for, protect_tables
from tests.unit.disclosure.from_elsewhere.given import given

TEXT = (Path(__file__).parent / "protect-tables.md").read_text("utf-8")
CASES = [part.partition("\n") for part in TEXT.split("\n## ")[1:]]


@pytest.mark.parametrize(("title", "_", "body"), CASES, ids=[title for title, _, _ in CASES])
def test_table_becomes_the_one_under_it(title: str, _: str, body: str) -> None:
    policy = body.split("Policy ")[1].split(".")[0]
    tables = [part for part in body.split("\n\n") if part.lstrip().startswith("|")]
    made = protect_tables([given(tables[0])], Reading(count="count"), policy_for(policy))
    wanted = given(tables[1]).cells.column("count").to_pylist()
    assert [line.split(",")[-2] for line in made.files[0].data.decode().splitlines()[1:]] == wanted, title
