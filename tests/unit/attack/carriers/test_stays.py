"""Curves of a release are held to what they say of themselves, and what they say may stand elsewhere too."""

from pathlib import Path

import pytest

from evenhand.attack.carriers.figure import Entry
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.stays import judge_stays

PEOPLE = {
    "area": "X",
    "period": "p",
    "characteristic": "sex",
    "code_list": "sex",
    "edition": "2021",
    "group": "MALE",
}
HEADS = ",".join(PEOPLE)
WHOM = ",".join(PEOPLE.values())


def known(people: int) -> Known:
    cells = {
        f"c{number}": Entry(
            where="counts.csv",
            cell={**PEOPLE, "state": state},
            value=size,
            lower=size,
            upper=size,
            status="rounded",
        )
        for number, (state, size) in enumerate((("reached", people), ("stopped", 900)))
    }
    return Known(cells=cells, base=5)


def judged(tmp_path: Path, row: str, people: int = 100) -> list[str]:
    text = f"{HEADS},time,staying,finished,left,rounded_to,seen\n{WHOM},{row}\n"
    (tmp_path / "curves.csv").write_text(text, "utf-8")
    return [one.words for one in judge_stays(tmp_path, known(people))]


@pytest.mark.parametrize(
    ("row", "people", "said"),
    [
        ("7,0.9,0.05,0.05,0.05,1", 100, ""),
        ("7,0.9,,,0.1,1", 60, ""),
        ("7,0.91,0.04,0.05,0.05,1", 100, "finer than it is said to be"),
        ("7,0.99,,,0.01,1", 100, "fewer people than the rounding"),
    ],
)
def test_shares_are_as_coarse_as_they_say_and_worth_enough(
    tmp_path: Path, row: str, people: int, said: str
) -> None:
    found = judged(tmp_path, row, people)
    assert len(found) == bool(said)
    assert all(said in one for one in found)


def test_what_is_read_off_them_is_known(tmp_path: Path) -> None:
    rows = ["staying,28,0.8,0.7,0.9", "mean_days,84,61.0,55.0,65.0", "mean_days_difference,84,-12.0,-20.0,"]
    lines = [f"{HEADS},measure,day,estimate,lower,upper", *(f"{WHOM},{row}" for row in rows)]
    (tmp_path / "stays.csv").write_text("\n".join(lines) + "\n", "utf-8")
    of = known(100)
    assert list(judge_stays(tmp_path, of)) == []
    assert {0.7, 0.8, 0.9} <= of.measures
    assert of.derived == {61.0, 55.0, 65.0, 12.0, 20.0}


def test_without_curves_there_is_nothing_to_judge(tmp_path: Path) -> None:
    assert list(judge_stays(tmp_path, known(100))) == []
