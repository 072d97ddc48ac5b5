"""Files made by hand and by the made-up partnership, for runs from file to release."""

import json
from collections.abc import Sequence
from pathlib import Path

from evenhand.synthetic import make_partnership, write_partnership

TESTS = "person_id,test_date,area,suite,result,age,ethnicity,sex"
CONTACTS = "person_id,contact_date,outcome"
TREATMENTS = "person_id,referral_date,start_date,end_date,end_reason"
COUNTS = "area,period,characteristic,group,stage,state,count"
SEARCHES = (
    "Type,Date,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Object of search,Outcome"
)
OUTPUTS = ("counts.csv", "findings.json", "index.html", "measures.csv", "measures.json", "run.json")


def write(path: Path, *lines: str) -> Path:
    """Write lines to a file, its folder made if need be, and return the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def partnership(folder: Path, *, people: int = 150, seed: int = 3) -> Path:
    """Write a made-up partnership into the folder and return the folder."""
    write_partnership(make_partnership(people=people, seed=seed), folder)
    return folder


def outputs(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file in a folder and in those in it, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_facts(folder: Path) -> dict[str, object]:
    """Return what run.json says."""
    facts: dict[str, object] = json.loads((folder / "run.json").read_text("utf-8"))
    return facts


def searches(number: int) -> Sequence[str]:
    """Return the lines of a file of stop and search."""
    row = "Person search,2021-05-04T10:00:00+00:00,Male,25-34,,White,Controlled drugs,Arrest"
    return [SEARCHES, *[row] * number]
