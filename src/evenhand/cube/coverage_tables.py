"""The SQL of the tallies of coverage: each gives the key columns and `n`, from views of the rows with their place."""

from collections.abc import Collection, Sequence

import duckdb
import pyarrow as pa

from evenhand.cube.coverage_rules import CoverageRules
from evenhand.foundations import EVERYONE
from evenhand.foundations.sql import identifier
from evenhand.records import Inputs
from evenhand.vocabulary import UNKNOWNS, Vocabulary

KNOWN = "known"
"""The answer of those of whom a characteristic is recorded."""
_NO_PLACE, _SMALL_PLACES = "not_known", "other_places"
_WITHHELD = "consent_withheld"


def register_rows(db: duckdb.DuckDBPyConnection, name: str, table: pa.Table, rules: CoverageRules) -> None:
    """Make view `record_<name>`: the rows with the `_place` that filled them in; small places under one name."""
    db.register(f"given_{name}", table)
    place = f"coalesce(nullif({identifier(rules.record[name]['place'])}, ''), '{_NO_PLACE}')"
    db.execute(
        f"""create temp table places_{name} as select {place} as raw, case when count(*) >= {int(rules.place_least_rows)}
            or raw = '{_NO_PLACE}' then raw else '{_SMALL_PLACES}' end as _place from given_{name} group by raw"""
    )
    db.execute(
        f"create temp view record_{name} as select g.*, p._place from given_{name} g join places_{name} p "
        f"on p.raw = {place}"
    )


def by_month(db: duckdb.DuckDBPyConnection, held: Sequence[str], rules: CoverageRules) -> dict[str, str]:
    """Rows by place and month with the zeros between the first month and the last of all, and the gaps of each place.

    A gap is told of places with many rows a month only: where a few come, months without are usual, and telling
    them from months of one to four rows would give away the few.
    """
    if not held:
        return {}
    parts = " union all ".join(
        f"select '{name}' as record, _place as place, "
        f"date_trunc('month', {identifier(rules.record[name]['date'])})::date as m, count(*) as n "
        f"from record_{name} where {identifier(rules.record[name]['date'])} is not null group by all"
        for name in held
    )
    db.execute(f"create temp table monthly as {parts}")
    db.execute(
        f"""create temp table by_month as
        with spans as (select record, min(m) as first, max(m) as last from monthly group by record),
        months as (select record, unnest(generate_series(first, last, interval 1 month))::date as m from spans),
        places as (select record, place, min(m) as first, max(m) as last,
            avg(n) >= {int(rules.month_least_rows)} as is_busy from monthly group by all)
        select record, place, strftime(m, '%Y-%m') as month, coalesce(n, 0)::bigint as n,
            n is null and m > first and m < last and is_busy as gap
        from places join months using (record) left join monthly using (record, place, m)"""
    )
    return {
        "by-place-and-month": "select record, place, month, n from by_month",
        "months-without-rows": "select record, place, month, 1::bigint as n from by_month where gap",
    }


def of_tests(db: duckdb.DuckDBPyConnection, held: Sequence[str], rules: CoverageRules) -> dict[str, str]:
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
    value = f"coalesce({identifier(column)}, '{blank}')"
    return f"""with seen as (select _place as place, {value} as {identifier(column)}, count(*) as n
            from record_{record} group by all),
        every as (select place, {identifier(column)} from (select distinct place from seen)
            cross join (select distinct {identifier(column)} from seen))
        select place, {identifier(column)}, coalesce(n, 0)::bigint as n from every left join seen
            using (place, {identifier(column)})"""


def residence(
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


def answers(
    db: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    held: Sequence[str],
    vocabulary: Vocabulary,
    rules: CoverageRules,
) -> dict[str, str]:
    """What is recorded of each characteristic that a record is coded for, everywhere and by place."""
    parts = [
        f"select '{name}' as record, _place as place, '{one}' as characteristic, "
        f"coalesce({identifier(one)}, 'not_known') as given, count(*) as n from record_{name} "
        f"{_asked_of(name, one)} group by all"
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


def _asked_of(record: str, characteristic: str) -> str:
    """The SQL of the rows that could say a characteristic: a test that found nothing names no drug, which is no gap."""
    if record == "test" and characteristic in ("drug_group", "substance_group"):
        return "where coalesce(result, '') not in ('negative', 'refused')"
    return ""


def _characteristics(inputs: Inputs, record: str, vocabulary: Vocabulary) -> list[str]:
    """The characteristics whose code list is known for a record: other columns stand empty in it."""
    names = inputs.records[record].schema.names
    return [
        one
        for one in vocabulary.characteristics
        if one in names and one != EVERYONE and (record, one) in inputs.code_lists
    ]


def of_warnings(
    db: duckdb.DuckDBPyConnection, inputs: Inputs, held: Sequence[str], rules: CoverageRules
) -> dict[str, str]:
    """Rows without consent by provider, with zeros for providers that have none, and what else is worth a look."""
    if not held:
        return {}
    db.register("warned_rows", inputs.warned)
    asked = [name for name in held if "consent" in inputs.records[name].schema.names]
    places = " union all ".join(f"select '{name}' as record, raw, _place from places_{name}" for name in held)
    db.execute(
        f"""create temp table warned as with places as ({places}),
        whole as (select record, rule, "column", coalesce(nullif(provider, ''), '{_NO_PLACE}') as raw,
            sum(rows)::bigint as n from warned_rows where record in (select record from places) group by all)
        select record, rule, "column", n, coalesce(_place, case when n >= {int(rules.place_least_rows)}
            or raw = '{_NO_PLACE}' then raw else '{_SMALL_PLACES}' end) as place
        from whole left join places using (record, raw)"""
    )
    refused = " union all ".join(
        f"select '{name}' as record, _place as place, count(*) filter (consent = 'no') as n from record_{name} group by all"
        for name in asked
    )
    withheld = f"select record, place, n from warned where rule = '{_WITHHELD}'"
    summed = f"select record, place, sum(n)::bigint as n from ({withheld} union all {refused}) group by all"
    return {
        "no-consent": f"select * from ({summed}) qualify sum(n) over (partition by record) > 0"
        if asked
        else "",
        "warnings": f"""select record, place, replace(rule, '_', ' ') as rule, coalesce("column", '') as "column",
            sum(n)::bigint as n from warned where rule <> '{_WITHHELD}' group by all""",
    }
