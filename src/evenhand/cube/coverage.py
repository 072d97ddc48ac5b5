"""Coverage before rates: what was recorded where and when, what is not known of whom, what was left out. Exact counts."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa

from evenhand.cube.visits import count_visits
from evenhand.foundations import EVERYONE, Tally, exact_tally
from evenhand.linkage import Unlinked
from evenhand.pathway import Journeys
from evenhand.records import Inputs
from evenhand.vocabulary import UNKNOWNS, Programme, Vocabulary

KNOWN = "known"
"""The answer of those of whom a characteristic is recorded."""
_NO_PLACE, _SMALL_PLACES = "not_known", "other_places"
_BECAME = ("accepted", "rejected", "duplicates", "folded", "without_consent")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRules:
    """Which record has which place and day, and the words of each tally; the data file says where they come from."""

    version: str
    source: str
    verified: bool
    most_tests: int
    commonest_least_rows: int
    place_least_rows: int
    record: Mapping[str, Mapping[str, str]]
    tally: Mapping[str, Mapping[str, Any]]


@cache
def load_coverage() -> CoverageRules:
    """Return the rules of coverage that come with Evenhand."""
    text = (resources.files("evenhand.cube") / "data" / "coverage-2026-11.toml").read_text("utf-8")
    return CoverageRules(**tomllib.loads(text))


def coverage(
    inputs: Inputs,
    journeys: Journeys | None,
    unlinked: Sequence[Unlinked],
    programme: Programme,
    vocabulary: Vocabulary,
    *,
    home: Collection[str] = (),
    rules: CoverageRules | None = None,
) -> tuple[Tally, ...]:
    """Return what is known of the recording itself, as exact tallies; those without a row are left out.

    Only records that the programme follows are looked at. `home` are the areas of this partnership: people of other
    areas live elsewhere. Places with few rows are not named. Nothing is set against arrests, since no file of
    arrests is read. Source: C1, C7; 001 3.8.
    """
    rules = rules or load_coverage()
    followed = dict.fromkeys([programme.journey.get("record"), *(link["record"] for link in programme.links)])
    held = [name for name in followed if name in rules.record and name in inputs.records]
    with duckdb.connect() as db:
        for name in held:
            _register(db, name, inputs.records[name], rules)
        made = {
            **_by_month(db, held, rules),
            **_tests(db, held, rules),
            "residence": _residence(db, inputs, held, home),
            **_answers(db, inputs, held, vocabulary, rules),
            "no-consent": _no_consent(inputs, held, rules),
        }
        tables = {name: db.sql(sql).to_arrow_table() for name, sql in made.items() if sql}
    tables["files"] = _files(inputs, held)
    tables["unlinked"] = _rows([(one.record, one.reason, one.rows) for one in unlinked], "record", "reason")
    left_out = [(one.label, one.rows) for one in (journeys.excluded if journeys else ())]
    tables["excluded"] = _rows(left_out, "reason")
    units = {"excluded": programme.unit}
    made_of_records = (
        _tally(name, tables[name], rules, units.get(name)) for name in rules.tally if _any(tables, name)
    )
    return (*made_of_records, *count_visits(inputs, programme))


def _any(tables: Mapping[str, pa.Table], name: str) -> bool:
    return name in tables and tables[name].num_rows > 0


def _rows(rows: Sequence[tuple[Any, ...]], *keys: str) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * (len(keys) + 1)
    kinds = [pa.string()] * len(keys) + [pa.int64()]
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=[*keys, "n"])


def _tally(name: str, table: pa.Table, rules: CoverageRules, unit: str | None) -> Tally:
    words = rules.tally[name]
    columns = {key: table.column(key).combine_chunks() for key in words["keys"]}
    counts = table.column("n").combine_chunks()
    title, unit = words["title"], unit or words["unit"]
    return exact_tally(name, title, words["keys"], words["headings"], unit, columns, counts, words["note"])


def _register(db: duckdb.DuckDBPyConnection, name: str, table: pa.Table, rules: CoverageRules) -> None:
    """Make view `record_<name>`: the rows with the `_place` that filled them in; small places under one name."""
    db.register(f"given_{name}", table)
    place = f"coalesce(nullif({_quoted(rules.record[name]['place'])}, ''), '{_NO_PLACE}')"
    db.execute(
        f"""create temp table places_{name} as select {place} as raw, case when count(*) >= {int(rules.place_least_rows)}
            or raw = '{_NO_PLACE}' then raw else '{_SMALL_PLACES}' end as _place from given_{name} group by raw"""
    )
    db.execute(
        f"create temp view record_{name} as select g.*, p._place from given_{name} g join places_{name} p "
        f"on p.raw = {place}"
    )


def _files(inputs: Inputs, held: Sequence[str]) -> pa.Table:
    """What became of the rows of each file of the records looked at, zeros included."""
    files = [one for one in inputs.files if one.record in held]
    return _rows([(one.file, what, getattr(one, what)) for one in files for what in _BECAME], "file", "what")


def _by_month(db: duckdb.DuckDBPyConnection, held: Sequence[str], rules: CoverageRules) -> dict[str, str]:
    """Rows by place and month with the zeros between the first month and the last of all, and the gaps of each place."""
    if not held:
        return {}
    parts = " union all ".join(
        f"select '{name}' as record, _place as place, "
        f"date_trunc('month', {_quoted(rules.record[name]['date'])})::date as m, count(*) as n "
        f"from record_{name} where {_quoted(rules.record[name]['date'])} is not null group by all"
        for name in held
    )
    db.execute(f"create temp table monthly as {parts}")
    db.execute(
        """create temp table by_month as
        with spans as (select record, min(m) as first, max(m) as last from monthly group by record),
        months as (select record, unnest(generate_series(first, last, interval 1 month))::date as m from spans),
        places as (select record, place, min(m) as first, max(m) as last from monthly group by all)
        select record, place, strftime(m, '%Y-%m') as month, coalesce(n, 0)::bigint as n,
            n is null and m > first and m < last as gap
        from places join months using (record) left join monthly using (record, place, m)"""
    )
    return {
        "by-place-and-month": "select record, place, month, n from by_month",
        "months-without-rows": "select record, place, month, 1::bigint as n from by_month where gap",
    }


def _tests(db: duckdb.DuckDBPyConnection, held: Sequence[str], rules: CoverageRules) -> dict[str, str]:
    """Reasons and results by suite, and how often a person was tested: of tests alone."""
    if "test" not in held:
        return {}
    most = int(rules.most_tests)
    times = f"case when times >= {most} then '{most} or more' else times::varchar end"
    return {
        "test-reasons": _filled("test", "reason", "not_stated"),
        "test-results": _filled("test", "result", "not_known"),
        "tests-per-person": f"select {times} as tests, count(*) as n from (select count(*) as times from record_test "
        "where person_id is not null group by person_id) group by all",
    }


def _filled(record: str, column: str, blank: str) -> str:
    """Counts of a column by place, with a zero for every value that is seen elsewhere."""
    value = f"coalesce({_quoted(column)}, '{blank}')"
    return f"""with seen as (select _place as place, {value} as {_quoted(column)}, count(*) as n
            from record_{record} group by all),
        every as (select place, {_quoted(column)} from (select distinct place from seen)
            cross join (select distinct {_quoted(column)} from seen))
        select place, {_quoted(column)}, coalesce(n, 0)::bigint as n from every left join seen
            using (place, {_quoted(column)})"""


def _residence(
    db: duckdb.DuckDBPyConnection, inputs: Inputs, held: Sequence[str], home: Collection[str]
) -> str:
    """Rows by where people live: as the file says or, where it does not, as the area says."""
    db.register("home_areas", pa.table({"code": pa.array(sorted(home), pa.string())}))
    elsewhere = "area not in (select code from home_areas)" if home else "area = 'elsewhere'"
    parts = []
    for name in held:
        if "residence" not in inputs.records[name].schema.names:
            continue
        parts.append(
            f"""select '{name}' as record, case when area = 'no_fixed_abode' or residence = 'no_fixed_abode'
                then 'no_fixed_abode' when coalesce(residence, 'not_known') <> 'not_known' then residence
                when coalesce(area, 'not_known') = 'not_known' then 'not_known'
                when {elsewhere} then 'non_resident' else 'resident' end as residence, count(*) as n
            from record_{name} group by all"""
        )
    return " union all ".join(parts)


def _answers(
    db: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    held: Sequence[str],
    vocabulary: Vocabulary,
    rules: CoverageRules,
) -> dict[str, str]:
    """What is recorded of each characteristic that a record is coded for, everywhere and by place."""
    parts = [
        f"select '{name}' as record, _place as place, '{one}' as characteristic, "
        f"coalesce({_quoted(one)}, 'not_known') as given, count(*) as n from record_{name} group by all"
        for name in held
        for one in _characteristics(inputs, name, vocabulary)
    ]
    if not parts:
        return {}
    kinds = ", ".join(f"('{one}')" for one in (KNOWN, *UNKNOWNS))
    unknown = ", ".join(f"'{one}'" for one in UNKNOWNS)
    db.execute(f"create temp table given as {' union all '.join(parts)}")
    db.execute(
        f"""create temp table answered as with seen as (select record, place, characteristic,
            case when given in ({unknown}) then given else '{KNOWN}' end as answer, sum(n)::bigint as n
            from given group by all)
        select record, place, characteristic, answer, coalesce(n, 0)::bigint as n
        from (select distinct record, place, characteristic from seen) cross join (values {kinds}) kinds(answer)
        left join seen using (record, place, characteristic, answer)"""
    )
    least = int(rules.commonest_least_rows)
    return {
        "answers": "select record, characteristic, answer, sum(n)::bigint as n from answered group by all",
        "answers-by-place": "select * from answered",
        "commonest-answer": f"""select record, place, characteristic, given as answer, n::bigint as n from given
            where given not in ({unknown})
            qualify row_number() over (partition by record, place, characteristic order by n desc, given) = 1
                and sum(n) over (partition by record, place, characteristic) >= {least}""",
    }


def _characteristics(inputs: Inputs, record: str, vocabulary: Vocabulary) -> list[str]:
    """The characteristics whose code list is known for a record: other columns stand empty in it."""
    names = inputs.records[record].schema.names
    return [
        one
        for one in vocabulary.characteristics
        if one in names and one != EVERYONE and (record, one) in inputs.code_lists
    ]


def _no_consent(inputs: Inputs, held: Sequence[str], rules: CoverageRules) -> str:
    """Rows without consent by record and provider, zeros for providers that have none; nothing where none is asked."""
    parts = []
    for name in held:
        table = inputs.records[name]
        if "consent" in table.schema.names and table.column("consent").null_count < table.num_rows:
            parts.append(
                f"select '{name}' as record, _place as place, "
                f"count(*) filter (consent = 'no') as n from record_{name} group by all"
            )
    return " union all ".join(parts)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
