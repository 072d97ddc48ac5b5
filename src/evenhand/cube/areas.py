"""Rolling areas up to a level: the area column of any table, with an error for areas that lie in none."""

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations import EvenhandError
from evenhand.pathway.types import ELSEWHERE, NO_FIXED_ABODE, NOT_KNOWN
from evenhand.vocabulary import Areas

_OF_THEIR_OWN = (ELSEWHERE, NO_FIXED_ABODE, NOT_KNOWN)


def roll_up_areas(table: pa.Table, *, areas: Areas, level: str | None) -> pa.Table:
    """Return the table with each area replaced by the area of `level` that holds it; as it is without a level.

    People of no fixed abode, living elsewhere, or whose area is not known, stay in the areas of their own.
    Raises EvenhandError naming the areas that are not known to lie in any area of that level.
    """
    if level is None or table.num_rows == 0:
        return table
    codes = table.column("area").unique().to_pylist()
    homes = {code: areas.roll_up(code, level) or (code if code in _OF_THEIR_OWN else None) for code in codes}
    lost = sorted(code for code, home in homes.items() if home is None)
    if lost:
        raise EvenhandError(
            f"These areas are not known to lie in a {level}: {', '.join(lost[:5])}{' ...' if len(lost) > 5 else ''}.",
            mend="Add them to an areas file (code, name, level, within), or choose another --area-level.",
        )
    column = table.column("area").combine_chunks()
    places = pc.index_in(column, value_set=pa.array(codes, pa.string()))
    rolled = pa.array([homes[code] for code in codes], pa.string()).take(places)
    return table.set_column(table.schema.get_field_index("area"), "area", rolled)
