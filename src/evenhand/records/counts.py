"""Tables of counts and of residents: the words for stage, state, period and group become codes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations import AT_RISK, REACHED, STILL_WAITING, TOO_SOON, EvenhandError, Period
from evenhand.records.groups import Asked, place
from evenhand.records.intervals import bounds
from evenhand.records.profiles import Profile, Shape
from evenhand.records.rounding import count_column, look_rounded, together
from evenhand.records.rules import Fault
from evenhand.records.sorter import Sorter
from evenhand.records.stage_words import stages_meant
from evenhand.vocabulary import Programme

_GROUP_FAULTS = {
    "unknown_list": (
        "code_list",
        "'code_list' names no code list that Evenhand has.",
        "Write it with its edition, such as ethnicity-18+1:2011; or leave the cell blank.",
    ),
    "other_list": (
        "code_list",
        "'code_list' names a list that describes another characteristic.",
        "Correct 'characteristic' or 'code_list'.",
    ),
    "unknown_group": (
        "group",
        "'group' holds a word that the code list doesn't know.",
        "Write a code or label of the code list that the row names.",
    ),
    "no_group": (
        "group",
        "'group' is blank, but 'characteristic' is not.",
        "Name the group, or write not_known or not_stated. Leave both blank for everyone.",
    ),
    "no_characteristic": (
        "characteristic",
        "'group' is given, but 'characteristic' is blank.",
        "Name the characteristic, such as sex. Leave both blank for everyone.",
    ),
}
_STAGE = Fault(
    column="stage",
    where="asked_stage IS NOT NULL AND stage IS NULL",
    rule="'stage' names no stage of a programme, or stages of several.",
    mend="Write the stage's name or label as the programme does, or both names: arrest-to-treatment/started.",
)
_STATE = Fault(
    column="state",
    where="stage IS NOT NULL AND state IS NULL",
    rule="'state' is not one that this stage has.",
    mend="Leave it blank for those who reached the stage; or write at_risk, or one of the stage's exits.",
)
_UNSAID = Fault(
    column="count",
    where="lower IS NULL OR upper IS NULL",
    rule="'count' doesn't say the count: it is blank or hidden, and nothing says how large it can be.",
    mend="Write the count as a whole number, or <5; or give the least and the most that it can be as 'lower' "
    "and 'upper'; or leave the row out.",
)
_APART = Fault(
    column="count",
    where="lower > upper OR count < lower OR count > upper",
    rule="'count' does not lie between 'lower' and 'upper'.",
    mend="Correct the three; or leave 'lower' and 'upper' out where the count is exact.",
)
_PERIOD = Fault(
    column="period",
    where="asked_period IS NOT NULL AND period IS NULL",
    rule="'period' can't be understood.",
    mend="Write a period as 2024, 2024-03, 2024-Q1, 2023/24 (April to March), or as two of these with a "
    "slash between them: 2023-04/2024-03.",
)


def understand(sorter: Sorter) -> tuple[str, Mapping[int, list[str]]]:
    """Make a table in which the words of `checked` are codes; return its name, and warnings by file."""
    warnings = together(_place_groups(sorter), look_rounded(sorter))
    joins = """LEFT JOIN placed ON placed.file_no = asked.file_no
        AND placed.asked_characteristic IS NOT DISTINCT FROM asked.characteristic
        AND placed.asked_list IS NOT DISTINCT FROM asked.code_list
        AND placed.asked_group IS NOT DISTINCT FROM asked."group" """
    columns = (
        'asked.file_no, asked.line, area, placed.characteristic, placed.code_list, edition, placed."group"'
    )
    if sorter.profile.shape is Shape.COUNTS:
        _words_for_counts(sorter)
        columns += """, stages.code AS stage, states.state, asked.stage AS "text stage",
            periods.code AS period, asked.period AS "text period" """
        joins += """LEFT JOIN stages ON stages.file_no = asked.file_no AND stages.word = word(asked.stage)
            LEFT JOIN states ON states.stage = stages.code AND states.word = word(asked.state)
            LEFT JOIN periods ON periods.word = asked.period"""
    else:
        columns += ", source"
    columns += f", count, {_bounds(sorter.profile)}"
    joins += " LEFT JOIN looks_rounded ON looks_rounded.file_no = asked.file_no"
    sorter.con.execute(
        f'CREATE TABLE understood AS SELECT {columns}, fault AS "text fault" FROM checked AS asked {joins}'
    )
    _add_faults(sorter)
    return "understood", warnings


def once(rows: pa.Table) -> pa.Table:
    """Return counts with each cell once: two tables may print the same one, one of them rounded.

    Raises EvenhandError where two of a cell can't both be right.
    """
    cell = [name for name in rows.schema.names if name not in ("count", "lower", "upper")]
    found = rows.group_by(cell, use_threads=False).aggregate(
        [("count", "max"), ("lower", "max"), ("upper", "min")]
    )
    if found.num_rows == rows.num_rows:
        return rows
    lower, upper = found.column("lower_max"), found.column("upper_min")
    wrong = found.filter(pc.greater(lower, upper))
    if wrong.num_rows:
        stages = ", ".join(sorted(set(wrong.column("stage").to_pylist()))[:3])
        raise EvenhandError(
            f"{wrong.num_rows:,} counts stand in two files and differ: at {stages}.",
            mend="Leave one of the files out, or correct the one that is wrong.",
        )
    exact = pc.if_else(pc.equal(lower, upper), lower, found.column("count_max"))
    columns = {"count": exact, "lower": lower, "upper": upper}
    return pa.table(
        [columns[one] if one in columns else found.column(one) for one in rows.schema.names], rows.schema
    )


def _add_faults(sorter: Sorter) -> None:
    renamed = 'SELECT *, "text fault" AS fault'
    if sorter.profile.shape is Shape.COUNTS:
        renamed += ', "text stage" AS asked_stage, "text period" AS asked_period'
    table = f"({renamed} FROM understood)"
    for name, (column, rule, mend) in _GROUP_FAULTS.items():
        sorter.add_fault(table, Fault(column=column, where=f"fault = '{name}'", rule=rule, mend=mend))
    sorter.add_fault(f"({renamed} FROM understood ANTI JOIN faults USING (file_no, line))", _UNSAID)
    sorter.add_fault(table, _APART)
    if sorter.profile.shape is Shape.COUNTS:
        for fault in (_STAGE, _STATE, _PERIOD):
            sorter.add_fault(table, fault)


def _bounds(profile: Profile) -> str:
    """Return the SQL of the columns `lower` and `upper`: what the row says itself, or what its count says."""
    column = count_column(profile)
    rounded = f"coalesce(asked.rounded_to, looks_rounded.rounded_to, {column.rounded_to or 'NULL'})"
    lower, upper = bounds('asked."text count"', "count", rounded, column.hidden_means)
    return f"coalesce(asked.lower, {lower}) AS lower, coalesce(asked.upper, {upper}) AS upper"


def _place_groups(sorter: Sorter) -> Mapping[int, list[str]]:
    rows = sorter.con.execute(
        'SELECT DISTINCT file_no, characteristic, code_list, "group" FROM checked ORDER BY ALL'
    ).fetchall()
    asked = [Asked(*row) for row in rows]
    placed, warnings = place(asked, sorter.vocabulary)
    columns = {
        "asked_characteristic": [row.characteristic for row in asked],
        "asked_list": [row.code_list for row in asked],
        "asked_group": [row.group for row in asked],
        "characteristic": [one.characteristic for one in placed],
        "code_list": [one.code_list for one in placed],
        "edition": [one.edition for one in placed],
        "group": [one.group for one in placed],
        "fault": [one.fault for one in placed],
    }
    table = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    sorter.con.register(
        "placed", pa.table(table | {"file_no": pa.array([row.file_no for row in asked], pa.int32())})
    )
    return warnings


def _words_for_counts(sorter: Sorter) -> None:
    _words_for_stages(sorter)
    states = [row for programme in sorter.vocabulary.programmes.values() for row in _states(programme)]
    columns = zip(*states, strict=True)
    names = ("stage", "word", "state")
    sorter.con.register(
        "states", pa.table({n: pa.array(c, pa.string()) for n, c in zip(names, columns, strict=True)})
    )
    texts = sorter.con.execute(
        "SELECT DISTINCT period FROM checked WHERE period IS NOT NULL ORDER BY ALL"
    ).fetchall()
    sorter.words("periods", period_words(text for (text,) in texts))


def period_words(texts: Iterable[str]) -> dict[str, str]:
    """Return the periods that texts name, by text; without those that can't be understood."""
    return {text: period for text in texts if (period := _period(text))}


def _words_for_stages(sorter: Sorter) -> None:
    """Make `stages`: what each file's words for a stage stand for. Files are taken one by one."""
    asked = "SELECT DISTINCT file_no, word(stage) AS word FROM checked WHERE stage IS NOT NULL ORDER BY ALL"
    words: dict[int, list[str]] = {}
    for number, word in sorter.con.execute(asked).fetchall():
        words.setdefault(number, []).append(word)
    found = [
        (n, word, key) for n, w in words.items() for word, key in stages_meant(w, sorter.vocabulary).items()
    ]
    columns: list[Sequence[Any]] = list(zip(*found, strict=True)) or [()] * 3
    kinds = {"file_no": pa.int32(), "word": pa.string(), "code": pa.string()}
    arrays = {n: pa.array(c, kind) for (n, kind), c in zip(kinds.items(), columns, strict=True)}
    sorter.con.register("stages", pa.table(arrays))


def _states(programme: Programme) -> list[tuple[str, str, str]]:
    rows = []
    for stage in programme.stages:
        plain = (REACHED, AT_RISK, STILL_WAITING, TOO_SOON)
        words = {word: state for state in plain for word in (state, state.replace("_", " "))}
        words |= {word.lower(): one.state for one in stage.exits for word in (one.label, one.state)}
        if (pause := programme.pause) and stage.clock and stage.clock.paused:
            words |= {word.lower(): pause.state for word in (pause.label, pause.state)}
        rows += [(programme.stage_key(stage), word, state) for word, state in words.items()]
    return rows


def _period(text: str) -> str | None:
    try:
        return str(Period.parse(text))
    except EvenhandError:
        return None
