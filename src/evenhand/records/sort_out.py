"""Which rows are taken: every rule of a profile is put to all its files at once, as SQL over columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from evenhand.records.detect import matched
from evenhand.records.profiles import Column, Kind, Profile, Shape
from evenhand.records.raw import Raw
from evenhand.records.rules import (
    WORD,
    Fault,
    band,
    cell,
    faults,
    key_of,
    literal,
    name,
    spellings,
    text_of,
    value,
)
from evenhand.records.rules import words_of
from evenhand.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One file, taken apart: its name, fingerprint, profile, and the area that its name gives."""

    file: str
    sha256: str
    profile: Profile
    raw: Raw
    area: str | None = None
    month: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """The rows of all files of one profile. `accepted` and `duplicates` have file_no and line, accepted also the
    profile's targets; `faults` has file_no, line, column, rule, mend."""

    accepted: pa.Table
    duplicates: pa.Table
    faults: pa.Table


class Sorter:
    """One profile's rows on their way through the rules, as tables of a database in memory.

    `checked` holds every row with what its cells mean, `faults` what is wrong.
    """

    def __init__(self, files: Sequence[Opened], vocabulary: Vocabulary) -> None:
        self.files = files
        self.profile = files[0].profile
        self.vocabulary = vocabulary
        self.con = duckdb.connect(":memory:")
        self.con.execute(WORD)
        self.con.execute(
            'CREATE TABLE faults (file_no INTEGER, line BIGINT, place INTEGER, "column" VARCHAR, rule VARCHAR, mend VARCHAR)'
        )
        self._places = 0

    def close(self) -> None:
        """Let the database go."""
        self.con.close()

    def check(self) -> None:
        """Fill `checked` and `faults` by the rules of the profile."""
        self.con.register("raw", pa.concat_tables([self._raw(number) for number in range(len(self.files))]))
        columns = self.profile.columns
        texts = ", ".join(f"{cell(column)} AS {name(text_of(column))}" for column in columns)
        values = ", ".join(f"{value(column)} AS {name(column.target)}" for column in columns)
        joins = " ".join(self._join(column) for column in columns if column.kind is Kind.CODE)
        area = ", area" if self.profile.area_from_name else ""
        bands = "".join(
            f", {band(one, self.vocabulary.code_list(one.code_list))} AS {name(one.target)}"
            for one in self.profile.derived
        )
        self.con.execute(f"""
            CREATE TABLE checked AS SELECT *{bands} FROM (
                SELECT texts.*, {values}
                FROM (SELECT file_no, line{area}, {texts} FROM raw) AS texts {joins}
            ) ORDER BY file_no, line""")
        for fault in faults(self.profile):
            self.add_fault("checked", fault)

    def add_fault(self, table: str, fault: Fault) -> None:
        """Note a fault for each row of `table` (with file_no and line) of which its SQL is true."""
        words = ", ".join(literal(text) for text in (fault.column, fault.rule, fault.mend))
        self.con.execute(
            f"INSERT INTO faults SELECT file_no, line, {self._places}, {words} FROM {table} WHERE {fault.where}"
        )
        self._places += 1

    def sort(self, table: str = "checked") -> Sorted:
        """Return the rows of `table` by what becomes of them, after looking for duplicates among the good ones."""
        good = f"(SELECT * FROM {table} WHERE (file_no, line) NOT IN (SELECT (file_no, line) FROM faults))"
        good = f"(SELECT * FROM {table} ANTI JOIN faults USING (file_no, line))"
        self.con.execute(f"CREATE TABLE good AS SELECT *, {self._repeat()} FROM {good}")
        if self.profile.key:
            rule = f"The same {_listed(self.profile.key)} is given twice with different values."
            fault = Fault(column="", where="differs", rule=rule, mend="Keep the row that is right.")
            if self.profile.shape in (Shape.COUNTS, Shape.POPULATION):
                fault = Fault(
                    column="count",
                    where="differs",
                    rule="The same group is given twice with different counts.",
                    mend="Keep the row that is right, or give the counts of different areas or periods apart.",
                )
            self.add_fault("good", fault)
        targets = ", ".join(name(target) for target in self.columns(table))
        return Sorted(
            accepted=self.arrow(
                f"SELECT {targets} FROM good WHERE turn = 1 AND NOT differs ORDER BY file_no, line"
            ),
            duplicates=self.arrow("SELECT file_no, line FROM good WHERE turn > 1 AND NOT differs"),
            faults=self.arrow(
                'SELECT file_no, line, "column", rule, mend FROM faults ORDER BY file_no, line, place'
            ),
        )

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table, in order."""
        return [str(row[0]) for row in self.con.execute(f"DESCRIBE {table}").fetchall()]

    def arrow(self, query: str) -> pa.Table:
        """Return what a query gives, as columns."""
        return self.con.sql(query).to_arrow_table()

    def words(self, table: str, words: Mapping[str, str]) -> None:
        """Make a table of words and the codes they stand for."""
        content = pa.table(
            {"word": pa.array(words.keys(), pa.string()), "code": pa.array(words.values(), pa.string())}
        )
        self.con.register(table, content)

    def _repeat(self) -> str:
        """Return the SQL of two columns: the row's turn among like ones, and whether their values differ."""
        if self.profile.keep_duplicates:
            return "1 AS turn, false AS differs"
        key = ", ".join(name(target) for target in self.profile.key or self.profile.targets)
        turn = f"row_number() OVER (PARTITION BY {key} ORDER BY file_no, line) AS turn"
        rest = [name(target) for target in self.profile.targets if target not in self.profile.key]
        if not self.profile.key or not rest:
            return f"{turn}, false AS differs"
        payload = f"CAST(row({', '.join(rest)}) AS VARCHAR)"
        over = f"OVER (PARTITION BY {key})"
        return f"{turn}, min({payload}) {over} <> max({payload}) {over} AS differs"

    def _join(self, column: Column) -> str:
        self.words(words_of(column), spellings(column, self.vocabulary))
        table = name(words_of(column))
        return f"LEFT JOIN {table} ON {table}.word = {key_of(column)}"

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
            columns[text_of(column)] = blank if place is None else cells.column(f"c{place}")
        if not self.profile.area_from_name:
            del columns["area"]
        return pa.table(columns)


def _listed(key: Sequence[str]) -> str:
    return " and ".join(f"'{target}'" for target in key)
