"""One release in a ledger: what a reader holds of it, under which policy it was made, and its fingerprint."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import pyarrow as pa

from evenhand.disclosure.ledger.columns import packed, unpacked
from evenhand.disclosure.linked import Published
from evenhand.disclosure.policy import DEFAULT_POLICY, Policy, load_policy, policy_names
from evenhand.disclosure.releases.published import published_release
from evenhand.foundations import CountTable, NotProtected


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A release: its run, the policy (its name and version, how it protects, below what it hides), what it shows.

    `published` holds protected figures alone. Two entries with the same `fingerprint` say the same of the same day.
    """

    run_id: str
    policy: str
    kind: str
    threshold: int
    published: Published

    @classmethod
    def of_release(cls, published: Published, *, run_id: str, policy: Policy) -> Self:
        """Return the entry of a release made under `policy`; raise NotProtected if that is not for publication."""
        if not policy.publishable:
            raise NotProtected("Only protected counts are entered into a ledger.")
        return cls(
            run_id=run_id,
            policy=f"{policy.id} {policy.version}",
            kind=policy.kind,
            threshold=policy.threshold,
            published=published,
        )

    @classmethod
    def of(cls, counts: CountTable, *, run_id: str, as_at: str) -> Self:
        """Return the entry of a protected table, without the sums of a programme; raise NotProtected for exact counts."""
        if counts.protection is None:
            raise NotProtected("Only protected counts are entered into a ledger.")
        name = counts.protection.policy
        policy = load_policy(name if name in policy_names() else DEFAULT_POLICY)
        published = published_release(counts, policy=policy, programme=None, name=run_id, as_at=as_at)
        return cls(
            run_id=run_id,
            policy=f"{name} {counts.protection.version}",
            kind=policy.kind,
            threshold=policy.threshold,
            published=published,
        )

    @property
    def name(self) -> str:
        """What the release is called to readers."""
        return self.published.name or self.run_id

    @property
    def as_at(self) -> str:
        """The day its counts were taken."""
        return self.published.as_at

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that it tells, whatever it is called and whichever run made it."""
        one = self.published
        digest = hashlib.sha256()
        head = [self.policy, self.kind, self.threshold, one.as_at, packed(_without_cells(one))["sums"]]
        digest.update(json.dumps(head).encode())
        for name, values in sorted(one.codes.items()):
            coded = pa.array(values, pa.string()).dictionary_encode()
            digest.update(json.dumps([name, coded.dictionary.to_pylist()]).encode())
            digest.update(coded.indices.to_numpy(zero_copy_only=False).astype("<u4").tobytes())
        for column in (one.least, one.most, one.width):
            digest.update(np.ascontiguousarray(column, "<f8").tobytes())
        for mask in (one.hidden, one.hidden & False if one.public is None else one.public):
            digest.update(np.ascontiguousarray(mask, "<u1").tobytes())
        return digest.hexdigest()

    def to_row(self) -> dict[str, Any]:
        """Return the entry in plain values for a line of the ledger file."""
        return {
            "run_id": self.run_id,
            "policy": self.policy,
            "kind": self.kind,
            "threshold": self.threshold,
            "published": packed(self.published),
        }

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Return the entry in a line; raise ValueError, TypeError or LookupError if it is damaged."""
        return cls(
            run_id=str(row["run_id"]),
            policy=str(row["policy"]),
            kind=str(row["kind"]),
            threshold=int(row["threshold"]),
            published=unpacked(row["published"]),
        )


def _without_cells(one: Published) -> Published:
    none = np.zeros(0)
    return replace(
        one, codes={}, least=none, most=none, width=none, hidden=none.astype(np.bool_), public=None
    )
