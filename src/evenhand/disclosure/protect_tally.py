"""Side tables of counts under the same threshold and rounding as the cells of a release."""

import numpy as np
import pyarrow as pa

from evenhand.disclosure.policy import Policy
from evenhand.disclosure.rounding import BELOW, ROUNDED, WITHHELD, beside, round_counts
from evenhand.foundations import TALLY_COUNTS, EvenhandError, Tally, seal_tally

_PROTECTED = (ROUNDED, BELOW, WITHHELD)
"""What counts taken from a protected table are: it was done here, and not by the publisher of the source."""


def protect_tally(tally: Tally, policy: Policy) -> Tally:
    """Return the tally as it may be shown under `policy`; its rows, keys and words stay.

    Every row is treated like a cell of the count table: under the threshold hidden, zeros among them, else
    rounded by itself, a row that holds a total too. So a total fits the sum of its parts within their bounds and
    says no more than a cell of the table does. Raises EvenhandError if the tally is protected already. Source: C9.
    """
    if tally.protection is not None:
        raise EvenhandError("This tally is protected already.", mend="Protect the exact tally instead.")
    point = tally.rows.column("value").cast(pa.float64()).to_numpy(zero_copy_only=False)
    lower, upper = (np.asarray(tally.rows.column(name).to_numpy(), np.int64) for name in ("lower", "upper"))
    exempt = np.full(len(point), tally.unit in policy.exempt_units)
    given = np.asarray(tally.rows.column("status").to_pylist(), dtype=np.str_)
    shown = round_counts(np.asarray(point, np.float64), lower, upper, exempt, beside(policy))
    columns = [tally.rows.column(key) for key in tally.keys]
    counts = [
        pa.array(shown.value, mask=shown.hidden),
        *(pa.array(one) for one in (shown.lower, shown.upper)),
        pa.array(np.where(np.isin(given, _PROTECTED), given, shown.status).tolist(), pa.string()),
    ]
    rows = pa.table([*columns, *counts], names=[*tally.keys, *TALLY_COUNTS.names])
    return seal_tally(tally, rows, policy.protection)
