"""Plans in many habits give the same rows from every kind of document, and not a character is lost."""

from pathlib import Path

import pytest

from evenhand.planning.reading import letters_of, open_document, place
from evenhand.planning.rows import PlanRow
from tests.planning.reading.expected import Case, Expected
from tests.planning.reading.renderings import ALL_KINDS
from tests.planning.reading.varied_columns import CASES as COLUMNS
from tests.planning.reading.varied_words import CASES as WORDS

ALL = [(case, kind) for case in (*WORDS, *COLUMNS) for kind in ALL_KINDS if kind not in case.skip]


@pytest.mark.parametrize(("case", "kind"), ALL, ids=[f"{case.name}: {kind}" for case, kind in ALL])
def test_a_plan_gives_its_rows(case: Case, kind: str, tmp_path: Path) -> None:
    document = open_document(ALL_KINDS[kind](case.plan, tmp_path))
    found = place(document)
    assert [_told(row) for row in found.rows] == list(case.rows)
    assert found.letters == letters_of(document.blocks)


def _told(row: PlanRow) -> Expected:
    return Expected(
        reference=row.reference,
        action=row.action,
        leads=tuple((one.name, one.agency) for one in row.leads),
        kind=str(row.kind),
        earliest=row.earliest.isoformat() if row.earliest else None,
        latest=row.latest.isoformat() if row.latest else None,
        theme=row.theme,
        aim=row.aim,
        progress=row.progress,
        depends_on=row.depends_on,
        mentions=row.mentions,
    )
