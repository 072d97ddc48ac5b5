"""From what was read to a release: counts protected first, and all else made from the protected counts."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from evenhand.cube import count
from evenhand.cube.coverage import coverage
from evenhand.cube.needs import needs_assessment
from evenhand.disclosure import (
    DEFAULT_POLICY,
    Ledger,
    LedgerEntry,
    Policy,
    load_policy,
    protect,
    without_tiny_areas,
)
from evenhand.disclosure.releases import published_release
from evenhand.disclosure.side_tables import protect_tallies, protect_tally
from evenhand.findings import find, how_far_to_trust
from evenhand.findings.monitoring import monitoring_findings
from evenhand.flow.choose import SEE, areas_at_home, choose_programme, default_as_at, with_areas
from evenhand.flow.curves import staying_of
from evenhand.flow.facts import facts_of, notes_of, versions_of
from evenhand.flow.words import audited, breaks_of, evidence_of, left_out, warnings_in
from evenhand.foundations import CountTable, EvenhandError, Tally
from evenhand.foundations.checked_result import CheckedResult
from evenhand.measures import measure
from evenhand.publish import Release
from evenhand.records import Inputs
from evenhand.vocabulary import Programme, Vocabulary, load_vocabulary
from evenhand.vocabulary.translate import in_language, programme_in


def run(
    inputs: Inputs,
    programme: Programme | str | None = None,
    vocabulary: Vocabulary | None = None,
    policy: Policy | str = DEFAULT_POLICY,
    ledger: Ledger | None = None,
    as_at: date | None = None,
    *,
    area_level: str | None = None,
    area_of: str = "residence",
    period: str = "whole",
    home: Collection[str] = (),
    language: str = "en",
) -> Release:
    """Return the release of what was read: counts protected first, and all else made from the protected counts.

    `programme` is one or its name; without, it is the only one the inputs fit. `as_at` is the day as of which people
    are followed: the latest date in the accepted rows unless given. `area_of` (residence, happened, provided) says by
    which of a record's areas people are counted, `period` (whole, year, financial-year, quarter, month) how time is
    divided, `home` which areas are this partnership's: people of others are counted as living elsewhere.
    A release that would tell, beside those in `ledger`, what it does not tell alone is refused (WouldDisclose).
    Raises EvenhandError where the inputs fit no programme or several, or an area cannot be rolled up.
    """
    policy = load_policy(policy) if isinstance(policy, str) else policy
    vocabulary = with_areas(vocabulary or load_vocabulary(), inputs)
    chosen = choose_programme(inputs, programme, vocabulary)
    as_at = as_at or default_as_at(inputs, chosen)
    home = areas_at_home(home, vocabulary.areas)
    counted = count(
        inputs,
        programme=chosen,
        vocabulary=vocabulary,
        as_at=as_at,
        area_level=area_level,
        area_of=area_of,
        period=period,
        home=home,
    )
    exact, tiny = without_tiny_areas(counted.counts, policy=policy, known=vocabulary.areas.by_code)
    if len(exact) == 0:
        raise EvenhandError(
            _nothing_left(policy) if tiny else _NOTHING, mend=_what_next(inputs, as_at, tiny=bool(tiny))
        )
    protected = protect(
        exact, policy=policy, programme=chosen, areas=vocabulary.areas, code_lists=vocabulary.code_lists
    )
    facts = facts_of(counted, protected, versions_of(chosen, vocabulary, policy), policy, as_at)
    facts |= {"area_level": area_level, "area_of": area_of, "period": period, "home": sorted(home)}
    facts |= {
        "notes": [*_which_area(area_of), *notes_of(counted, chosen, as_at, tiny)],
        "counting_notes": list(counted.warnings),
        "evidence": _evidence_rows(inputs),
        "ledger": _beside_earlier(ledger or Ledger(), facts, protected, policy, chosen, vocabulary),
    }
    staying = staying_of(
        counted.journeys, protected, _comparing(protected, chosen, vocabulary), vocabulary, as_at=as_at
    )
    facts |= {"without_curve": [dict(one) for one in staying.absent]}
    tallies = coverage(counted.inputs, counted.journeys, counted.unlinked, chosen, vocabulary, home=home)
    needs = needs_assessment(counted.inputs, protected, chosen, vocabulary)
    return _release(
        protected,
        facts,
        programme=chosen,
        vocabulary=in_language(vocabulary, language),
        tallies=protect_tallies(tallies, policy),
        needs=tuple(protect_tally(one, policy) for one in needs),
        curves=staying.results,
    )


def translated(release: Release, language: str) -> Release:
    """Return a release in another language: the same protected counts, other words."""
    vocabulary = in_language(release.vocabulary, language)
    facts = dict(release.run)
    return _release(
        release.counts,
        facts,
        programme=release.programme,
        vocabulary=vocabulary,
        tallies=release.tallies,
        needs=release.needs,
        curves=release.curves,
    )


def _release(
    protected: CountTable,
    facts: dict[str, Any],
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    tallies: tuple[Tally, ...],
    needs: tuple[Tally, ...],
    curves: tuple[CheckedResult, ...],
) -> Release:
    """Make everything that is said from what may be shown, in the language of the vocabulary."""
    programme = programme_in(programme, vocabulary.language)
    programme = _comparing(protected, programme, vocabulary)
    as_at = date.fromisoformat(facts["as_at"])
    measures = measure(protected, programme=programme, vocabulary=vocabulary, as_at=as_at)
    findings = find(protected, measures, programme=programme, vocabulary=vocabulary, as_at=as_at)
    about = how_far_to_trust(protected, findings, programme=programme, vocabulary=vocabulary)
    return Release(
        run={**facts, "warnings": warnings_in(vocabulary.speech, facts)},
        programme=programme,
        vocabulary=vocabulary,
        counts=protected,
        measures=measures,
        findings=findings,
        about=(*about, *audited(vocabulary.speech, protected), *left_out(vocabulary.speech, facts)),
        tallies=tallies,
        needs=needs,
        curves=curves,
        monitoring=tuple(
            one.sentence
            for one in monitoring_findings(
                tallies, vocabulary=vocabulary, counts=protected, programme=programme, as_at=as_at
            )
        ),
        breaks=breaks_of(protected, programme, vocabulary),
        evidence=evidence_of(protected, facts["evidence"], vocabulary, as_at),
    )


def _comparing(protected: CountTable, programme: Programme, vocabulary: Vocabulary) -> Programme:
    """The programme with what it compares fitted to what the counts hold."""
    held = set(protected.crossings(only=False).cells.column("characteristic").unique().to_pylist())
    return programme.comparing(held, vocabulary.coarser_characteristics)


_NOTHING = "There is nothing to report on: no row was accepted for the programme."


def _which_area(area_of: str) -> list[dict[str, Any]]:
    """A note where areas are not those where people live, as they are when nothing is said."""
    return [] if area_of == "residence" else [{"key": f"flow.area_{area_of}"}]


def _what_next(inputs: Inputs, as_at: date, *, tiny: bool) -> str:
    latest = inputs.latest_date()
    if tiny:
        return "Put areas together (--area-level), or take a longer time."
    if latest is not None and as_at < latest:
        return f"The files go on after {as_at}, the day of the report: perhaps all of it is later. Give a later day."
    return SEE


def _nothing_left(policy: Policy) -> str:
    return f"There is nothing that may be shown: fewer than {policy.threshold} people in each area, under {policy.id}."


def ledger_entry(release: Release, policy: Policy) -> LedgerEntry:
    """Return the entry of a release in a ledger; raise NotProtected for counts that are not for publication."""
    return _entry(release.counts, release.run, policy, release.programme, release.vocabulary)


def _entry(
    protected: CountTable,
    facts: Mapping[str, Any],
    policy: Policy,
    programme: Programme,
    vocabulary: Vocabulary,
) -> LedgerEntry:
    published = published_release(
        protected,
        policy=policy,
        programme=programme,
        areas=vocabulary.areas,
        code_lists=vocabulary.code_lists,
        name=facts["run_id"],
        as_at=facts["as_at"],
    )
    return LedgerEntry.of_release(published, run_id=facts["run_id"], policy=policy)


def _beside_earlier(
    earlier: Ledger,
    facts: Mapping[str, Any],
    protected: CountTable,
    policy: Policy,
    programme: Programme,
    vocabulary: Vocabulary,
) -> dict[str, int]:
    """How many releases the ledger holds, and how many figures of this one another showed otherwise.

    Raises WouldDisclose where they would tell together what this release alone does not.
    """
    if not earlier.entries or not policy.publishable:
        return {"earlier_releases": len(earlier.entries), "differing_cells": 0}
    entry = _entry(protected, facts, policy, programme, vocabulary)
    earlier.admit(entry, certified=True)
    return {"earlier_releases": len(earlier.entries), "differing_cells": earlier.differing(entry)}


def _evidence_rows(inputs: Inputs) -> list[dict[str, Any]]:
    table = inputs.records.get("evidence")
    return [] if table is None else list(table.to_pylist())
