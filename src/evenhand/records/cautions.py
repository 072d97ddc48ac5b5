"""What was kept although a profile finds it odd: warnings counted by file, never with a value."""

from collections.abc import Iterator, Mapping

from evenhand.records import rules
from evenhand.records.person_key import NOT_KEYED
from evenhand.records.profiles import Column
from evenhand.records.rules import Fault, literal, name
from evenhand.records.sorter import Sorter
from evenhand.records.warned import warning_rules


def cautions(sorter: Sorter, table: str) -> Mapping[int, list[str]]:
    """Return the warnings of a profile's own rules by number of the file; rows with a fault don't count."""
    found: dict[int, list[str]] = {}
    told, small = list(_rules(sorter)), int(warning_rules()["small"])
    counts = ", ".join(f"count(*) FILTER (WHERE {rule.where})" for rule in told)
    counted = sorter.con.execute(
        f"SELECT file_no, {counts} FROM {table} ANTI JOIN faults USING (file_no, line) GROUP BY file_no"
    ).fetchall() if told else []  # fmt: skip
    for number, *rows_each in counted:
        for rule, rows in zip(told, rows_each, strict=True):
            if rows:
                what = f"fewer than {small} rows" if rows < small else f"{rows:,} rows"
                found.setdefault(number, []).append(f"{what}: {rule.rule} {rule.mend}".strip())
    if sorter.profile.person_key and sorter.secret is None:
        for number in range(len(sorter.files)):
            found.setdefault(number, []).append(NOT_KEYED)
    return found


def _rules(sorter: Sorter) -> Iterator[Fault]:
    yield from rules.checks(sorter.profile, warn=True)
    for column in sorter.profile.columns:
        if column.otherwise is not None:
            yield Fault(
                column=column.name,
                where=_unknown_word(column),
                rule=f"'{column.name}' holds a word that this format doesn't know, read as {column.otherwise}.",
                mend="Add the word to the profile.",
            )


def _unknown_word(column: Column) -> str:
    """Return the SQL that is true where a cell's word is none of the column's."""
    known = f"(SELECT word FROM {name(rules.words_of(column))})"
    is_it = f"{name(column.target)} = {literal(str(column.otherwise))}"
    return f"{is_it} AND {name(rules.text_of(column))} IS NOT NULL AND {rules.key_of(column)} NOT IN {known}"
