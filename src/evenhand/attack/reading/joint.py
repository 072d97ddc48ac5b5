"""Cells that no table shows but that tie tables to each other: area by group by sex behind three two-way tables."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np

from evenhand.attack.reading.holding import TOTAL, Joined, Part
from evenhand.attack.reading.text_table import Text
from evenhand.disclosure.tables.completed import cores
from evenhand.disclosure.tables.settings import load_settings


def with_joint_cells(joined: Joined, parts: Sequence[Part]) -> tuple[Joined, list[str]]:
    """Return the cells with those of a joint table added wherever tables tie in a ring, and what to note."""
    edges = [
        frozenset(name for name, codes in part.codes.items() if len(np.unique(codes)) > 1) for part in parts
    ]
    notes: list[str] = []
    for core in cores(edges):
        listed = {name: np.unique([*joined.codes[name], TOTAL]).tolist() for name in sorted(core)}
        if prod(len(one) for one in listed.values()) > load_settings().unpublished:
            notes.append(f"The joint table of {', '.join(listed)} is too large to be tried.")
            continue
        made = np.array(list(product(*listed.values())), dtype=np.str_)
        joined = _with_cells(joined, dict(zip(listed, made.T, strict=True)))
    return joined, notes


def _with_cells(joined: Joined, cells: dict[str, Text]) -> Joined:
    """The cells with those added that are not there yet; nothing is known of these but that they are 0 or more."""
    many = len(next(iter(cells.values())))
    codes = {name: cells.get(name, np.full(many, TOTAL)) for name in joined.codes}
    new = ~np.isin(_keys(codes, many), _keys(joined.codes, len(joined.least)))
    none = np.zeros(int(new.sum()))
    return replace(
        joined,
        codes={name: np.concatenate([joined.codes[name], column[new]]) for name, column in codes.items()},
        least=np.concatenate([joined.least, none]),
        most=np.concatenate([joined.most, np.full(len(none), np.inf)]),
        hidden=np.concatenate([joined.hidden, none > 0]),
        width=np.concatenate([joined.width, none]),
    )


def _keys(codes: dict[str, Text], many: int) -> Text:
    joined = np.full(many, "")
    for name in sorted(codes):
        joined = np.char.add(np.char.add(joined, "\x1e"), codes[name])
    return joined
