"""What `evenhand protect` prints beside its tables: the policy, how codes add up, the fingerprint of each file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evenhand.attack.attackers import Promise, assumed
from evenhand.disclosure.linked import Sum
from evenhand.foundations import UnreadableFile

CERTIFICATE = "certificate.json"
_FORMAT = "evenhand-certificate/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a certificate states: which column holds the counts, how they are protected, and how codes add up.

    `steps`: for each column of steps its codes in their order; None where it does not say which columns are.
    """

    kind: str
    threshold: int
    base: int
    most_change: int
    least_hidden: int
    variance: float
    count: str
    dimensions: tuple[str, ...]
    total: str
    as_at: str
    sums: tuple[Sum, ...]
    steps: Mapping[str, tuple[str, ...]] | None
    files: Mapping[str, str]
    promise: Promise


def read_certificate(folder: Path) -> Statement | None:
    """Return what the certificate in a folder states, None where there is none; raise UnreadableFile if it is damaged."""
    path = folder / CERTIFICATE
    if not path.is_file():
        return None
    try:
        return _statement(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableFile(
            f"The {CERTIFICATE} in {folder.name} cannot be used.",
            mend="Give the folder as `evenhand protect` wrote it, or take the file away: the tables are then read alone.",
        ) from error


def _statement(data: Mapping[str, Any]) -> Statement:
    if not str(data["format"]).startswith(_FORMAT):
        raise ValueError("another format")
    policy, default = data["policy"], assumed()
    width = float(policy.get("width", default.width))
    return Statement(
        kind=str(policy["kind"]),
        threshold=int(policy["threshold"]),
        base=int(policy.get("base", 1)),
        most_change=int(policy.get("most_change", 0)),
        least_hidden=int(policy.get("least_hidden", 1)),
        variance=float(policy.get("variance", (int(policy.get("most_change", 0)) / 2) ** 2)),
        count=str(data["count"]),
        dimensions=tuple(data["dimensions"]),
        total=str(data.get("total", "Total")),
        as_at=str(data.get("as_at", "")),
        sums=tuple(_sum(one, tuple(data.get("overlapping", ()))) for one in data.get("sums", ())),
        steps={name: tuple(map(str, order)) for name, order in data["steps"].items()}
        if "steps" in data
        else None,
        files={one["file"]: str(one.get("sha256", "")) for one in data["tables"]},
        promise=Promise(
            threshold=int(policy["threshold"]),
            width=width,
            rounded_width=float(policy.get("width_rounded", min(width, default.rounded_width))),
            rounded_hidden=width,
            insider=int(policy.get("insider", 0)),
            small_group=int(policy.get("small_group", 0)),
            stated=True,
        ),
    )


def _sum(one: Mapping[str, Any], overlapping: tuple[str, ...]) -> Sum:
    flags = {name: bool(one[name]) for name in ("complete", "absent_is_none", "exceeds") if name in one}
    return Sum(
        dimension=str(one["dimension"]),
        whole=str(one["whole"]),
        parts=tuple(str(part) for part in one["parts"]),
        overlapping=bool(one.get("overlapping", one["dimension"] in overlapping)),
        **flags,
    )


def is_changed(path: Path, statement: Statement) -> bool:
    """Return whether a table is another than the one that was certified."""
    promised = statement.files.get(path.name)
    return promised is None or (promised != "" and hashlib.sha256(path.read_bytes()).hexdigest() != promised)
