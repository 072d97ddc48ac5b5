"""The reference page of code lists, areas and dated changes, made from the vocabulary's data files."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources

from evenhand.vocabulary import LEVELS, UNKNOWNS, Break, CodeList, CodeMap, Vocabulary, load_vocabulary
from tools.reference_words import joined, table

LONGEST = 30
"""Lists with more values are counted, and their file is linked instead."""
FOLDER = "../../src/evenhand/vocabulary/data/"


def code_lists() -> Iterator[str]:
    """Yield the page of code lists, dated changes and areas."""
    vocabulary = load_vocabulary()
    yield "# Code lists\n"
    yield f"The vocabulary's version is {vocabulary.version}. A list is named with its edition, `list:edition`; a list"
    yield "that changes becomes a new edition and the old one stays, since earlier releases were made with it."
    yield "*Verified* means that its values were read in the source named. Which editions are old, how lists lead to"
    yield "each other, and what a list of your own may do: [Vocabulary](../explanation/vocabulary.md),"
    yield "[Add a code list](../how-to/add-a-code-list.md).\n"
    rows = [
        (
            f"[`{key}`](#{_anchor(one.title)})",
            vocabulary.characteristic_title(one.characteristic),
            str(len(one.values)),
            _from_to(one),
            _verified(one),
        )
        for key, one in sorted(vocabulary.code_lists.items())
    ]
    yield from table(("list", "of", "values", "in force", "verified"), rows)
    yield "\nIn place of a value every list takes one of these, kept apart and never compared as a group:"
    yield f"{joined(f'`{code}` ({label.lower()})' for code, label in UNKNOWNS.items())}.\n"
    files = _files()
    for key, one in sorted(vocabulary.code_lists.items()):
        yield from _code_list(one, vocabulary, files[key])
    yield from _changes(vocabulary.breaks)
    yield from _held(vocabulary)
    yield from _areas(vocabulary)


def _code_list(one: CodeList, vocabulary: Vocabulary, file: str) -> Iterator[str]:
    yield f"## {one.title}\n"
    yield f"`{one.key}`, for {vocabulary.characteristic_title(one.characteristic)}; {_from_to(one)}; verified:"
    yield f"{_verified(one)}. Source: {one.source}.\n"
    if one.reference:
        yield f"- Others are compared with *{one.label(one.reference)}* where a programme names no other."
    if one.by_name_only:
        yield "- Taken only where a profile or a file names it, never guessed from words."
    for listed in one.all_maps():
        yield f"- {_map_words(listed)}"
    for code, texts in one.unknowns.items():
        yield f"- *{UNKNOWNS[code]}* is written {joined(f'`{text}`' for text in texts)}."
    yield ""
    if len(one.values) > LONGEST:
        yield f"It has {len(one.values)} values: see [{file}]({FOLDER}{file}).\n"
        return
    yield from _values(one)
    yield ""


def _values(one: CodeList) -> Iterator[str]:
    columns: dict[str, list[str]] = {
        "code": [f"`{value.code}`" for value in one.values],
        "in words": [value.label for value in one.values],
        "coarser group": [f"`{value.group}`" if value.group else "" for value in one.values],
        "from, to": [_band(value.low, value.high) for value in one.values],
        "verified": ["" if value.verified else "not verified" for value in one.values],
    }
    shown = {head: cells for head, cells in columns.items() if any(cells)}
    yield from table(tuple(shown), zip(*shown.values(), strict=True))


def _map_words(one: CodeMap) -> str:
    if one.reason:
        return f"It doesn't lead to `{one.to}`: {one.reason}."
    said = f" ({one.note})" if one.note else ""
    return f"Each value lies in one of `{one.to}`{'' if one.verified else '; not verified'}{said}."


def _changes(breaks: tuple[Break, ...]) -> Iterator[str]:
    yield "## Changes in time\n"
    yield "A series is marked at each of these, and no difference is stated across one that touches its figures,"
    yield "unless it only marks.\n"
    rows = [
        (
            one.date.isoformat() + (f" to {one.until.isoformat()}" if one.until else ""),
            one.what,
            "only marks" if one.marks_only else "breaks",
            "yes" if one.verified else "no",
            one.source,
        )
        for one in sorted(breaks, key=lambda one: (one.date, one.id))
    ]
    yield from table(("day", "what changed", "a series", "verified", "source"), rows)
    yield ""


def _held(vocabulary: Vocabulary) -> Iterator[str]:
    yield "## What national records hold\n"
    yield "What they lack can't be measured from them; a report says what other evidence there is.\n"
    title = vocabulary.characteristic_title
    rows = [
        (
            one.title,
            f"{one.valid_from or 'always'} to {one.valid_to or 'now'}",
            joined(title(name) for name in one.holds),
            joined(title(name) for name in one.lacks),
            "yes" if one.verified else "no",
        )
        for one in vocabulary.national_records
    ]
    yield from table(("record", "in force", "holds", "lacks", "verified"), rows)
    yield ""


def _areas(vocabulary: Vocabulary) -> Iterator[str]:
    areas = vocabulary.areas.by_code.values()
    counted = Counter(area.level for area in areas)
    known = [f"{counted[level]} of level {level}" for level in LEVELS if counted[level]]
    yield "## Areas\n"
    yield f"The vocabulary holds {joined(known)}. The levels are, from fine to coarse: {', '.join(LEVELS)}."
    yield f"{sum(1 for area in areas if area.replaced_by)} codes that have ended say what took their place."
    own = joined(f"`{area.code}` ({area.name})" for area in areas if area.of_its_own)
    yield f"Areas of their own at every level: {own}."
    yield "Further areas come from [an areas file](native-formats.md) or a vocabulary of your own."


def _files() -> dict[str, str]:
    """Return the file of each code list by its key."""
    folder = resources.files("evenhand.vocabulary") / "data"
    found = {}
    for path in folder.iterdir():
        if path.name.startswith("list-"):
            data = tomllib.loads(path.read_text("utf-8"))
            found[f"{data['id']}:{data['edition']}"] = path.name
    return found


def _verified(one: CodeList) -> str:
    if not one.verified:
        return "no"
    return "yes" if all(value.verified for value in one.values) else "in part"


def _from_to(one: CodeList) -> str:
    start = f"from {one.valid_from.isoformat()}" if one.valid_from else ""
    end = f"to {one.valid_to.isoformat()}" if one.valid_to else ""
    return f"{start} {end}".strip() or "always"


def _band(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    return f"{low} to {high}" if high is not None else f"{low} and over"


def _anchor(title: str) -> str:
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")
