"""Which columns of tables to be protected are steps: those that somebody named, and those that are known for it."""

from collections.abc import Sequence

from evenhand.disclosure.tables.hierarchy import of_dimension
from evenhand.disclosure.tables.joined import Joined
from evenhand.disclosure.tables.steps import steps_named, steps_of
from evenhand.disclosure.tables.types import Reading, TableRead, Text, UnusableTable


def steps_of_tables(
    tables: Sequence[TableRead], joined: Joined, reading: Reading
) -> dict[str, tuple[str, ...]]:
    """Return for each column of steps its codes from the first to the last.

    Raises UnusableTable where a column is named and more people reached a later step than an earlier one, or where it is
    said to be made of parts as well. The order of rows decides between codes of the same counts alone.
    """
    codes = joined.grid.codes(joined.cells)
    parts = {*_with_hierarchy(joined, reading), *reading.incomplete}
    for name in reading.steps:
        if name in parts:
            raise UnusableTable(
                f"The column {name} is named in two ways: its codes are steps, or parts of a whole.",
                mend="Take --steps away, or --incomplete and the hierarchy of the column.",
            )
    bounds = joined.least, joined.most
    found = steps_of(codes, *bounds, total=reading.total, parts=parts | {*reading.steps})
    for name in reading.steps:
        listed = dict.fromkeys(code for one in tables for code in one.codes.get(name, ()))
        order = [reading.total, *(str(code) for code in listed if code != reading.total)]
        found[name] = _named(codes, name, order, joined, reading)
    return found


def _named(
    codes: dict[str, Text], name: str, order: Sequence[str], joined: Joined, reading: Reading
) -> tuple[str, ...]:
    steps = steps_named(codes, name, order, joined.least, joined.most, total=reading.total)
    if steps.growing:
        later, earlier, row = steps.growing
        place = joined.grid.words(int(joined.cells[row]), reading.total)
        raise UnusableTable(
            f"The column {name} is named with --steps, but '{later}' has more people than '{earlier}' ({place}).",
            mend="Correct the counts; or take --steps away, if people can be at one step without having been at another.",
        )
    return steps.codes


def _with_hierarchy(joined: Joined, reading: Reading) -> set[str]:
    listed = {name: names.tolist() for name, names in joined.grid.names.items()}
    return {*of_dimension(reading.hierarchies, listed, reading.total)}
