"""One release in both languages for every journey: two small made-up places, year by year, all tables of the recording."""

import csv
from pathlib import Path

from evenhand.flow import run, translated
from evenhand.publish.views import Link
from evenhand.publish.write import write_release
from evenhand.records import read
from evenhand.synthetic import make_partnership, write_partnership
from evenhand.vocabulary import load_vocabulary

PLACES = (("R", 400, "partnership"), ("N", 500, "city"))

# Comparing within ages and suites takes the audit minutes, and adds no kind of page; so do quarters in place of years.
LEFT_OUT = {"age", "suite"}


def write_site(folder: Path) -> Path:
    """Write the release in English, and in Welsh in its folder cy; return the folder."""
    for prefix, people, setting in PLACES:
        made = make_partnership(people=people, seed=2006, prefix=prefix, setting=setting)
        write_partnership(made, folder / "data" / prefix)
        _leave_out(folder / "data" / prefix / "records" / "tests.csv")
    vocabulary = load_vocabulary()
    paths = [folder / "data" / prefix / name for prefix, _, _ in PLACES for name in ("records", "areas.csv")]
    release = run(read(paths, vocabulary=vocabulary), vocabulary=vocabulary, period="year")
    welsh, english = Link(to="cy/index.html", words="Cymraeg"), Link(to="../index.html", words="English")
    out = folder / "release"
    write_release(release, out, formats=("svg", "csvw"), other_language=welsh)
    write_release(translated(release, "cy"), out / "cy", formats=("svg", "csvw"), other_language=english)
    return out


def _leave_out(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    kept = [number for number, name in enumerate(rows[0]) if name not in LEFT_OUT]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([[row[one] for one in kept] for row in rows])


def pages(folder: Path) -> list[str]:
    """Return every page of a release by its path, those in Welsh among them."""
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*.html"))
