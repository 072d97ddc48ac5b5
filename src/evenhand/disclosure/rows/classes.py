"""People who are alike in all that others may know of them, counted in the database: how few, and how little they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from evenhand.disclosure.rows.row_policy import RowPolicy
from evenhand.foundations.sql import identifier, literal

PERSON = "person of the row"
"""Column of the table `rows` that tells people apart; it is never in an extract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Classes of people who are alike: how many there are, the fewest people in one, and those with too few."""

    classes: int
    fewest: int
    failing_classes: int
    failing_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """How much a sensitive column differs within the classes.

    `failing_classes`, `failing_rows`: those with fewer known values than the policy demands (but one at least: where
    nothing is known, nothing is told). `entropy`: the least effective number of values in a class, unknown being one;
    `distance`: the most that a class's shares are from the whole table's (half the sum of absolute differences).
    """

    column: str
    failing_classes: int
    failing_rows: int
    entropy: float
    distance: float


def alike(con: duckdb.DuckDBPyConnection, known: Sequence[str], policy: RowPolicy) -> Alike:
    """Return the classes that the columns `known` of the table `rows` make."""
    few = f"FILTER (WHERE people < {policy.alike})"
    found = con.sql(f"""
        SELECT count(*), coalesce(min(people), 0), count(*) {few}, coalesce(sum(size) {few}, 0)
        FROM (SELECT count(DISTINCT {identifier(PERSON)}) AS people, count(*) AS size FROM rows {_by(known)})
        WHERE size > 0""").fetchall()[0]
    classes, fewest, failing, rows = map(int, found)
    return Alike(classes=classes, fewest=fewest, failing_classes=failing, failing_rows=rows)


def diversity(
    con: duckdb.DuckDBPyConnection, known: Sequence[str], column: str, policy: RowPolicy
) -> Diversity:
    """Return how much a sensitive column of the table `rows` differs within the classes that `known` make."""
    few = f"FILTER (WHERE kinds BETWEEN 1 AND {policy.diverse - 1})"
    keys = ", ".join(identifier(one) for one in known)
    over = f"OVER (PARTITION BY {keys})" if known else "OVER ()"
    value, names = known_value(column, policy), f"{keys}," if known else ""
    failing, rows, entropy, distance = con.sql(f"""
        WITH parts AS (SELECT {names} {value} AS value, count(*) AS n FROM rows GROUP BY ALL),
        shares AS (SELECT *, n / sum(n) {over} AS share, sum(n) {over} AS size,
            sum(n) OVER (PARTITION BY value) / sum(n) OVER () AS whole FROM parts),
        classes AS (SELECT count(value) AS kinds, any_value(size) AS size, exp(-sum(share * ln(share))) AS entropy,
            (sum(abs(share - whole)) + 1 - sum(whole)) / 2 AS distance FROM shares {_by(known)})
        SELECT count(*) {few}, coalesce(sum(size) {few}, 0), coalesce(min(entropy), 0), coalesce(max(distance), 0)
        FROM classes WHERE size > 0""").fetchall()[0]
    return Diversity(
        column=column,
        failing_classes=int(failing),
        failing_rows=int(rows),
        entropy=float(entropy),
        distance=max(float(distance), 0.0),
    )


def failing_rows(
    con: duckdb.DuckDBPyConnection, known: Mapping[str, str], sensitive: Sequence[str], policy: RowPolicy
) -> tuple[int, int]:
    """Return how many rows are in a class that fails, and how many classes there are.

    `known`: for each column that others may know, the SQL of what is made of it.
    """
    inner = [f"{made} AS {identifier(name)}" for name, made in known.items()]
    inner += [f"{known_value(one, policy)} AS {identifier(one)}" for one in sensitive]
    kinds = [f"count(DISTINCT {identifier(one)}) BETWEEN 1 AND {policy.diverse - 1}" for one in sensitive]
    person = identifier(PERSON)
    fails = " OR ".join([f"count(DISTINCT {person}) < {policy.alike}", *kinds])
    found = con.sql(f"""
        SELECT coalesce(sum(size) FILTER (WHERE fails), 0), count(*)
        FROM (SELECT count(*) AS size, {fails} AS fails
              FROM (SELECT {", ".join([*inner, person])} FROM rows) {_by(list(known))})
        WHERE size > 0""").fetchall()[0]
    return int(found[0]), int(found[1])


def known_value(column: str, policy: RowPolicy) -> str:
    """Return the SQL of a value, null where it is one of the words for not known."""
    unknown = ", ".join(literal(one) for one in policy.unknown)
    text = f"CAST({identifier(column)} AS VARCHAR)"
    return f"CASE WHEN trim({text}) NOT IN ({unknown}) THEN {text} END"


def _by(known: Sequence[str]) -> str:
    return f"GROUP BY {', '.join(identifier(one) for one in known)}" if known else ""
