"""Columns that name people by themselves: by their heading, by the form of their values, or by being all different."""

from dataclasses import dataclass

import duckdb

from evenhand.disclosure.rows.row_policy import RowPolicy, plain
from evenhand.foundations.sql import identifier, literal


@dataclass(frozen=True, slots=True)
class Refused:
    """A column that may not be in an extract, and why; no value of it."""

    column: str
    why: str

    def __str__(self) -> str:
        return f"'{self.column}' may not be in it: {self.why}."


def refused_columns(
    con: duckdb.DuckDBPyConnection, columns: tuple[str, ...], policy: RowPolicy
) -> tuple[Refused, ...]:
    """Return which of the columns of the table `rows` may not be in an extract, each with the first reason found."""
    found = []
    for column in columns:
        why = _by_heading(column, policy) or _by_values(con, column, policy) or _unnamed(column, policy)
        if why:
            found.append(Refused(column, why))
    return tuple(found)


def _by_heading(column: str, policy: RowPolicy) -> str:
    heading = plain(column)
    for what, headings in policy.identifiers.items():
        if heading in map(plain, headings):
            return f"its heading is that of {what}"
    return ""


def _unnamed(column: str, policy: RowPolicy) -> str:
    if policy.is_known(column) or policy.is_sensitive(column):
        return ""
    return f"the policy {policy.id} does not say whether it is sensitive or what others may know"


def _by_values(con: duckdb.DuckDBPyConnection, column: str, policy: RowPolicy) -> str:
    unknown = ", ".join(literal(one) for one in policy.unknown)
    forms = "".join(
        f", coalesce(bool_or(regexp_full_match(text, {literal(form)})), false)"
        for form in policy.patterns.values()
    )
    known, distinct, longest, *formed = con.sql(f"""
        SELECT count(text), count(DISTINCT text), coalesce(max(length(text)), 0){forms}
        FROM (SELECT nullif(trim(CAST({identifier(column)} AS VARCHAR)), '') AS text FROM rows)
        WHERE text NOT IN ({unknown})""").fetchall()[0]
    for what, has in zip(policy.patterns, formed, strict=True):
        if has:
            return f"it holds {what}"
    if longest > policy.longest_text:
        return "it holds long texts, in which anything may stand"
    if known >= policy.alike and distinct > policy.distinct_share * known:
        return "nearly all its values differ, so that each tells a person"
    return ""
