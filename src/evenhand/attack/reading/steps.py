"""Steps in a table: codes each of which counts people who are counted at the one before it as well."""

from collections.abc import Mapping

import numpy as np

from evenhand.attack.attackers import attackers
from evenhand.attack.reading.text_table import Text
from evenhand.disclosure.linked.linked_set import Number
from evenhand.foundations import AT_RISK, REACHED


def steps_of(codes: Mapping[str, Text], least: Number, most: Number) -> dict[str, tuple[str, ...]]:
    """Return for each dimension of steps its codes from the first step to the last.

    A dimension is one of steps by its name, if it has no total (its codes are not parts of a whole) and nowhere do
    more people reach a later step than an earlier one. Of states, those who reached a step are among those at risk.
    """
    columns = attackers()["columns"]
    found: dict[str, tuple[str, ...]] = {}
    for name, column in codes.items():
        listed = [str(one) for one in dict.fromkeys(column.tolist())]
        if name.lower() in columns["state"] and {AT_RISK, REACHED} <= {*listed}:
            found[name] = (AT_RISK, REACHED)
        elif name.lower() in columns["stage"] and len(listed) > 1 and not _has_total(listed):
            order = sorted(listed, key=lambda one: -float(most[column == one].max()))
            if _never_grows(codes, name, order, least, most):
                found[name] = tuple(order)
    return found


def _has_total(listed: list[str]) -> bool:
    return any(one.lower() in attackers()["markers"]["total"] for one in listed)


def _never_grows(codes: Mapping[str, Text], name: str, order: list[str], least: Number, most: Number) -> bool:
    """Whether in no line a later step must hold more people than the one before it."""
    others = [column for other, column in codes.items() if other != name]
    line = np.zeros(len(least), np.int64)
    for column in others:
        digit = np.unique(column, return_inverse=True)[1]
        line = np.unique(line * (len(column) + 1) + digit, return_inverse=True)[1]
    limit = np.full(line.max(initial=0) + 1, np.inf)
    for code in order:
        mine = codes[name] == code
        if (least[mine] > limit[line[mine]] + 1e-6).any():
            return False
        np.minimum.at(limit, line[mine], most[mine])
    return True
