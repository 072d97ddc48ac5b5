"""What becomes of a difference whatever the group of those not recorded: it stays, or it could vanish."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.types import Finding, Unknowns
from evenhand.findings.words import of_every_100, per_1000
from evenhand.measures import Measure, MeasureTable, State
from evenhand.vocabulary.speech import Speech

_SAID = (State.OK, State.BELOW_THRESHOLD)
Rows = Mapping[str, Mapping[str, Any]]
"""Rows of the bounds of a difference by cell id."""


def bounds_rows(measures: MeasureTable) -> Rows:
    """Return the rows of the bounds over unknown groups, so that one is found by its cell."""
    return {row["cell_id"]: row for row in measures.where(measure=str(Measure.DIFFERENCE_BOUNDS)).to_rows()}


def with_unknowns(finding: Finding, rows: Rows, speech: Speech) -> Finding:
    """Return the finding with its bounds over the people of unknown group; as it was where none are known.

    `stays` if the difference is there, the same way round, whoever they are; else `could_vanish`. The bounds hold for
    every count that the protection allows; there is no chance in them: they speak of those counted. Source: C7.
    """
    row = rows.get(finding.cell_ids[0])
    if row is None or row["state"] not in _SAID or None in (row["lower"], row["upper"]):
        return finding
    sign = 1 if finding.estimate > 0 else -1
    low, high = sorted(sign * row[name] for name in ("lower", "upper"))
    verdict = "stays" if low > 0 else "could_vanish"
    per = row["units"].removeprefix("per_") if row["units"].startswith("per_") else ""
    ends = {"low": _said(low, per, speech), "high": _said(high, per, speech)}
    size = speech.say(f"findings.unknowns.size{'_rate' if per else ''}", per=f"{int(per or 100):,}", **ends)
    unknowns = Unknowns(
        verdict=verdict,
        sentence=speech.say(f"findings.unknowns.{verdict}", size=size),
        lower=row["lower"],
        upper=row["upper"],
        units=row["units"],
        cell_id=row["cell_id"],
    )
    verdicts = dict(finding.evidence.verdicts or {}) | {"unknowns": verdict}
    return replace(
        finding, unknowns=unknowns, evidence=with_claims(replace(finding.evidence, verdicts=verdicts))
    )


def _said(figure: float, per: str, speech: Speech) -> str:
    said = per_1000(abs(figure)) if per else of_every_100(abs(figure), speech)
    return said if figure >= 0 else speech.say("findings.within.other_way", figure=said)
