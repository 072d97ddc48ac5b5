"""Several rows that become one record: a treatment episode is a row for each intervention and review.

Each record counts as accepted in the file of its first row; every further row counts as folded in its own file, so
read = accepted + rejected + duplicates + folded + without consent. A row like another one is folded, not a duplicate:
it may differ in what isn't read. A record is taken whole or not at all: where one of its rows has a fault the others
are rejected with it, so that the rejected rows can be corrected and read again by themselves.
"""

from evenhand.records import rules
from evenhand.records.profiles import Fold, Take
from evenhand.records.rules import Fault, name
from evenhand.records.sorter import Sorted, Sorter

_FILE = 1 << 40
"""More lines than a file can have: puts the place of a row in all files into one number."""
_WITHOUT_FAULTS = "ANTI JOIN faults USING (file_no, line)"


def fold(sorter: Sorter, rule: Fold, table: str) -> Sorted:
    """Return the rows of `table` folded into records, the rows that went into one, and the faults.

    Rows of one record that differ where they may not are all rejected.
    """
    columns = [one for one in sorter.columns(table) if not one.startswith("text ")]
    place = f"CAST(file_no AS BIGINT) * {_FILE} + line AS place"
    listed = ", ".join(map(name, columns))
    sorter.con.execute(f"CREATE TABLE rows_to_fold AS SELECT {listed}, {place} FROM {table}")
    _refuse_differences(sorter, rule)
    _refuse_the_rest(sorter, rule)
    values = [one for one in columns if one not in ("file_no", "line", *rule.key)]
    key = ", ".join(map(name, rule.key))
    taken = "".join(f", {_taken(rule, one)} AS {name(one)}" for one in values)
    sorter.con.execute(f"""
        CREATE TABLE folded AS SELECT CAST(place // {_FILE} AS INTEGER) AS file_no, place % {_FILE} AS line,
        * EXCLUDE place FROM (
            SELECT min(place) AS place, {key}{taken} FROM rows_to_fold {_WITHOUT_FAULTS} GROUP BY {key})""")
    for fault in rules.checks(sorter.profile, warn=False):
        sorter.add_fault("folded", fault)
    _refuse_the_rest(sorter, rule)
    rest = f"SELECT file_no, line FROM rows_to_fold {_WITHOUT_FAULTS} ANTI JOIN folded USING (file_no, line)"
    return Sorted(
        accepted=sorter.arrow(f"SELECT * FROM folded {_WITHOUT_FAULTS} ORDER BY file_no, line"),
        duplicates=sorter.arrow("SELECT file_no, line FROM folded WHERE false"),
        faults=sorter.arrow(
            'SELECT file_no, line, "column", rule, mend FROM faults ORDER BY file_no, line, place'
        ),
        folded=sorter.arrow(rest),
    )


def _refuse_differences(sorter: Sorter, rule: Fold) -> None:
    headings = {column.target: column.name for column in sorter.profile.columns}
    over = f"OVER (PARTITION BY {', '.join(map(name, rule.key))})"
    for target in (one for one, take in rule.take.items() if take is Take.SAME):
        value, heading = name(target), headings.get(target, target)
        sorter.con.execute(f"""
            CREATE OR REPLACE TABLE differing AS SELECT file_no, line,
            min({value}) {over} AS least, max({value}) {over} AS most FROM rows_to_fold {_WITHOUT_FAULTS}""")
        fault = Fault(
            column=heading,
            where="least <> most",
            rule=f"The rows of this {rule.says} differ in '{heading}'.",
            mend=f"Give every row of the {rule.says} the one that is right.",
        )
        sorter.add_fault("differing", fault)


def _refuse_the_rest(sorter: Sorter, rule: Fold) -> None:
    """Note a fault for each row without one, of whose record another row has one."""
    key = ", ".join(map(name, rule.key))
    sorter.con.execute(f"""
        CREATE OR REPLACE TABLE the_rest AS SELECT file_no, line FROM rows_to_fold
        SEMI JOIN (SELECT {key} FROM rows_to_fold SEMI JOIN faults USING (file_no, line)) USING ({key})
        {_WITHOUT_FAULTS}""")
    fault = Fault(
        column="",
        where="true",
        rule=f"Another row of this {rule.says} has a fault.",
        mend="Correct that row, and read all of them again.",
    )
    sorter.add_fault("the_rest", fault)


def _taken(rule: Fold, target: str) -> str:
    """Return the SQL of the value that a record takes from its rows; empty cells say nothing."""
    column = name(target)
    return {
        Take.FIRST: f"arg_min({column}, place)",
        Take.LAST: f"arg_max({column}, place)",
        Take.SAME: f"min({column})",
        Take.EARLIEST: f"min({column})",
        Take.LATEST: f"max({column})",
    }[rule.take.get(target, Take.FIRST)]
