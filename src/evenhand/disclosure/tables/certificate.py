"""What is told beside protected tables: the policy, how they hang together, who was tried and what he could not do."""

from collections.abc import Sequence
from typing import Any

from evenhand.disclosure.cell_key import load_perturbation
from evenhand.disclosure.policy import CELL_KEYS, SUPPRESSION, Policy
from evenhand.disclosure.tables.shown import ShownCells
from evenhand.disclosure.tables.table_set import TableSet
from evenhand.disclosure.tables.written import Written

FORMAT = "evenhand-certificate/1"
CERTIFICATE = "certificate.json"
"""The name of the file beside protected tables that tells how they were protected."""
_OF_POLICY = ("id", "version", "title", "words", "kind", "threshold", "base", "width", "above", "insider")


def certificate(
    tables: TableSet, shown: ShownCells, files: Sequence[Written], *, made_with: str, as_at: str = ""
) -> dict[str, Any]:
    """Return what anybody may know: never a true count, nor how many counts are hidden for their own sake."""
    # How many counts are hidden for their own sake is not told: every hidden one is held against the attackers.
    hidden = int((shown.hidden & ~tables.unpublished).sum()) if shown.policy.kind == SUPPRESSION else 0
    return {
        "format": FORMAT,
        "policy": _policy(shown.policy),
        "count": tables.reading.count,
        "dimensions": list(tables.codes),
        "total": tables.reading.total,
        "as_at": as_at,
        "overlapping": sorted({*tables.reading.overlapping} - {*tables.steps}),
        "steps": {name: list(order) for name, order in tables.steps.items()},
        "sums": [
            {"dimension": one.dimension, "whole": one.whole, "parts": list(one.parts)} for one in tables.sums
        ],
        "tables": [
            {
                "file": one.file,
                "rows": one.rows,
                "published": one.published,
                "suppressed": one.suppressed,
                "sha256": one.sha256,
            }
            for one in files
        ],
        "equations": int(tables.linked.sums.shape[0]),
        "joint_cells": tables.joint,
        "joint_cells_left_out": tables.too_many,
        "programmes": shown.programmes,
        "attackers": [
            {"knowledge": one.knowledge, "cells": hidden or one.cells, "passed": one.passed}
            for one in shown.attackers
        ],
        "evenhand": made_with,
    }


def _policy(policy: Policy) -> dict[str, Any]:
    told = {name: getattr(policy, name) for name in _OF_POLICY}
    told["width_rounded"] = policy.width_rounded
    if policy.kind == SUPPRESSION:
        told["least_hidden"] = policy.least_hidden
    if policy.kind == CELL_KEYS:
        told["most_change"] = load_perturbation(policy.perturbation).largest_change
    return told
