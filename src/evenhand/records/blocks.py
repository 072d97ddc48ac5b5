"""The headings of a wide published table: which step, state and group the cells under each of them count.

A profile names them in blocks (`[[wide.block]]`): the headings of one breakdown, each with its group or its
state. A heading may stand in several blocks, and several headings in one place, where their counts are added.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from evenhand.foundations import EVERYONE, REACHED
from evenhand.records.opened import Opened
from evenhand.records.profiles import Profile, heading_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One breakdown. `cells` gives for each heading its group, or its state where there is no `code_list`.

    `of` is the heading of the number of all people: where `rest` holds, those whom no group counts are not
    known; where `zeros_mean_gap` holds, a row in which nobody is in any group was not collected. `sum_as` is a
    step that everybody in the block has reached. Without `stage` the row says which step it is of.
    """

    cells: Mapping[str, str]
    stage: str = ""
    code_list: str = ""
    of: str = ""
    rest: bool = False
    zeros_mean_gap: bool = False
    sum_as: tuple[str, ...] = ()


def blocks(profile: Profile) -> list[Block]:
    """Return the blocks of a profile, as its file has them."""
    return [_block(one) for one in profile.wide["block"]]


def _block(data: Mapping[str, Any]) -> Block:
    return Block(**{**data, "sum_as": tuple(data.get("sum_as", ()))})


def headings(profile: Profile) -> list[str]:
    """Return the keys of all headings that any block names, each once."""
    named = (heading for one in blocks(profile) for heading in (*one.cells, *([one.of] if one.of else ())))
    return list(dict.fromkeys(heading_key(heading) for heading in named))


def missing_in(profile: Profile, header: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return number, headings missing and headings in all of each block that a file doesn't have whole."""
    there = {heading_key(one) for one in header}
    parts = [
        (number, [heading_key(h) in there for h in one.cells]) for number, one in enumerate(blocks(profile))
    ]
    return [(number, found.count(False), len(found)) for number, found in parts if not all(found)]


def places(profile: Profile, opened: Sequence[Opened]) -> pa.Table:
    """Return where the cells under each heading are counted.

    Columns: file_no, block, heading (its key), code_list (`id:edition`; null where people are not divided),
    group, stage (null where the row says it), state, summed (whether it is one of several in a sum). Only of
    blocks whose headings a file has all.
    """
    names = ("file_no", "block", "heading", "code_list", "group", "stage", "state", "summed")
    rows = [row for number, one in enumerate(opened) for row in _places(profile, number, one)]
    columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(names)
    kinds = {"file_no": pa.int32(), "block": pa.int32(), "summed": pa.bool_()}
    return pa.table({n: pa.array(c, kinds.get(n, pa.string())) for n, c in zip(names, columns, strict=True)})


def _places(profile: Profile, number: int, opened: Opened) -> Iterator[tuple[Any, ...]]:
    lost = {block for block, _, _ in missing_in(profile, opened.raw.header)}
    for place, one in enumerate(blocks(profile)):
        if place in lost:
            continue
        for heading, meant in one.cells.items():
            group, state = (meant, REACHED) if one.code_list else (EVERYONE, meant or REACHED)
            key = heading_key(heading)
            yield number, place, key, one.code_list or None, group, one.stage or None, state, False
            for stage in one.sum_as:
                yield number, place, key, None, EVERYONE, stage, REACHED, True
