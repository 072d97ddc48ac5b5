"""Which rows are taken: every rule of a profile is put to all its files at once, as SQL over columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records import rules
from evenhand.records.detect import matched
from evenhand.records.opened import Opened
from evenhand.records.profiles import Column, Kind
from evenhand.records.rules import Fault, literal, name, text_of
from evenhand.vocabulary import Vocabulary

_HARD_SPACE = "\u00a0"
_ALONE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "python_enable_replacements": False,
}
_HELPERS = ("file_no", "line")
_FAULTS = """CREATE TABLE faults
    (file_no INTEGER, line BIGINT, place INTEGER, "column" VARCHAR, rule VARCHAR, mend VARCHAR)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The rows of all files of one profile, by what becomes of them.

    Columns: `accepted` file_no, line and what the cells mean; `duplicates` file_no, line; `faults`
    file_no, line, column, rule, mend. `file_no` is the place of the file in the list, from 0.
    """

    accepted: pa.Table
    duplicates: pa.Table
    faults: pa.Table


class Sorter:
    """The rows of one profile's files on their way through the rules, as tables of a database in memory.

    Tables: `checked` has every row (file_no, line, one column for each target, and `text ...` columns
    with the words that stand in the file), `faults` what is wrong with which.
    """

    def __init__(self, files: Sequence[Opened], vocabulary: Vocabulary) -> None:
        self.files = files
        self.profile = files[0].profile
        self.vocabulary = vocabulary
        self.con = duckdb.connect(":memory:", config=_ALONE)
        self.con.execute(rules.WORD)
        self.con.execute(_FAULTS)
        self._faults = 0

    def close(self) -> None:
        """Let the database go."""
        self.con.close()

    def check(self) -> None:
        """Fill `checked` and `faults` by the rules of the profile."""
        self.con.register("raw", pa.concat_tables([self._raw(number) for number in range(len(self.files))]))
        columns, derived = self.profile.columns, self.profile.derived
        area = ["area"] if self.profile.area_from_name else []
        texts = [
            *_HELPERS,
            *area,
            *(f"{rules.cell(column)} AS {name(text_of(column))}" for column in columns),
        ]
        values = ["texts.*", *(f"{rules.value(column)} AS {name(column.target)}" for column in columns)]
        joins = [self._join(column) for column in columns if column.kind is Kind.CODE]
        lists = {one.target: self.vocabulary.code_list(one.code_list) for one in derived}
        bands = ["*", *(f"{rules.band(one, lists[one.target])} AS {name(one.target)}" for one in derived)]
        self.con.execute(f"""
            CREATE TABLE checked AS SELECT {", ".join(bands)} FROM (
                SELECT {", ".join(values)}
                FROM (SELECT {", ".join(texts)} FROM raw) AS texts {" ".join(joins)}
            )""")
        for fault in rules.faults(self.profile):
            self.add_fault("checked", fault)

    def add_fault(self, table: str, fault: Fault) -> None:
        """Note a fault for each row of `table` (with file_no and line) of which its SQL is true."""
        words = ", ".join(literal(text) for text in (fault.column, fault.rule, fault.mend))
        columns = f"file_no, line, {self._faults}, {words}"
        self.con.execute(f"INSERT INTO faults SELECT {columns} FROM {table} WHERE {fault.where}")
        self._faults += 1

    def sort(self, table: str) -> Sorted:
        """Return the rows of `table` by what becomes of them; duplicates are sought among the good ones."""
        columns = [one for one in self.columns(table) if not one.startswith("text ")]
        listed = ", ".join(name(one) for one in columns)
        values = [one for one in columns if one not in _HELPERS]
        self.con.execute(f"""
            CREATE TABLE good AS SELECT {listed}, {self._repeats(values)}
            FROM {table} ANTI JOIN faults USING (file_no, line)""")
        if self.profile.key:
            self.add_fault("good", self._given_twice())
        faults = 'SELECT file_no, line, "column", rule, mend FROM faults ORDER BY file_no, line, place'
        taken = f"SELECT {listed} FROM good WHERE turn = 1 AND NOT differs ORDER BY file_no, line"
        return Sorted(
            accepted=self.arrow(taken),
            duplicates=self.arrow("SELECT file_no, line FROM good WHERE turn > 1 AND NOT differs"),
            faults=self.arrow(faults),
        )

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

    def _repeats(self, values: Sequence[str]) -> str:
        """Return the SQL of two columns: the row's turn among like ones, and whether their values differ."""
        if self.profile.keep_duplicates:
            return "1 AS turn, false AS differs"
        key = ", ".join(name(one) for one in self.profile.key or values)
        turn = f"row_number() OVER (PARTITION BY {key} ORDER BY file_no, line) AS turn"
        rest = ", ".join(name(one) for one in values if one not in self.profile.key)
        if not self.profile.key or not rest:
            return f"{turn}, false AS differs"
        payload = f"CAST(row({rest}) AS VARCHAR)"
        over = f"OVER (PARTITION BY {key})"
        return f"{turn}, min({payload}) {over} <> max({payload}) {over} AS differs"

    def _given_twice(self) -> Fault:
        counted = next((one.name for one in self.profile.columns if one.target == "count"), "")
        what = "with different counts" if counted else "with different values"
        rule = (
            f"The same {self.profile.key[0] if len(self.profile.key) == 1 else 'cell'} is given twice {what}."
        )
        mend = "Keep the row that is right; if they are of different areas or periods, say so in the row."
        return Fault(column=counted, where="differs", rule=rule, mend=mend)

    def _join(self, column: Column) -> str:
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
            columns[text_of(column)] = blank if place is None else _trimmed(cells.column(f"c{place}"))
        return pa.table(columns)


def _trimmed(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return text without spaces around it. A space that doesn't break counts as one, whoever typed it."""
    if pc.any(pc.match_substring(cells, _HARD_SPACE)).as_py():
        cells = pc.replace_substring(cells, _HARD_SPACE, " ")
    return pc.ascii_trim_whitespace(cells)
