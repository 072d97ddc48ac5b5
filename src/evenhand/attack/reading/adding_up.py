"""How the codes of somebody's tables add up, found from the figures that are shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import nnls

from evenhand.attack.reading.holding import TOTAL, Joined
from evenhand.attack.reading.text_table import Text
from evenhand.disclosure.linked import Sum, link
from evenhand.disclosure.linked.linked_set import Number
from evenhand.disclosure.linked.ranges import sums_of_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The sums that the figures bear out, what to tell of others, and whether counts add up as those of people do."""

    sums: tuple[Sum, ...]
    notes: tuple[str, ...]
    additive: bool = True


def adding_up(joined: Joined, given: Sequence[Sum] = ()) -> Found:
    """Return how codes add up: as is given, else by totals, by columns that hold others, and by areas that make areas."""
    proposed: list[Sum] = []
    for name, column in joined.codes.items():
        mine = [one for one in given if one.dimension == name]
        total = TOTAL if TOTAL in column else ""
        bands, _ = sums_of_codes(name, (str(one) for one in np.unique(column)), total)
        if not mine and any(
            one.whole != TOTAL or len(one.parts) < len(np.unique(column)) - 1 for one in bands
        ):
            proposed += bands
            continue
        inside = mine or [*_made_of_others(joined, name)]
        wholes = {one.whole for one in inside}
        under = {part for one in inside for part in one.parts}
        codes = [str(one) for one in np.unique(column) if one != TOTAL]
        proposed += inside
        if TOTAL in column and TOTAL not in wholes:
            top = [one for one in codes if one not in under]
            proposed += _by_holder(joined.codes, name, top) or [
                Sum(dimension=name, whole=TOTAL, parts=tuple(top))
            ]
    return _borne_out(joined, [one for one in proposed if one.parts])


def _by_holder(codes: Mapping[str, Text], name: str, parts: Sequence[str]) -> list[Sum]:
    """Sums within another column that holds this one (a region beside its areas); none where there is no such column."""
    divided = codes[name] != TOTAL
    pairs: dict[str, tuple[Text, Text]] = {}
    for other, column in codes.items():
        here = divided & (column != TOTAL)
        if other == name or not divided.any() or not here[divided].all():
            continue
        both = np.unique(np.char.add(np.char.add(codes[name][here], "\x1f"), column[here]))
        split = np.char.partition(both, "\x1f")
        if len(both) == len(np.unique(split[:, 0])) and 1 < len(np.unique(split[:, 2])) < len(both):
            pairs[other] = split[:, 0], split[:, 2]
    if not pairs:
        return []
    mine, holder = max(pairs.values(), key=lambda pair: len(np.unique(pair[1])))
    groups = (np.intersect1d(mine[holder == one], parts) for one in np.unique(holder))
    return [Sum(dimension=name, whole=TOTAL, parts=tuple(str(one) for one in group)) for group in groups]


def _made_of_others(joined: Joined, name: str) -> Iterator[Sum]:
    """Codes that are sums of others wherever all are shown, if enough is shown for that to be no chance."""
    names, counts = _lines(joined, name)
    total = names == TOTAL
    if not total.any() or counts.shape[0] < 2 or len(names) < 4:
        return
    parts = ~total
    if np.allclose(counts[:, parts].sum(axis=1), counts[:, total].sum(axis=1)):
        return
    size = counts.sum(axis=0)
    for whole in np.flatnonzero(parts):
        smaller = np.flatnonzero(parts & (size < size[whole]) & (counts <= counts[:, [whole]]).all(axis=0))
        if not 1 < len(smaller) <= counts.shape[0]:
            continue
        weights, residual = nnls(counts[:, smaller], counts[:, whole])
        chosen = weights > 0.5
        if residual < 1e-6 and chosen.sum() > 1 and np.allclose(weights, chosen):
            yield Sum(
                dimension=name,
                whole=str(names[whole]),
                parts=tuple(str(one) for one in names[smaller[chosen]]),
            )


def _lines(joined: Joined, name: str) -> tuple[Text, Number]:
    """The codes of a dimension, and the lines (all other codes the same) in which every one of them is shown exactly."""
    others = [column for other, column in joined.codes.items() if other != name]
    names, code = np.unique(joined.codes[name], return_inverse=True)
    line = np.zeros(len(code), np.int64)
    for column in others:
        line = np.unique(
            line * (len(column) + 1) + np.unique(column, return_inverse=True)[1], return_inverse=True
        )[1]
    table = np.full((line.max(initial=0) + 1, len(names)), np.nan)
    known = joined.least == joined.most
    table[line[known], code[known]] = joined.least[known]
    return names, table[~np.isnan(table).any(axis=1)]


def _borne_out(joined: Joined, proposed: Sequence[Sum]) -> Found:
    """The sums with those left out, or eased, that shown figures contradict."""
    kept, notes, additive = [], [], True
    for one in proposed:
        linked = link(joined.codes, joined.least, joined.most, [one])
        known = np.asarray(abs(linked.sums) @ linked.open.astype(float) == 0)
        rest = (linked.sums @ np.where(linked.open, 0.0, linked.least))[known]
        complete = linked.sum_least[known] == 0
        if (np.abs(rest[complete]) < 1e-6).all() and (rest <= 1e-6).all():
            fits = not complete.all() and (rest[~complete] > -1e-6).all()
            kept.append(replace(one, absent_is_none=True) if fits and len(rest) > 1 else one)
        elif (rest[complete] >= -1e-6).all() and (rest <= 0).sum() <= len(rest) / 2:
            kept.append(replace(one, overlapping=True))
            notes.append(
                f"The parts of {one.whole} by {one.dimension} make more than it: people may be in "
                "several, or some codes hold others (say so with --hierarchy)."
            )
        elif (rest <= 1e-6).all():
            kept.append(replace(one, complete=False))
            notes.append(f"The parts of {one.whole} by {one.dimension} leave some of it out.")
        else:
            additive = False
            notes.append(
                f"The parts of {one.whole} by {one.dimension} do not make it; they are not added up."
            )
    return Found(sums=tuple(kept), notes=tuple(notes), additive=additive)
