"""Wide tables as an office publishes them: a row for an area, year and group of people, a heading for each count.

A row of everybody is read under every heading; a row of one group (women; those aged 18 to 29) is read where
a heading counts everybody in it. Rows that cross several groups are passed over, and counted in a warning: a
person stands in them and in the row of each group. Cells that say nothing are gaps, and give no count.
"""

from collections.abc import Mapping

import pyarrow as pa

from evenhand.foundations import EVERYONE
from evenhand.records.blocks import blocks, headings, places
from evenhand.records.counts import period_words
from evenhand.records.from_name import said_by_name
from evenhand.records.intervals import bounds, is_none, whole
from evenhand.records.not_in_groups import compare_with_all
from evenhand.records.profiles import heading_key
from evenhand.records.published_notes import KEY, PASSED_OVER, note_faults, notes
from evenhand.records.rounding import count_column, look_rounded, together
from evenhand.records.rules import literal, name
from evenhand.records.sorter import Sorter


def understand(sorter: Sorter) -> Mapping[int, list[str]]:
    """Make the table `facts` of all counts in the files, note what is wrong with their rows; return warnings.

    `facts`: file_no, line, and the columns of RECORD_SCHEMAS["count"].
    """
    _rows(sorter)
    _cells(sorter)
    rounded = look_rounded(sorter, "cells")
    _bounded(sorter)
    sorter.con.register("places", places(sorter.profile, sorter.files))
    _code_lists(sorter)
    _placed(sorter)
    _facts(sorter)
    note_faults(sorter)
    return together(rounded, notes(sorter))


def counts(sorter: Sorter, accepted: pa.Table) -> pa.Table:
    """Return the counts of the accepted rows, in the columns of RECORD_SCHEMAS["count"] or ["population"]."""
    sorter.con.register("taken", accepted)
    source = literal(sorter.profile.constants.get("source", ""))
    return sorter.arrow(f"""
        SELECT {KEY}, {source} AS source, any_value(count) AS count, max(lower) AS lower, min(upper) AS upper
        FROM facts SEMI JOIN taken USING (file_no, line) GROUP BY {KEY}
        ORDER BY min(file_no), min(line), stage, state, characteristic, code_list, "group" """)


def _rows(sorter: Sorter) -> None:
    """Make `rows`: of each row its period, area and step as codes, and the one group of people it is of."""
    years = _years(sorter)
    sorter.words("areas", _area_words(sorter))
    targets = list(sorter.profile.wide.get("groups", ()))
    divided = " + ".join([f"({name(one)} <> '{EVERYONE}')::INTEGER" for one in targets] or ["0"])
    lists = sorter.profile.code_lists
    whens = {one: f"WHEN {name(one)} <> '{EVERYONE}' THEN" for one in targets}
    listed = " ".join(f"{when} {literal(lists[one])}" for one, when in whens.items())
    group = " ".join(f"{when} {name(one)}" for one, when in whens.items())
    stage = "stage" if any(one.target == "stage" for one in sorter.profile.columns) else "NULL"
    sorter.con.execute(f"""
        CREATE TABLE rows AS SELECT file_no, line, periods.code AS period,
            coalesce(areas.code, checked.area) AS area, {stage} AS stage, {divided} AS divided,
            {f"CASE {listed} END" if listed else "NULL"} AS code_list,
            {f"CASE {group} ELSE '{EVERYONE}' END" if group else f"'{EVERYONE}'"} AS "group"
        FROM ({years}) AS checked LEFT JOIN periods ON periods.word = checked.year
        LEFT JOIN areas ON areas.word = word(checked.area)""")


def _years(sorter: Sorter) -> str:
    """Return the SQL of `checked` with `year`, the words of the period: a column, or the file's name, says it."""
    if sorter.profile.record == "population":
        sorter.words("periods", {"": ""})
        return "SELECT *, '' AS year FROM checked"
    if "period" in sorter.profile.from_name:
        named = [said_by_name(sorter.profile, one.file)["period"] for one in sorter.files]
        numbers = pa.array(range(len(named)), pa.int32())
        sorter.con.register("named", pa.table({"file_no": numbers, "year": pa.array(named, pa.string())}))
        query = "SELECT * FROM checked JOIN named USING (file_no)"
    else:
        query = "SELECT *, period AS year FROM checked"
    words = sorter.con.execute(f"SELECT DISTINCT year FROM ({query})").fetchall()
    sorter.words("periods", period_words(word for (word,) in words if word))
    return query


def _area_words(sorter: Sorter) -> dict[str, str]:
    """Return the names of areas with their codes, those of the profile's nearer levels before others."""
    wide, found = sorter.profile.wide, dict[str, str]()
    for level in reversed(wide.get("areas", ())):
        found |= {
            one.name.lower(): one.code
            for one in sorter.vocabulary.areas.by_code.values()
            if one.level == level
        }
    return found | {word.lower(): code for word, code in wide.get("area_words", {}).items()}


def _code_lists(sorter: Sorter) -> None:
    lists = sorter.vocabulary.code_lists.values()
    parts = {"key": "key", "characteristic": "characteristic", "id": "id", "edition": "edition"}
    columns = {n: pa.array([getattr(one, part) for one in lists], pa.string()) for n, part in parts.items()}
    sorter.con.register("code_lists", pa.table(columns))


def _cells(sorter: Sorter) -> None:
    """Make `cells`: file_no, line, heading (its key), the text, and the whole number that it is (count)."""
    wanted, parts = set(headings(sorter.profile)), []
    for number, opened in enumerate(sorter.files):
        cells = opened.raw.cells
        for place, heading in enumerate(map(heading_key, opened.raw.header)):
            if heading in wanted:
                size = cells.num_rows
                parts.append(pa.table({
                    "file_no": pa.repeat(pa.scalar(number, pa.int32()), size),
                    "line": cells.column("line"),
                    "heading": pa.repeat(pa.scalar(heading), size),
                    "t": cells.column(f"c{place}"),
                }))  # fmt: skip
    sorter.con.register("raw_cells", pa.concat_tables(parts))
    blanks = ", ".join(literal(word.lower()) for word in ("", *sorter.profile.blanks))
    sorter.con.execute(f"""
        CREATE TABLE cells AS SELECT file_no, line, heading, t, {whole("t")} AS count
        FROM (SELECT * REPLACE (trim(t) AS t) FROM raw_cells)
        WHERE lower(t) NOT IN ({blanks}) AND NOT {is_none("t")}""")


def _bounded(sorter: Sorter) -> None:
    column = count_column(sorter.profile)
    rounded = f"coalesce(rounded_to, {column.rounded_to or 'NULL'})"
    lower, upper = bounds("t", "count", rounded, column.hidden_means)
    sorter.con.execute(f"""
        CREATE TABLE bounded AS SELECT cells.*, {lower} AS lower, {upper} AS upper
        FROM cells LEFT JOIN looks_rounded USING (file_no)""")


def _placed(sorter: Sorter) -> None:
    """Make `placed`: each cell of a row that is not passed over, with what it counts; and the rest of blocks."""
    sorter.con.execute(f"""
        CREATE TABLE placed AS
        SELECT file_no, line, block, period, area, coalesce(places.code_list, rows.code_list) AS listed,
            CASE WHEN places.code_list IS NULL THEN rows."group" ELSE places."group" END AS "group",
            coalesce(places.stage, rows.stage, '') AS stage, state, summed, b.count, b.lower, b.upper
        FROM rows JOIN places USING (file_no) LEFT JOIN bounded AS b USING (file_no, line, heading)
        WHERE divided + (places.code_list IS NOT NULL)::INTEGER <= 1 AND period IS NOT NULL
            AND area <> '{PASSED_OVER}' AND coalesce(places.stage, rows.stage, '') <> '{PASSED_OVER}'""")
    sorter.con.execute("""
        CREATE TABLE beyond (file_no INTEGER, line BIGINT, block INTEGER);
        CREATE TABLE zeros (file_no INTEGER, line BIGINT, block INTEGER)""")
    for number, block in enumerate(blocks(sorter.profile)):
        if block.of:
            compare_with_all(sorter, number, block)


def _facts(sorter: Sorter) -> None:
    """Make `facts`: what is counted in one place is added; where any part of it says nothing, there is a gap."""
    sorter.con.execute(f"""
        CREATE TABLE facts AS
        SELECT file_no, line, period, area, coalesce(characteristic, '{EVERYONE}') AS characteristic,
            coalesce(id, '') AS code_list, coalesce(edition, '') AS edition, "group", stage, state,
            CASE WHEN count(count) = count(*) THEN sum(count)::BIGINT END AS count,
            sum(lower)::BIGINT AS lower, sum(upper)::BIGINT AS upper
        FROM placed LEFT JOIN code_lists ON key = listed
        GROUP BY ALL HAVING count(lower) = count(*)""")
