"""A profile proposed from a file that no profile fits: which of its headings are what, to be read through by its owner.

What is written is worked out from headings, and from how many cells are dates, numbers or words of a code list. A word of
the file stands in it only where it is one of few and was seen often, in a column that isn't of persons.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evenhand.foundations import UnreadableFile
from evenhand.records import rules
from evenhand.records.contents import load
from evenhand.records.facts import Facts, Holds, facts_of, tokens
from evenhand.records.likeness import Match, headings_alike, judgement, match
from evenhand.records.limits import load_limits
from evenhand.records.profile_files import load_profiles, profile_named
from evenhand.records.profiles import Column, Kind, Profile, Shape, heading_key
from evenhand.records.tables import tables
from evenhand.records.types import REQUIRED_COLUMNS
from evenhand.vocabulary import CodeList, Vocabulary

_VALUE = re.compile(r"[\d\s/.:,-]{5,}")


def propose_profile(path: Path | str, vocabulary: Vocabulary, like: str | None = None) -> str:
    """Return a profile (TOML) for a file: `evenhand profiles --new FILE`.

    It extends the format that comes nearest, or the one named `like`. What whoever has the file must decide is
    marked DECIDE. Raises UnreadableFile where the file can't be read as a table, or nothing in it is like any
    format; UnknownName where no format has that name.
    """
    columns = _columns(Path(path))
    formats = list(load_profiles().values()) if like is None else [profile_named(like)]
    profile, matches = _nearest(columns, formats, vocabulary, Path(path).name)
    return "\n".join(_lines(columns, profile, matches, vocabulary)).rstrip() + "\n"


def _columns(path: Path) -> list[Facts]:
    limits, how = load_limits(), judgement()
    found = tables(load(path, path.name, limits), limits)  # in a workbook every row that could be headings
    table = max(found, key=lambda one: sum(map(bool, one.header)), default=None)
    if table is None:
        raise UnreadableFile(f"{path.name} holds no table.", mend="Save the sheet with the table as CSV.")
    if any(_VALUE.fullmatch(heading) for heading in table.header):
        raise UnreadableFile(
            f"The first line of {path.name} seems to hold values and not headings.",
            mend="Write a line of headings above it.",
        )
    raw = table.take_apart()
    sample = raw.cells.slice(0, how["rows"])
    names = [f"c{place}" for place in range(len(raw.header))]
    return [
        facts_of(heading, sample.column(name), share=how["share"], few=how["words"], nothing=how["nothing"])
        for heading, name in zip(raw.header, names, strict=True)
    ]


def _nearest(
    columns: Sequence[Facts], formats: Sequence[Profile], vocabulary: Vocabulary, file: str
) -> tuple[Profile, list[Match]]:
    """Return the format of which most required columns are there, and of these the most alike.

    A file with columns of dates is one whose rows are events, even where few headings are alike.
    """
    found = [
        (profile, match(columns, profile, vocabulary)) for profile in formats if profile.shape is Shape.ROWS
    ]
    dated = sum(one.holds is Holds.DATES for one in columns) >= judgement()["dates"]
    if dated and any(_has_dates(profile) and matches for profile, matches in found):
        found = [one for one in found if _has_dates(one[0])]
    best = max(found, key=lambda one: (_worth(*one), one[0].id), default=None)
    if best is None or not best[1]:
        raise UnreadableFile(
            f"No heading of {file} is like one of any format that Evenhand knows.",
            mend="Write a profile by hand: docs/how-to/write-a-profile.md.",
        )
    return best


def _has_dates(profile: Profile) -> bool:
    return any(one.kind is Kind.DATE and one.required for one in profile.columns)


def _worth(profile: Profile, matches: Sequence[Match]) -> float:
    """Return how well a format fits: what is alike, less what it asks for that isn't there."""
    needed = {one.target for one in profile.columns if one.required}
    there = {one.column.target for one in matches}
    return sum(one.alike**2 for one in matches) - 0.75 * len(needed - there)


def _lines(
    columns: Sequence[Facts], profile: Profile, matches: Sequence[Match], vocabulary: Vocabulary
) -> Iterator[str]:
    by_heading = {one.facts.heading: one for one in matches}
    yield "# A profile proposed by Evenhand. Read it through: what is for you to decide is marked DECIDE."
    yield f"# It extends {profile.id} ({profile.title}): what it doesn't say is as it stands there."
    if all(heading_key(one.facts.heading) in _names(one.column) for one in matches) and not _lost(
        profile, matches
    ):
        yield "# All headings are those of that format, so that you need no profile of your own unless words differ."
    yield f"extends = {_text(profile.id)}"
    yield f"id = {_text('my-' + profile.id)}"
    yield 'title = "DECIDE: what the file is, and what one row of it is"'
    yield 'source = "DECIDE: who makes the file, and where its words are explained"'
    yield "verified = false"
    yield f"record = {_text(profile.record)}"
    nothing = {word for one in columns for word in one.nothing} - set(profile.blanks)
    if nothing:
        yield "# DECIDE: whether a cell with one of these holds nothing."
        yield f"blanks = [{', '.join(_text(word) for word in sorted(nothing | set(profile.blanks)))}]"
    for column in _lost(profile, matches):
        yield ""
        yield f"# DECIDE: no heading was found for {column.target}, without which the file can't be read."
        if column.mend:
            yield f"# {column.mend}"
    for facts in columns:
        yield ""
        one = by_heading.get(facts.heading)
        yield from _column(one, vocabulary) if one else _other(facts, profile, matches, vocabulary)


def _lost(profile: Profile, matches: Sequence[Match]) -> list[Column]:
    there = {one.column.target for one in matches}
    needed = [
        one for one in profile.columns if one.required or one.target in REQUIRED_COLUMNS[profile.record]
    ]
    return [one for one in needed if one.target not in there]


def _column(one: Match, vocabulary: Vocabulary) -> Iterator[str]:
    column, facts = one.column, one.facts
    yield f"# {_text(facts.heading)} holds {facts.holds}; taken for {column.target} ({one.alike:.0%} alike)."
    if one.alike < 0.8:
        yield "# DECIDE: is that what it is? If not, take these lines out."
    yield "[[column]]"
    yield f"name = {_text(facts.heading)}"
    yield f"target = {_text(column.target)}"
    if column.kind is not Kind.CODE or not facts.filled:
        return
    listed = _better_list(one, vocabulary)
    if listed is not None:
        yield f"code_list = {_text(listed.key)}"
        yield f"# {facts.share_in(listed.spellings()):.0%} of the cells are words of that list."
        known = listed.spellings()
    else:
        yield f"# {one.known:.0%} of the cells are words that the format knows."
        known = rules.spellings(column, vocabulary)
    yield from _strange(facts, known)


def _better_list(one: Match, vocabulary: Vocabulary) -> CodeList | None:
    """Return another list of the same characteristic in which more of the words stand, if there is one."""
    if one.column.code_list is None or one.column.into is not None:
        return None
    what = vocabulary.code_list(one.column.code_list).characteristic
    return _best_list(
        one.facts, [each for each in vocabulary.code_lists.values() if each.characteristic == what], one.known
    )


def _best_list(facts: Facts, lists: Sequence[CodeList], least: float) -> CodeList | None:
    shares = {each.key: facts.share_in(each.spellings()) for each in lists if not each.by_name_only}
    best = max(lists, key=lambda each: (shares.get(each.key, 0.0), each.key), default=None)
    return best if best is not None and shares.get(best.key, 0.0) > least else None


def _strange(facts: Facts, known: dict[str, str]) -> Iterator[str]:
    """Yield the words that have no code yet, for their meaning to be decided: those that name nobody."""
    shown, more = facts.often(judgement()["seen"], known)
    if _of_persons(facts) or facts.holds is not Holds.FEW_WORDS:
        shown, more = [], len(shown) + more
    if shown:
        codes = ", ".join(sorted(set(known.values()))[:12])
        yield f"# DECIDE: what these words mean. Take away the # and write one of: {codes} ..."
        yield "[column.values]"
        yield from (f"# {_text(word)} = {_text('?')}" for word in shown)
    if more:
        yield f"# {more} more words aren't known and not shown here: `evenhand check` tells the lines they stand on."


def _other(facts: Facts, profile: Profile, matches: Sequence[Match], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a column for a characteristic that the format hasn't got, or why a heading isn't read."""
    taken = {one.column.target for one in matches} | {one.target for one in profile.derived}
    how = judgement()
    lists = [
        each
        for each in vocabulary.code_lists.values()
        if each.characteristic not in taken
        and each.characteristic in vocabulary.characteristics
        and headings_alike(facts.heading, each.characteristic) >= how["alike"]
    ]
    listed = _best_list(facts, lists, how["share"]) if facts.filled else None
    if listed is None:
        yield f"# {_text(facts.heading)} holds {facts.holds}; it isn't read."
        return
    yield f"# {_text(facts.heading)}: {facts.share_in(listed.spellings()):.0%} of the cells are words of {listed.key}."
    yield "[[column]]"
    yield f"name = {_text(facts.heading)}"
    yield f"target = {_text(listed.characteristic)}"
    yield 'kind = "code"'
    yield f"code_list = {_text(listed.key)}"
    yield 'blank = "not_known"'
    yield "required = false"
    yield from _strange(facts, listed.spellings())


def _of_persons(facts: Facts) -> bool:
    how = judgement()
    named = set(tokens(facts.heading)) & set(how["identifying"])
    return bool(named) or facts.different > how["different"]


def _names(column: Column) -> set[str]:
    return {heading_key(name) for name in (column.name, *column.also)}


def _text(value: str) -> str:
    """Return a text as TOML writes it: as JSON does, for any text."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
