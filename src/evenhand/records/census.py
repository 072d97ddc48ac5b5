"""Census tables of ethnic group by local authority, with a row per area, or a row per area and group.

The fine groups are what is read. The broad groups and the number of all residents are their sums, so that
parts and whole always agree; where a table prints totals of its own, they are compared with the sums.
"""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from evenhand.foundations import EVERYONE
from evenhand.records.profiles import Column, Kind, Profile, Shape
from evenhand.records.rules import literal, name
from evenhand.records.sorter import Sorter
from evenhand.vocabulary import CodeList, Vocabulary

Warnings = Mapping[int, list[str]]

_FINE, _BROAD, _TOTAL = "fine ", "broad ", "total"


def with_headings(profile: Profile, vocabulary: Vocabulary) -> Profile:
    """Return a profile of a wide table with a column for each group of its code lists; others as they are."""
    if profile.shape is not Shape.WIDE:
        return profile
    fine = vocabulary.code_list(profile.wide["code_list"])
    broad = vocabulary.code_list(str(fine.coarser))
    columns = [_heading(profile, (profile.wide["total"],), _TOTAL, required=True)]
    columns += [
        _heading(profile, _words(fine, one.code), _FINE + one.code, required=True) for one in fine.values
    ]
    columns += [
        _heading(profile, _words(broad, one.code), _BROAD + one.code, required=False) for one in broad.values
    ]
    return replace(profile, columns=(*profile.columns, *columns))


def residents(sorter: Sorter, accepted: pa.Table) -> tuple[pa.Table, Warnings]:
    """Return accepted rows of a census table as population rows, and warnings by number of the file.

    Columns: those of RECORD_SCHEMAS["population"].
    """
    sorter.con.register("accepted", accepted)
    fine = sorter.vocabulary.code_list(sorter.profile.constants["code_list"])
    wide = sorter.profile.shape is Shape.WIDE
    sorter.con.execute(f"CREATE TABLE fine AS {_from_wide(fine) if wide else _from_long()}")
    rows = sorter.arrow(_population(sorter, fine))
    return rows, _wrong_totals(sorter, fine) if wide else _left_out(sorter, fine)


def _heading(profile: Profile, words: tuple[str, ...], target: str, *, required: bool) -> Column:
    headings = tuple(f"{profile.wide['before']}{word}{profile.wide['after']}" for word in words)
    return Column(
        name=headings[0],
        also=headings[1:],
        target=target,
        kind=Kind.COUNT,
        required=required,
        filled=required,
        mend="Write the number of people as a whole number.",
    )


def _words(code_list: CodeList, code: str) -> tuple[str, ...]:
    value = next(one for one in code_list.values if one.code == code)
    return tuple(sorted((*value.synonyms, value.label), key=lambda word: ":" not in word))


def _from_wide(fine: CodeList) -> str:
    parts = (
        f'SELECT file_no, line, area, {literal(one.code)} AS "group", {place} AS place, '
        f"{name(_FINE + one.code)} AS count FROM accepted"
        for place, one in enumerate(fine.values)
    )
    return " UNION ALL ".join(parts)


def _from_long() -> str:
    return """SELECT file_no, line, area, "group", 0 AS place, count FROM accepted WHERE measure = 'number'"""


def _population(sorter: Sorter, fine: CodeList) -> str:
    """Return the SQL of the fine groups, then their sums; a sum is made only where every part is there."""
    sorter.words("coarser", fine.to_coarser())
    broad = sorter.vocabulary.code_list(str(fine.coarser))
    parts = {one.code: sum(each.group == one.code for each in fine.values) for one in broad.values}
    whens = " ".join(f"WHEN {literal(code)} THEN {number}" for code, number in parts.items())
    source, everyone = literal(sorter.profile.constants["source"]), literal(EVERYONE)
    return f"""
        SELECT area, characteristic, code_list, edition, "group", count, {source} AS source, count AS lower,
            count AS upper FROM (
            SELECT area, {_listed(fine)}, "group", count, 1 AS kind, line, place, file_no FROM fine
            UNION ALL
            SELECT area, {_listed(broad)}, code, sum(count), 2, min(line), min(place), min(file_no)
            FROM fine JOIN coarser ON word = "group" GROUP BY area, code
            HAVING count(*) = CASE code {whens} END
            UNION ALL
            SELECT area, {everyone}, '', '', {everyone}, sum(count), 3, min(line), 0, min(file_no)
            FROM fine GROUP BY area HAVING count(*) = {len(fine.values)}
        ) ORDER BY kind, file_no, line, place, "group" """


def _listed(code_list: CodeList) -> str:
    names = {
        "characteristic": code_list.characteristic,
        "code_list": code_list.id,
        "edition": code_list.edition,
    }
    return ", ".join(f"{literal(text)} AS {column}" for column, text in names.items())


def _wrong_totals(sorter: Sorter, fine: CodeList) -> Warnings:
    """Compare the totals that a wide table prints with the sums of their parts."""
    broad = sorter.vocabulary.code_list(str(fine.coarser))
    sums = {_TOTAL: [one.code for one in fine.values]}
    sums |= {_BROAD + one.code: [p.code for p in fine.values if p.group == one.code] for one in broad.values}
    differs = " OR ".join(
        f"{name(total)} <> {' + '.join(name(_FINE + code) for code in parts)}"
        for total, parts in sums.items()
    )
    rows = sorter.con.execute(
        f"SELECT file_no, count(*) FROM accepted WHERE {differs} GROUP BY file_no"
    ).fetchall()
    return {
        number: [f"Totals that aren't the sum of their groups: {_areas(count)}. The sums are used."]
        for number, count in rows
    }


def _left_out(sorter: Sorter, fine: CodeList) -> Warnings:
    """Say how many percentages were not used, and how many areas lack a group."""
    found: dict[int, list[str]] = {}
    percents = "SELECT file_no, count(*) FROM accepted WHERE measure = 'percent' GROUP BY file_no"
    for number, count in sorter.con.execute(percents).fetchall():
        found.setdefault(number, []).append(f"{count} rows hold a percentage; percentages are not used.")
    lacking = f"""SELECT file_no, count(*) FROM (
        SELECT min(file_no) AS file_no FROM fine GROUP BY area HAVING count(*) < {len(fine.values)}
    ) GROUP BY file_no"""
    for number, count in sorter.con.execute(lacking).fetchall():
        words = f"A group is missing: {_areas(count)}. They have no number of all residents."
        found.setdefault(number, []).append(words)
    return found


def _areas(count: int) -> str:
    return "1 area" if count == 1 else f"{count} areas"
