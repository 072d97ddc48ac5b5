"""Made-up files for the tests of reading."""

from pathlib import Path

from evenhand.records import InputFile, Inputs, read
from evenhand.vocabulary import load_vocabulary

TESTS = "person_id,test_date,area,suite,result,age,ethnicity,sex"
CONTACTS = "person_id,contact_date,outcome"
TREATMENTS = "person_id,referral_date,start_date,end_date,end_reason"
POLICE = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
POLICE_NAME = "2021-05-durham-stop-and-search.csv"


def write(folder: Path, name: str, *lines: str) -> Path:
    """Write lines to a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read_lines(folder: Path, *lines: str, name: str = "made-up.csv") -> Inputs:
    """Read one file made of the lines."""
    return read([write(folder, name, *lines)], vocabulary=load_vocabulary())


def only_file(inputs: Inputs) -> InputFile:
    """Return the account of the one file that was read."""
    (one,) = inputs.files
    return one


def faults(inputs: Inputs) -> list[tuple[int, str]]:
    """Return line and column of each fault."""
    return [(row["line"], row["column"]) for row in inputs.rejected.to_pylist()]


def search(**cells: str) -> str:
    """Return a line of a police file; what isn't given is an ordinary search."""
    row = dict.fromkeys(POLICE.split(","), "")
    row |= {
        "Type": "Person search",
        "Date": "2021-05-04T10:00:00+00:00",
        "Object of search": "Controlled drugs",
    }
    row |= {name.replace("_", " "): cell for name, cell in cells.items()}
    return ",".join(row.values())
