"""Areas that stand out from those beside them: beyond the wide limits of a funnel, after all areas looked at."""

from collections.abc import Iterator, Mapping
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.evidence import Control, Evidence
from evenhand.findings.types import AreaStatement
from evenhand.findings.words import of_every_100, per_1000
from evenhand.foundations import EVERYONE
from evenhand.measures import Measure, MeasureRules, MeasureTable, State
from evenhand.measures.funnels.rules import load_funnel_rules
from evenhand.vocabulary import Programme, Stage, Vocabulary

_SAID = (State.OK, State.BELOW_THRESHOLD)


def areas_that_stand_out(
    measures: MeasureTable,
    test: Control,
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules,
) -> tuple[AreaStatement, ...]:
    """Return the areas whose figure for everyone lies beyond the wide limits, for every count the protection allows.

    The limits allow for what parts areas beyond chance (overdispersion). Of all areas and steps looked at a share of
    1 - level would lie beyond them by chance: they are stated if these come to at most the rules' level of those that
    do (Benjamini and Hochberg 1995 at this one threshold); else none is. Source: docs/adr/0024.
    """
    rows = [
        row
        for row in measures.where(measure=str(Measure.FUNNEL_POINT_WIDE), characteristic=EVERYONE).to_rows()
        if row["state"] in _SAID and None not in (row["estimate"], row["lower"], row["upper"])
    ]
    beyond = [row for row in rows if not row["lower"] <= row["estimate"] <= row["upper"]]
    by_chance = len(rows) * (1 - max(load_funnel_rules().levels))
    if not beyond or by_chance > rules.test_level * len(beyond):
        return ()
    adjusted = by_chance / len(beyond)
    return tuple(_statements(beyond, len(rows), adjusted, test, programme, vocabulary))


def _statements(
    rows: list[dict[str, Any]],
    looked_at: int,
    adjusted: float,
    test: Control,
    programme: Programme,
    vocabulary: Vocabulary,
) -> Iterator[AreaStatement]:
    for row in sorted(rows, key=lambda one: (one["area"], one["stage"])):
        stage = programme.stage(row["stage"])
        verdict = "above" if row["estimate"] > row["upper"] else "below"
        words = _words(row, stage, programme, vocabulary)
        evidence = Evidence(
            kind="area",
            cell_ids=(row["cell_id"],),
            measure=row["measure"],
            units=row["units"],
            own=(row["estimate"],) * 3,
            base=(row["lower"], row["estimate"], row["upper"]),
            comparisons=looked_at,
            adjusted_p=adjusted,
            error_rate=test.error_rate,
            polarity=str(stage.polarity),
            protection=test.protection,
            verdicts={"funnel": verdict},
        )
        yield AreaStatement(
            area=row["area"],
            stage=row["stage"],
            verdict=verdict,
            short=vocabulary.speech.say(f"findings.areas.short_{verdict}", **words),
            sentence=vocabulary.speech.say(f"findings.areas.{verdict}", **words),
            evidence=with_claims(evidence),
        )


def _words(
    row: Mapping[str, Any], stage: Stage, programme: Programme, vocabulary: Vocabulary
) -> dict[str, str]:
    speech = vocabulary.speech
    is_rate = row["units"].startswith("per_")
    said = per_1000 if is_rate else (lambda share: of_every_100(share, speech))
    figures = {
        name: said(row[column]) for name, column in (("own", "estimate"), ("low", "lower"), ("high", "upper"))
    }
    return figures | {
        "area": vocabulary.areas.name(row["area"]),
        "people": programme.stage(str(stage.of)).people,
        "did": stage.did,
        "step": stage.label,
        "per": f"{stage.per if is_rate else 100:,}",
    }
