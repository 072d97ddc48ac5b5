"""Which rows are taken: every rule of a profile is put to all its files at once, as SQL over columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from evenhand.records import rules
from evenhand.records.derive import derived_value
from evenhand.records.detect import matched
from evenhand.records.opened import Opened
from evenhand.records.person_key import person_number
from evenhand.records.profiles import Column, Kind
from evenhand.records.rules import Fault, literal, name, text_of
from evenhand.records.spelled import Spelled, absent, filled_texts, is_plain, spell
from evenhand.records.taken_out import (
    REPEATED_HEADINGS,
    consent_column,
    repeats_headings,
    withholds_consent,
    without_consent,
)
from evenhand.vocabulary import Vocabulary

_ALONE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "python_enable_replacements": False,
}
_HELPERS = ("file_no", "line")
_TELLING = 2
_FAULTS = """CREATE TABLE faults
    (file_no INTEGER, line BIGINT, place INTEGER, "column" VARCHAR, rule VARCHAR, mend VARCHAR)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The rows of all files of one profile, by what becomes of them.

    Columns: `accepted` file_no, line and what the cells mean; `duplicates` file_no, line; `faults`
    file_no, line, column, rule, mend; `folded`, where rows become records together, file_no, line.
    `file_no` is the place of the file in the list, from 0.
    """

    accepted: pa.Table
    duplicates: pa.Table
    faults: pa.Table
    folded: pa.Table | None = None


class Sorter:
    """The rows of one profile's files on their way through the rules, as tables of a database in memory.

    Tables: `checked` has every row (file_no, line, one column for each target, and `text ...` columns
    with the words that stand in the file), `faults` what is wrong with which. `without_consent` has file_no,
    line and provider of rows that hold nothing but that consent is withheld.
    """

    def __init__(self, files: Sequence[Opened], vocabulary: Vocabulary, secret: bytes | None = None) -> None:
        self.files = files
        self.secret = secret
        self.profile = files[0].profile
        self.vocabulary = vocabulary
        self.con = duckdb.connect(":memory:", config=_ALONE)
        self.con.execute(rules.WORD)
        self.con.execute(_FAULTS)
        self._faults = 0
        self._spelled: dict[str, Spelled] = {}
        self.without_consent = pa.table(
            {
                "file_no": pa.array([], pa.int32()),
                "line": pa.array([], pa.int64()),
                "provider": pa.array([], pa.string()),
            }
        )

    def close(self) -> None:
        """Let the database go."""
        self.con.close()

    def check(self) -> None:
        """Fill `checked` and `faults` by the rules of the profile."""
        raw = pa.concat_tables([self._raw(number) for number in range(len(self.files))])
        raw = self._without_consent(self._without_headings(raw))
        kept = [*_HELPERS, *(["area"] if self.profile.area_from_name else [])]
        columns = {one: raw.column(one) for one in kept}
        values: dict[str, pa.Array] = {}
        for column in self.profile.columns:
            cells = raw.column(text_of(column))
            if is_plain(column):
                columns[text_of(column)] = values[column.target] = filled_texts(cells)
                continue
            join = self._join(column)  # its words may be asked for later, also where no file has the column
            spelled = absent(column, cells) or spell(self.con, column, cells, join)
            columns[text_of(column)], values[column.target] = spelled.texts, spelled.values
            self._spelled[column.target] = spelled
        self._show(pa.table(columns | values))
        self._derive()
        for fault in rules.faults(self.profile, self.vocabulary):
            self._judge(fault)

    def add_fault(self, table: str, fault: Fault) -> None:
        """Note a fault for each row of `table` (with file_no and line) of which its SQL is true."""
        words = ", ".join(literal(text) for text in (fault.column, fault.rule, fault.mend))
        columns = f"file_no, line, {self._faults}, {words}"
        self.con.execute(f"INSERT INTO faults SELECT {columns} FROM {table} WHERE {fault.where}")
        self._faults += 1

    def sort(self, table: str) -> Sorted:
        """Return the rows of `table` by what becomes of them; duplicates are sought among the good ones."""
        values = [one for one in self.columns(table) if not one.startswith("text ") and one not in _HELPERS]
        good = self._without_faults(self._in_order(table, [*_HELPERS, *values]))
        turn, differs = self._repeats(good, values)
        if differs.any():
            self.con.register("differing", good.select(_HELPERS).filter(pa.array(differs)))
            self.add_fault("differing", self._given_twice())
        faults = 'SELECT file_no, line, "column", rule, mend FROM faults ORDER BY file_no, line, place'
        first = (turn == 1) & ~differs
        return Sorted(
            accepted=good if first.all() else good.filter(pa.array(first)),
            duplicates=good.select(_HELPERS).filter(pa.array((turn > 1) & ~differs)),
            faults=self.arrow(faults),
        )

    def spelled(self, target: str) -> Spelled | None:
        """Return a column by its different texts, if it is held so."""
        return self._spelled.get(target)

    def file_numbers(self) -> NDArray[np.int32]:
        """Return the number of the file of each row of `checked`."""
        return np.asarray(self._checked.column("file_no"), dtype=np.int32)

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table, in order."""
        return [str(row[0]) for row in self.con.execute(f"DESCRIBE {table}").fetchall()]

    def arrow(self, query: str) -> pa.Table:
        """Return what a query gives, as columns."""
        return self.con.sql(query).to_arrow_table()

    def words(self, table: str, words: Mapping[str, str]) -> None:
        """Make a table of words and the codes they stand for."""
        codes = pa.array(list(words.values()), pa.string())
        self.con.register(table, pa.table({"word": pa.array(list(words), pa.string()), "code": codes}))

    def _without_headings(self, raw: pa.Table) -> pa.Table:
        """Take out rows that repeat the headings, with a fault of their own."""
        repeated = np.concatenate([self._repeats_headings(one) for one in self.files])
        if not repeated.any():
            return raw
        self.con.register("repeated headings", raw.select(_HELPERS).filter(pa.array(repeated)))
        self.add_fault('"repeated headings"', REPEATED_HEADINGS)
        return raw.filter(pa.array(~repeated))

    def _repeats_headings(self, opened: Opened) -> NDArray[np.bool_]:
        places = list(matched(opened.raw.header, self.profile).values())
        return repeats_headings(opened.raw.header, opened.raw.cells, places)

    def _without_consent(self, raw: pa.Table) -> pa.Table:
        """Take out rows of people who withhold consent: they hold nothing else, and are counted only."""
        column = consent_column(self.profile)
        if column is None or is_plain(column) or raw.column(text_of(column)).null_count == raw.num_rows:
            return raw
        cells = raw.column(text_of(column))
        held = withholds_consent(spell(self.con, column, cells, self._join(column)).values)
        if not held.any():
            return raw
        self.without_consent = without_consent(raw, held, self.profile)
        return raw.filter(pa.array(~held))

    def _show(self, table: pa.Table) -> None:
        self._checked = table
        self.con.register("checked", table)

    def _derive(self) -> None:
        """Add to `checked` what is worked out from other columns."""
        values = {one.target: derived_value(one, self.vocabulary) for one in self.profile.derived}
        if self.profile.person_key:
            values["person_id"] = person_number(self.profile.person_key, self.con, self.secret)
        if values:
            made = self.arrow(
                f"SELECT {', '.join(f'{sql} AS {name(one)}' for one, sql in values.items())} FROM checked"
            )
            table = self._checked
            for one in values:
                table = table.append_column(one, made.column(one))
            self._show(table)

    def _judge(self, fault: Fault) -> None:
        """Note a fault for the rows that have it; where one cell decides, by its different texts."""
        spelled = self._spelled.get(fault.target) if fault.target else None
        if spelled is None:
            self.add_fault("checked", fault)
            return
        rows = spelled.wrong_rows(self.con, fault)
        if len(rows):
            self.con.register("wrong", self._checked.select(_HELPERS).take(pa.array(rows)))
            self.add_fault("wrong", replace(fault, where="true"))
        else:
            self._faults += 1

    def _in_order(self, table: str, columns: Sequence[str]) -> pa.Table:
        if table == "checked":
            return self._checked.select(columns)
        listed = ", ".join(name(one) for one in columns)
        return self.arrow(f"SELECT {listed} FROM {table} ORDER BY file_no, line")

    def _without_faults(self, rows: pa.Table) -> pa.Table:
        faulty = self.arrow("SELECT DISTINCT file_no, line FROM faults")
        if not faulty.num_rows:
            return rows
        return rows.filter(pa.array(~np.isin(_numbers(rows), _numbers(faulty))))

    def _repeats(self, rows: pa.Table, values: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return each row's turn among those of its key, and whether those differ elsewhere."""
        turn, differs = np.ones(rows.num_rows, np.int64), np.zeros(rows.num_rows, bool)
        if self.profile.keep_duplicates or not rows.num_rows:
            return turn, differs
        self.con.register("rows", rows)
        key = ", ".join(name(one) for one in self.profile.key or values)
        telling = ", ".join(name(one) for one in self._telling(self.profile.key or values))
        hashes = self.con.execute(f"SELECT hash({telling}) AS h FROM rows").fetchnumpy()["h"]
        alike = _alike(hashes)
        if not len(alike):
            return turn, differs
        self.con.register("alike", rows.take(pa.array(alike)).append_column("row", pa.array(alike)))
        rest = ", ".join(name(one) for one in values if one not in self.profile.key)
        differing = "false"
        if self.profile.key and rest:
            payload, over = f"CAST(row({rest}) AS VARCHAR)", f"OVER (PARTITION BY {key})"
            differing = f"min({payload}) {over} <> max({payload}) {over}"
        found = self.con.execute(f"""
            SELECT row, row_number() OVER (PARTITION BY {key} ORDER BY file_no, line) AS turn,
            {differing} AS differs FROM alike""").fetchnumpy()
        turn[found["row"]], differs[found["row"]] = found["turn"], found["differs"]
        return turn, differs

    def _telling(self, key: Sequence[str]) -> list[str]:
        """Return the few columns of a key that tell most rows apart: rows that differ there can't be alike."""
        texts = {one: len(spelled) for one, spelled in self._spelled.items() if one in key}
        often = sorted(texts, key=lambda one: -texts[one])[:_TELLING]
        return [*[one for one in key if one not in texts][:_TELLING], *often]

    def _given_twice(self) -> Fault:
        counted = next((one.name for one in self.profile.columns if one.target == "count"), "")
        what = "with different counts" if counted else "with different values"
        rule = (
            f"The same {self.profile.key[0] if len(self.profile.key) == 1 else 'cell'} is given twice {what}."
        )
        mend = "Keep the row that is right; if they are of different areas or periods, say so in the row."
        return Fault(column=counted, where="true", rule=rule, mend=mend)

    def _join(self, column: Column) -> str:
        if column.kind is not Kind.CODE:
            return ""
        table = name(rules.words_of(column))
        self.words(rules.words_of(column), rules.spellings(column, self.vocabulary))
        return f"LEFT JOIN {table} ON {table}.word = {rules.key_of(column)}"

    def _raw(self, number: int) -> pa.Table:
        opened = self.files[number]
        cells, places = opened.raw.cells, matched(opened.raw.header, self.profile)
        columns = {
            "file_no": pa.repeat(pa.scalar(number, pa.int32()), cells.num_rows),
            "line": cells.column("line"),
            "area": pa.repeat(pa.scalar(opened.area, pa.string()), cells.num_rows),
        }
        for column in self.profile.columns:
            place = places.get(column.target)
            blank = pa.nulls(cells.num_rows, pa.string())
            columns[text_of(column)] = (
                blank if place is None else self._without_blanks(cells.column(f"c{place}"))
            )
        return pa.table(columns)

    def _without_blanks(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return cells with nothing in those that hold one of the profile's words for nothing."""
        if not self.profile.blanks:
            return cells
        words = pa.array(self.profile.blanks, pa.string())
        return pc.if_else(pc.is_in(pc.ascii_trim_whitespace(cells), value_set=words), pa.scalar(""), cells)


def _numbers(rows: pa.Table) -> NDArray[np.int64]:
    """Return one number for file and line of each row."""
    file, line = (np.asarray(rows.column(one), dtype=np.int64) for one in _HELPERS)
    numbers: NDArray[np.int64] = (file << 40) | line
    return numbers


def _alike(hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the rows whose hash another row has too, in order."""
    ordered = np.sort(hashes)
    shared = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if not len(shared):
        return np.empty(0, np.int64)
    nearest = shared[np.minimum(np.searchsorted(shared, hashes), len(shared) - 1)]
    return np.flatnonzero(nearest == hashes)
