"""What was kept although it is worth a look: sentences by file, and exact counts by file and provider."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa
from scipy.special import bdtrc

from evenhand.records.date_notes import date_notes
from evenhand.records.profiles import Kind
from evenhand.records.sorter import Sorter
from evenhand.records.sql import literal, name
from evenhand.records.types import WARNED_SCHEMA

Row = tuple[int, str, str, str, int]
"""Number of the file, rule, column, provider, rows."""


@dataclass(frozen=True, slots=True)
class Warned:
    """The warnings of one profile's files: sentences by number of the file, and rows of WARNED_SCHEMA."""

    sentences: Mapping[int, Sequence[str]] = field(default_factory=dict)
    rows: Sequence[Row] = ()

    def table(self, files: Sequence[str], record: str) -> pa.Table:
        """Return the counts as a table; `files` are the names by number."""
        made = [
            (files[number], record, rule, column, provider, rows)
            for number, rule, column, provider, rows in self.rows
        ]
        columns = list(zip(*made, strict=True)) or [()] * len(WARNED_SCHEMA)
        return pa.table(
            [pa.array(column, one.type) for column, one in zip(columns, WARNED_SCHEMA, strict=True)],
            schema=WARNED_SCHEMA,
        )


@cache
def warning_rules() -> Mapping[str, Any]:
    """Return what is warned of, and from when on: warnings.toml."""
    return tomllib.loads((resources.files("evenhand.records") / "warnings.toml").read_text("utf-8"))


def warn(sorter: Sorter, accepted: pa.Table, as_at: date | None) -> Warned:
    """Return what is worth a look in the accepted rows of one profile's files, and consent withheld."""
    sorter.con.register("accepted rows", accepted)
    looking = _Looking(sorter, accepted)
    looking.consent()
    looking.missing()
    looking.order()
    looking.days(as_at)
    looking.same()
    for number, rule, column, rows, sentence in date_notes(sorter):
        looking.say(number, sentence.format(column=column, rows=_rows(rows)))
        looking.rows.append((number, warning_rules()[rule]["rule"], column, "", rows))
    return Warned(sentences=looking.sentences, rows=looking.rows)


class _Looking:
    """One look at the accepted rows, rule by rule."""

    def __init__(self, sorter: Sorter, accepted: pa.Table) -> None:
        self._sorter, self._accepted, self._rules = sorter, accepted, warning_rules()
        self._columns = set(accepted.schema.names)
        self._by = next((one for one in self._rules["by"] if one in self._columns), None)
        self._headings = {one.target: one.name for one in sorter.profile.columns}
        self.sentences: dict[int, list[str]] = {}
        self.rows: list[Row] = []

    def say(self, number: int, sentence: str) -> None:
        """Add a sentence about a file."""
        self.sentences.setdefault(number, []).append(sentence)

    def consent(self) -> None:
        """Count rows of people who withhold consent."""
        self._sorter.con.register("consent withheld", self._sorter.without_consent)
        self._count(self._rules["consent"], "consent", "true", '"consent withheld"', "provider")

    def missing(self) -> None:
        """Count rows that don't say a characteristic everybody should be asked for."""
        for rule in self._rules["missing"]:
            if rule["column"] in self._columns:
                codes = ", ".join(map(literal, rule["codes"]))
                self._count(rule, rule["column"], f"{name(rule['column'])} IN ({codes})")

    def order(self) -> None:
        """Count rows whose dates lie in an order that can't be."""
        for rule in self._rules["order"]:
            both = {rule["first"], rule["then"]} <= self._columns
            if both and rule["record"] == self._sorter.profile.record:
                self._count(rule, rule["then"], f"{name(rule['then'])} < {name(rule['first'])}")

    def days(self, as_at: date | None) -> None:
        """Count dates after the day of the report, and see whether too many are the first of a month."""
        for column in self._of_kind(Kind.DATE):
            self._heaping(column)
            if as_at is not None:
                self._count(
                    self._rules["future"],
                    column,
                    f"{name(column)} > DATE {literal(str(as_at))}",
                    as_at=str(as_at),
                )

    def same(self) -> None:
        """See whether nearly all rows of a file hold the same code."""
        rule = self._rules["same"]
        for column in self._of_kind(Kind.CODE):
            held = self._accepted.column(column)
            if column in rule["except"] or held.null_count == len(held):
                continue
            counted = self._accepted.select(["file_no", column]).group_by(["file_no", column])
            self._sorter.con.register("counted", counted.aggregate([([], "count_all")]))
            found = self._sorter.con.execute(f"""
                SELECT file_no, sum(count_all)::BIGINT AS rows, max(count_all) AS most FROM counted
                WHERE {name(column)} IS NOT NULL GROUP BY file_no
                HAVING rows >= {rule["least"]} AND most >= {rule["share"]} * rows ORDER BY file_no""").fetchall()
            for number, rows, most in found:
                self._note(rule, number, column, rows, most)

    def _heaping(self, column: str) -> None:
        rule, day = self._rules["heaping"], name(column)
        found = self._sorter.con.execute(f"""
            SELECT file_no, count({day}) AS rows, count(*) FILTER (day({day}) = 1) AS firsts FROM "accepted rows"
            GROUP BY file_no
            HAVING rows >= {rule["least"]} AND firsts >= {rule["times"] * rule["chance"]} * rows
            ORDER BY file_no""").fetchall()
        for number, rows, firsts in found:
            if bdtrc(firsts - 1, rows, rule["chance"]) < rule["tail"]:
                self._note(rule, number, column, rows, firsts)

    def _note(self, rule: Mapping[str, Any], number: int, column: str, rows: int, some: int) -> None:
        heading = self._headings.get(column, column)
        share = "all" if some == rows else f"{min(100 * some // rows, 99)}%"
        self.say(number, rule["sentence"].format(column=heading, share=share, rows=_rows(rows)))
        self.rows.append((number, rule["rule"], column, "", some))

    def _count(
        self,
        rule: Mapping[str, Any],
        column: str,
        where: str,
        table: str = '"accepted rows"',
        by: str | None = None,
        **words: str,
    ) -> None:
        """Count the rows of which some SQL is true, by file and provider, and say so in a sentence for each file."""
        by = by or self._by
        provider = f"coalesce({name(by)}, '')" if by else "''"
        found = self._sorter.con.execute(f"""
            SELECT file_no, {provider} AS provider, count(*) AS n FROM {table} WHERE {where}
            GROUP BY ALL ORDER BY file_no, n DESC, provider""").fetchall()
        for number in dict.fromkeys(row[0] for row in found):
            here = [(provider, rows) for file, provider, rows in found if file == number]
            said = rule["sentence"].format(
                column=self._headings.get(column, column),
                rows=_rows(sum(rows for _, rows in here)),
                places=self._places(here),
                **words,
            )
            if sum(rows for _, rows in here) >= rule.get("said_from", 1):
                self.say(number, said)
            self.rows += [(number, rule["rule"], column, provider, rows) for provider, rows in here]

    def _places(self, here: Iterable[tuple[str, int]]) -> str:
        """Return the providers with most rows; those with few people aren't named."""
        small = self._rules["small"]
        named = [f"{place} ({_rows(rows)})" for place, rows in here if place and rows >= small]
        named = named[: self._rules["most_named"]]
        return self._rules["most_often"].format(places=", ".join(named)) if len(named) > 1 else ""

    def _of_kind(self, kind: Kind) -> Iterator[str]:
        for column in self._sorter.profile.columns:
            if column.kind is kind and column.target in self._columns:
                yield column.target


def _rows(number: int) -> str:
    small = int(warning_rules()["small"])
    return f"fewer than {small} rows" if number < small else f"{number:,} rows"
