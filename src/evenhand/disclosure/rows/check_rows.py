"""Whether rows may leave the organisation: nobody is named, nobody stands alone, nothing is told of all alike."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from evenhand.disclosure.rows.classes import PERSON, Alike, Diversity, alike, diversity
from evenhand.disclosure.rows.identifying import Refused, refused_columns
from evenhand.disclosure.rows.mend import Way, ways_to_mend
from evenhand.disclosure.rows.row_policy import RowPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCheck:
    """What was found of an extract, without any value of it.

    `refused`: columns that may not be in it. `alike`, `diversity`: the classes that the others make (`known`), and
    how much each sensitive column differs within them. `mends`: changes to these columns, each of which would do.
    """

    policy: RowPolicy
    rows: int
    known: tuple[str, ...]
    refused: tuple[Refused, ...]
    alike: Alike
    diversity: tuple[Diversity, ...]
    mends: tuple[Way, ...]

    @property
    def passed(self) -> bool:
        """Whether the rows may leave the organisation."""
        return not (
            self.refused or self.alike.failing_rows or any(one.failing_rows for one in self.diversity)
        )

    def told(self) -> list[str]:
        """Return what fails and what would mend it, in sentences, without any value."""
        said = [str(one) for one in self.refused]
        if self.alike.failing_rows:
            said.append(
                f"{_rows(self.alike.failing_rows)} of {self.rows:,} can be told by {_joined(self.known)}: "
                f"fewer than {self.policy.alike} people share them."
            )
        said += [
            f"{_rows(one.failing_rows)} of {self.rows:,} tell '{one.column}' of everybody alike: fewer than "
            f"{self.policy.diverse} values among them."
            for one in self.diversity
            if one.failing_rows
        ]
        if self.mends:
            ways = "; or ".join(" and ".join(map(str, way)) for way in self.mends[:_MOST_WAYS])
            said.append(f"{'Besides, it' if self.refused else 'It'} would do to have {ways}.")
        return said


def check_rows(
    table: pa.Table, *, policy: RowPolicy, people: pa.Array | None = None, mends: bool = True
) -> RowCheck:
    """Return whether the rows of `table` may leave the organisation under `policy`, and what would mend it.

    `people`: who each row is about, one entry a row, so that somebody with several rows counts once; without, each
    row is a person of its own. `mends`: look for what would mend it. Values that are not known are values of their
    own. Raises ValueError where `people` has another length.
    """
    if people is None:
        people = pa.array(range(table.num_rows), pa.int64())
    names = tuple(table.schema.names)
    with duckdb.connect(":memory:") as con:
        con.register("given", table.append_column(PERSON, people))
        con.execute("CREATE TABLE rows AS FROM given")
        refused = refused_columns(con, names, policy)
        kept = [one for one in names if one not in {each.column for each in refused}]
        sensitive = tuple(one for one in kept if policy.is_sensitive(one))
        known = tuple(one for one in kept if policy.is_known(one))
        found = alike(con, known, policy)
        differing = tuple(diversity(con, known, one, policy) for one in sensitive)
        fails = found.failing_rows or any(one.failing_rows for one in differing)
        ways = ways_to_mend(con, known, sensitive, policy) if fails and mends else ()
    return RowCheck(
        policy=policy, rows=table.num_rows, known=known, refused=refused, alike=found, diversity=differing, mends=ways
    )  # fmt: skip


_MOST_WAYS = 4
"""How many ways to mend an extract are said."""


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _joined(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return names[0] if names else "being in it at all"
    return f"{', '.join(names[:-1])} and {names[-1]}"
