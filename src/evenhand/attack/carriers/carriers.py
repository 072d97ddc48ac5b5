"""Everything that a release folder holds, read as an attacker reads it, against what its protected counts say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evenhand.attack.carriers.document import document_figures
from evenhand.attack.carriers.drawing import drawing_figures
from evenhand.attack.carriers.entries import judge_entries, judge_twins
from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.judge import Judge
from evenhand.attack.carriers.known import Known, read_known
from evenhand.attack.carriers.measures import judge_measures
from evenhand.attack.carriers.names import file_things
from evenhand.attack.carriers.objects import object_figures, people_of_findings
from evenhand.attack.carriers.page import page_figures
from evenhand.attack.carriers.picture import picture_figures
from evenhand.attack.carriers.report import ATTACK, KNOWLEDGE
from evenhand.attack.carriers.spreadsheet import spreadsheet_figures
from evenhand.attack.carriers.stays import judge_stays
from evenhand.attack.carriers.tables import table_figures
from evenhand.attack.types import Recovered, Tried

_COUNTS = "counts.csv"
_NOT_READ = (
    "Not read: the pixels of pictures, and the words drawn on the pages of a PDF. Ranges of comparisons, figures "
    "held to like with like and parts of a gap are not reckoned again."
)
_FRAME = ("measures.csv", "measures.json", "run.json")
"""Files that are held against the counts row by row, or are not for publication."""


def carriers(folder: Path) -> Tried:
    """Return what the files of a release tell beyond its protected counts; knowledge: the published files alone.

    Reads pages, drawings, pictures, tables, the spreadsheet, the PDF's information, JSON, and the names of all
    files; folders below that hold a counts.csv (another language) are read too, and held against the first. Raises:
    UnreadableFile where the counts themselves cannot be read.
    """
    folders = _folders(folder)
    if not folders:
        return Tried(attack=ATTACK, knowledge=KNOWLEDGE, note=f"{folder.name} holds no {_COUNTS}.")
    found: list[Recovered] = []
    notes: list[str] = []
    cells = 0
    first: Known | None = None
    for one in folders:
        known = read_known(one)
        if not known.is_protected:
            notes.append("The counts are exact: there is nothing that other files could add.")
            continue
        name = "" if one == folder else f"{one.relative_to(folder).as_posix()}/"
        cells += len(known.entries)
        found += (_placed(recovered, name) for recovered in _judged(one, _others(one, folders), known, notes))
        if first is None:
            first = known
        else:
            found += judge_twins(first, known, name.rstrip("/"))
    return Tried(
        attack=ATTACK,
        knowledge=KNOWLEDGE,
        cells=cells,
        recovered=tuple({(one.where, one.words): one for one in found}.values()),
        note=" ".join([*dict.fromkeys(notes), _NOT_READ]),
    )


def _folders(folder: Path) -> list[Path]:
    """The folders with counts of their own, the given one first; made-up records have a counts.csv too and are none."""
    found = [folder] if (folder / _COUNTS).is_file() else []
    below = [path.parent for path in sorted(folder.glob(f"*/{_COUNTS}"))]
    return [*found, *below]


def _others(one: Path, folders: list[Path]) -> list[Path]:
    """The files of one folder, without those of folders that are read for themselves."""
    apart = set(folders) - {one}
    return sorted(path for path in one.rglob("*") if path.is_file() and not apart & set(path.parents))


def _judged(folder: Path, files: list[Path], known: Known, notes: list[str]) -> Iterator[Recovered]:
    """Yield what one folder tells; the measures first, since what they hold is what drawings and words may say."""
    yield from judge_entries(known)
    yield from judge_measures(folder, known)
    yield from judge_stays(folder, known)
    if (folder / "findings.json").is_file():
        people_of_findings(folder / "findings.json", known)
    judge = Judge(known)
    for figure in _figures(folder, files, known):
        recovered = judge.judge(figure)
        if recovered is not None:
            yield recovered
        elif isinstance(figure, Thing):
            notes.append(f"{figure.where}: {figure.words}.")


def _placed(one: Recovered, name: str) -> Recovered:
    return replace(one, where=f"{name}{one.where}")


def _figures(folder: Path, files: list[Path], known: Known) -> Iterator[Figure | Thing]:
    yield from file_things(folder, files, known)
    seen: set[float] = set()
    for path in sorted(
        files, key=lambda path: path.suffix.lower() != ".html"
    ):  # pages first: a PDF says them again
        name = path.relative_to(folder).as_posix()
        if name in _FRAME or not (path.parent == folder or name.startswith("charts/")):
            continue
        yield from _of_file(path, name, known, seen)


def _of_file(path: Path, name: str, known: Known, seen: set[float]) -> Iterator[Figure | Thing]:
    kind = path.suffix.lower()
    if kind in (".html", ".htm"):
        yield from page_figures(path, name, known, seen)
    elif kind == ".svg":
        text = path.read_text("utf-8", errors="replace")
        yield from drawing_figures(text, name, known, own_name=path.stem)
    elif kind == ".csv" and name.startswith("charts/"):
        yield from table_figures(path, name)
    elif kind == ".json":
        yield from object_figures(path, name, known)
    elif kind == ".ods":
        yield from spreadsheet_figures(path, name)
    elif kind == ".png":
        yield from picture_figures(path, name)
    elif kind == ".pdf":
        yield from document_figures(path, name, frozenset(seen))
