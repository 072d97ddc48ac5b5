"""The rules of a profile as SQL: what a cell means, and what is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from evenhand.records.dates import date_faults, date_value
from evenhand.records.intervals import is_none, says_no_number, whole
from evenhand.records.list_words import list_words
from evenhand.records.profiles import Check, Column, Derived, Kind, Profile
from evenhand.records.sql import Fault as Fault
from evenhand.records.sql import literal as literal
from evenhand.records.sql import name as name
from evenhand.vocabulary import CodeList, Vocabulary

_FEW = 30
"""So many codes are told in a message; of a longer list only the name."""
_UNEVEN = ("  ", "\t", "\n", "\r")
_IS_UNEVEN = " OR ".join(f"contains(x, '{gap}')" for gap in _UNEVEN)
WORD = f"""CREATE MACRO word(x) AS lower(CASE WHEN {_IS_UNEVEN}
    THEN regexp_replace(x, '\\s+', ' ', 'g') ELSE x END)"""
"""A macro that makes two spellings of a word equal: no case, single spaces."""


def cell(column: Column) -> str:
    """Return the SQL of the cell's text; null where nothing is in it."""
    return f"nullif({name(text_of(column))}, '')"


def text_of(column: Column) -> str:
    """Return the name under which the text of a column's cells stands in the raw table."""
    return f"text {column.target}"


def value(column: Column) -> str:
    """Return the SQL of what a cell means; null where it can't be understood. `t` is the cell's text."""
    t = name(text_of(column))
    if column.kind is Kind.DATE:
        return date_value(t, column.partial)
    if column.kind in (Kind.WHOLE, Kind.COUNT):
        return whole(t)
    if column.kind is Kind.ESTIMATE:
        return _estimate(t, column.target)
    if column.kind is Kind.DAY:
        return f"CAST({literal(str(column.origin))} AS DATE) + CAST(try_cast({t} AS DOUBLE) AS INTEGER)"
    found = f"{name(words_of(column))}.code" if column.kind is Kind.CODE else _part(column)
    if column.otherwise is not None:
        found = f"coalesce({found}, CASE WHEN {t} IS NOT NULL THEN {literal(column.otherwise)} END)"
    return (
        found
        if column.blank is None
        else f"CASE WHEN {t} IS NULL THEN {literal(column.blank)} ELSE {found} END"
    )


def words_of(column: Column) -> str:
    """Return the name of the table that holds the spellings of a column's codes."""
    return f"words {column.target}"


def key_of(column: Column) -> str:
    """Return the SQL by which a cell is looked up among the spellings."""
    return f"word({_part(column)})"


def spellings(column: Column, vocabulary: Vocabulary) -> dict[str, str]:
    """Return every way of writing a column's codes: those of its code list, and the profile's own."""
    found = list_words(column, vocabulary)
    own = {code: code for code in column.values.values()} if not column.code_list else {}
    own |= dict(column.values)
    return {" ".join(text.split()).lower(): code for text, code in (found | own).items()}


def band(derived: Derived, code_list: CodeList) -> str:
    """Return the SQL that puts a whole number into its band; not_known outside all bands."""
    number = name(str(derived.number))
    whens = (
        f"WHEN {number} BETWEEN {one.low or 0} AND {one.high if one.high is not None else 10**9} "
        f"THEN {literal(one.code)}"
        for one in code_list.values
    )
    return f"CASE {' '.join(whens)} ELSE 'not_known' END"


def faults(profile: Profile, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Yield the rules of a profile in the order of its columns, then those across columns."""
    for column in profile.columns:
        for fault in _column_faults(column, vocabulary):
            yield _only_where(fault, column)
    yield from checks(profile, warn=False)


def checks(profile: Profile, *, warn: bool) -> Iterator[Fault]:
    """Yield the rules across columns: those that reject a row, or those that are only warned of."""
    headings = {column.target: column.name for column in profile.columns}
    for one in profile.derived:
        headings[one.target] = next((headings[name] for name in one.first_of if name in headings), one.target)
    for check in profile.checks:
        if check.warn is warn:
            yield _check(check, headings)


def _part(column: Column) -> str:
    t = name(text_of(column))
    return f"nullif(regexp_extract({t}, {literal(column.pattern)}, 1), '')" if column.pattern else t


def _column_faults(column: Column, vocabulary: Vocabulary) -> Iterator[Fault]:
    heading, t, v = column.name, name(text_of(column)), name(column.target)
    if column.filled:
        mend = column.mend or "Fill in the cell."
        yield Fault(column=heading, where=f"{t} IS NULL", rule=f"'{heading}' is blank.", mend=mend)
    unclear = f"{t} IS NOT NULL AND {v} IS NULL"
    if column.kind is Kind.COUNT:
        sign = says_no_number(t)
        if not column.bounded:
            rule = f"'{heading}' doesn't say the count: it is hidden or rounded away."
            yield Fault(column=heading, where=f"{unclear} AND {sign}", rule=rule, mend=column.mend)
        unclear += f" AND NOT {sign}"
    if column.kind in (Kind.ESTIMATE, Kind.DAY):
        rule, mend = f"'{heading}' is not a number.", column.mend or "Write a number such as 1352.3."
        yield Fault(column=heading, where=f"{unclear} AND NOT {is_none(t)}", rule=rule, mend=mend)
    if column.kind in (Kind.WHOLE, Kind.COUNT):
        wrong = f"({unclear}) OR {v} < {column.low or 0}" + (
            f" OR {v} > {column.high}" if column.high else ""
        )
        yield Fault(
            column=heading,
            where=wrong,
            rule=_number_rule(column),
            mend=column.mend or "Write a whole number.",
        )
    if column.kind is Kind.DATE:
        yield from date_faults(column, t, v)
    if column.kind is Kind.CODE:
        mend = column.mend or _code_mend(column, vocabulary)
        yield Fault(column=heading, where=unclear, rule=_code_rule(column), mend=mend)


def _estimate(t: str, target: str) -> str:
    """Return the SQL of an estimate as a whole number: the nearest; of its range the next one outside."""
    nearest = {"lower": "floor", "upper": "ceil"}.get(target, "round")
    return f"CAST({nearest}(try_cast(replace({t}, ',', '') AS DOUBLE)) AS BIGINT)"


def _number_rule(column: Column) -> str:
    low, high = column.low or 0, column.high
    bounds = f"from {low} to {high}" if high else f"of {low} or more"
    return f"'{column.name}' is not a whole number {bounds}."


def _code_rule(column: Column) -> str:
    if column.code_list:
        return f"'{column.name}' holds a word that the code list {column.code_list} doesn't know."
    return f"'{column.name}' holds a word that this format doesn't know."


def _code_mend(column: Column, vocabulary: Vocabulary) -> str:
    """Return which codes there are; of a long list its name, by which it stands in the documentation."""
    codes = tuple(dict.fromkeys(column.values.values()))
    known = "these"
    if column.code_list:
        listed = vocabulary.code_list(column.code_list)
        codes = (
            *(one.code for one in listed.values),
            *(each[0] for each in listed.unknowns.values() if each),
        )
        known = f"the code list {column.code_list}"
    known += f": {', '.join(codes)}" if len(codes) <= _FEW else ""
    return f"Write one of {known}; or add the word to the profile."


def _only_where(fault: Fault, column: Column) -> Fault:
    if column.only_where is None:
        return replace(fault, target=column.target)
    target, wanted = column.only_where
    where = f"({fault.where}) AND {name(target)} = {literal(wanted)}"
    return Fault(column=fault.column, where=where, rule=fault.rule, mend=fault.mend)


def _check(check: Check, headings: Mapping[str, str]) -> Fault:
    column, other = name(check.column), name(check.other)
    where = (
        f"{column} < {other}" if check.must == "not_before" else f"{column} IS NOT NULL AND {other} IS NULL"
    )
    if check.when:
        where += f" AND {name(check.when)} IS NOT NULL"
    return Fault(
        column=headings.get(check.column, check.column), where=where, rule=check.rule, mend=check.mend
    )
